"""Who asked for a topic, and what is proposed of many requests at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import topic_people as forms
from foia.api.views.staff import Staff, actor_of
from foia.api.views.topics import TopicStaff
from foia.operations import proposals as proposing
from foia.queries import persons as people
from foia.queries import proposals as proposed
from foia.queries import quality as qualities
from pasocial.rest.schema import described


class Persons(TopicStaff):
    scope = "foia.work"  # names: as the page, for those who work the cases

    @described(
        "List who asked for a topic",
        id="foia_topics_persons",
        tag=TopicStaff.tag,
        description="As the count sees them, those who asked last first, with what staff said of them.",
        scope="foia.work",
        answer=forms.PersonRow(many=True),
        got=examples.TOPIC_PERSON,
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = people.persons_of(self.thing(pk).pk)
        page = self.paginate_queryset(rows) or []
        return self.get_paginated_response(forms.PersonRow(people.described(pk, page), many=True).data)


class Organisations(TopicStaff):
    scope = "foia.work"
    pagination_class = None

    @described(
        "List the organisations behind a topic",
        id="foia_topics_organisations",
        tag=TopicStaff.tag,
        description="At most fifty, those with most requests first.",
        scope="foia.work",
        answer=forms.OrganisationRow(many=True),
        got=examples.TOPIC_ORGANISATION,
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(forms.OrganisationRow(people.organisations_of(self.thing(pk).pk), many=True).data)


class Proposals(TopicStaff):
    scope = "foia.work"
    scopes: ClassVar[dict[str, str]] = {"POST": "foia.work"}

    @described(
        "List topics proposed of many requests",
        id="foia_proposals_list",
        tag=TopicStaff.tag,
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
        tag=TopicStaff.tag,
        description="One topic of these requests (or more requests of `topic`), or they ask for different things.",
        scope="foia.work",
        body=forms.JudgeProposal,
        answer=forms.Judged,
        sent={"requests": [8, 12, 14], "title": "Spese per le luminarie", "accept": True},
        got={"topic": 3, "suggestions": None},
    )
    def post(self, request: Request) -> Response:
        given = self.written(forms.JudgeProposal)
        if given["topic"] is not None:
            self.thing(given["topic"])
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
        tag=TopicStaff.tag,
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
        tag=TopicStaff.tag,
        description="The lowest threshold with under 5 % wrong; refused while too few cases were judged.",
        scope="foia.choose_topic",
        answer=forms.Quality,
        got=examples.QUALITY,
    )
    def post(self, request: Request) -> Response:
        proposing.adopt_threshold(by=actor_of(request), at=timezone.now())
        return Response(_quality())
