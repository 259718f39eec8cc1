"""Who asked for a topic and who is who; what is proposed of many requests at once; who keeps an answer fresh."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import topic_people as forms
from foia.api.serializers import topics as read
from foia.api.views.acting import insist_visible
from foia.api.views.staff import Staff, actor_of
from foia.api.views.topics import TopicStaff
from foia.models import AnswerPage
from foia.operations import looking_again
from foia.operations import persons as operations
from foia.operations import proposals as proposing
from foia.queries import persons as people
from foia.queries import proposals as proposed
from foia.queries import quality as qualities
from foia.queries import topics as queries
from pasocial.rest.schema import IF_MATCH, described

WHO = examples.TOPIC_PERSON
PLACE = "Topics"


def _known(pk: int) -> int:
    if queries.find_topic(pk) is None:
        raise Http404
    return pk


class Persons(Staff):
    scope = "foia.work"  # names: as the page, for those who work the cases

    @described(
        "List who asked for a topic",
        id="foia_topics_persons",
        tag=PLACE,
        description="As the count sees them, those who asked last first, with what staff said of them.",
        scope="foia.work",
        answer=forms.PersonRow(many=True),
        got=WHO,
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = people.persons_of(_known(pk))
        page = self.paginate_queryset(rows) or []
        return self.get_paginated_response(forms.PersonRow(people.described(pk, page), many=True).data)


class Organisations(Staff):
    scope = "foia.work"
    pagination_class = None

    @described(
        "List the organisations behind a topic",
        id="foia_topics_organisations",
        tag=PLACE,
        description="At most fifty, those with most requests first.",
        scope="foia.work",
        answer=forms.OrganisationRow(many=True),
        got=examples.TOPIC_ORGANISATION,
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(forms.OrganisationRow(people.organisations_of(_known(pk)), many=True).data)


class _Saying(TopicStaff):
    scope = "foia.work"
    pagination_class = None

    def said(self, pk: int, form: Any, act: Any) -> Response:
        _known(pk)
        given = {name: value for name, value in self.written(form).items() if name != "version"}
        return self.acted(lambda held: act(topic_id=pk, **given, **held))


def _confirm_organisation(*, key: str, **given: Any) -> Any:
    return operations.confirm_organisation(organisation_key=key, **given)


def _saying(
    id: str, summary: str, form: Any, act: Callable[..., Any], sent: Mapping[str, Any], description: str
) -> type[_Saying]:
    """What staff say of who is who: a form, the operation it is for, and the topic as it then is."""
    describe = described(
        summary,
        id=id,
        tag=PLACE,
        description=description,
        scope=_Saying.scope,
        parameters=[IF_MATCH],
        body=form,
        answer=read.WholeTopic,
        sent=sent,
        got=examples.WHOLE_TOPIC,
    )

    class Saying(_Saying):
        @describe
        def post(self, request: Request, pk: int) -> Response:
            return self.said(pk, form, act)

    return Saying


Same = _saying(
    "foia_topics_persons_same",
    "Say that askers are one person",
    forms.SamePersons,
    operations.merge_persons,
    {"persons": [WHO["person"], "nome:77ab"], "why": "Stessa firma e stesso recapito."},
    "Holds in every topic that knows these keys, now and later; each is counted again.",
)
Different = _saying(
    "foia_topics_persons_different",
    "Say that an asker is somebody else",
    forms.DifferentPersons,
    operations.split_persons,
    {"person_key": WHO["person"], "why": "Omonimo: documenti diversi."},
    "One of the keys counted as one person is another person; wins over shared identifiers.",
)
Organisation = _saying(
    "foia_topics_organisations_confirm",
    "Say whether members speak for their organisation",
    forms.ConfirmOrganisation,
    _confirm_organisation,
    {"key": "org:5d0c", "confirmed": True},
    "Confirmed, the organisation counts once.",
)


class Fresh(TopicStaff):
    scope = "foia.choose_topic"
    pagination_class = None

    @described(
        "Say who keeps a published answer fresh",
        id="foia_topics_answers_keep_fresh",
        tag=PLACE,
        description="Which desk brings it up to date, by when; without a day it need not be.",
        scope="foia.choose_topic",
        body=forms.KeepFresh,
        answer=forms.Freshness,
        sent={"owner_desk": "newsroom", "fresh_until": "2027-03-31"},
        got={
            "id": 41,
            "title": examples.ANSWER["title"],
            "owner_desk": "newsroom",
            "fresh_until": "2027-03-31",
        },
    )
    def post(self, request: Request, pk: int, page: int) -> Response:
        if not AnswerPage.objects.filter(pk=page, topic_id=_known(pk)).exists():
            raise Http404
        given = self.written(forms.KeepFresh)
        kept = looking_again.keep_fresh(page_id=page, **given, by=actor_of(request), at=timezone.now())
        return Response(forms.Freshness(kept).data)


class Proposals(Staff):
    scope = "foia.work"
    scopes: ClassVar[dict[str, str]] = {"POST": "foia.work"}

    @described(
        "List topics proposed of many requests",
        id="foia_proposals_list",
        tag=PLACE,
        description="Requests without a topic so alike that a person may confirm several at once. Empty while no "
        "threshold was measured on this office's own cases and adopted.",
        scope="foia.work",
        answer=forms.ProposalRow(many=True),
        got=examples.PROPOSAL,
    )
    def get(self, request: Request) -> Response:
        return self.paged(proposed.proposals(), forms.ProposalRow)

    @described(
        "Judge a proposal",
        id="foia_proposals_judge",
        tag=PLACE,
        description="One topic of these requests (or more requests of `topic`), or they ask for different things.",
        scope="foia.work",
        body=forms.JudgeProposal,
        answer=forms.Judged,
        sent={"requests": [8, 12, 14], "title": "Spese per le luminarie", "accept": True},
        got={"topic": 3, "suggestions": None},
    )
    def post(self, request: Request) -> Response:
        given = self.written(forms.JudgeProposal)
        insist_visible(request, given["requests"])
        if given["topic"] is not None:
            _known(given["topic"])
        told = {"request_ids": given["requests"], "topic_id": given["topic"]}
        step: dict[str, Any] = {"by": actor_of(request), "at": timezone.now()}
        if not given["accept"]:
            return Response({"topic": None, "suggestions": proposing.refuse_proposal(**told, **step)})
        topic = proposing.confirm_proposal(**told, title=given["title"], **step)
        return Response({"topic": topic.pk, "suggestions": None})


def _quality() -> dict[str, Any]:
    found = qualities.quality()
    adopted = found.holding.adopted
    fates = found.fates
    return {
        "thresholds": forms.ThresholdRow(found.measure.points, many=True).data,
        "best": found.measure.best.score if found.measure.best else None,
        "missing": found.measure.missing,
        **{
            name: getattr(fates, name)
            for name in ("accepted", "parted", "refused", "together", "overtaken", "open")
        },
        "adopted": {
            "score": adopted.score,
            "judged": adopted.judged,
            "refused": adopted.refused,
            "adopted_at": adopted.adopted_at,
            "suspended": found.holding.suspended,
        }
        if adopted
        else None,
    }


class Quality(Staff):
    scope = "foia.read_topics"
    pagination_class = None

    @described(
        "Read how good the suggestions were",
        id="foia_proposals_quality",
        tag=PLACE,
        description="Precision and recall by threshold on the suggestions judged one by one, and the adopted threshold.",
        scope="foia.read_topics",
        answer=forms.Quality,
        got=examples.QUALITY,
    )
    def get(self, request: Request) -> Response:
        return Response(_quality())


class Adopt(Staff):
    scope = "foia.choose_topic"
    pagination_class = None

    @described(
        "Adopt the measured threshold",
        id="foia_proposals_adopt",
        tag=PLACE,
        description="The lowest threshold with under 5 % wrong; refused while too few cases were judged.",
        scope="foia.choose_topic",
        answer=forms.Quality,
        got=examples.QUALITY,
    )
    def post(self, request: Request) -> Response:
        proposing.adopt_threshold(by=actor_of(request), at=timezone.now())
        return Response(_quality())
