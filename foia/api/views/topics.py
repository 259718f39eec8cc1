"""Recurring topics: read, joined, split, merged, undone, decided; and the suggestions people judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as of_cases
from foia.api.serializers import steps as forms
from foia.api.serializers import topics as read
from foia.api.views.acting import insist_visible
from foia.api.views.staff import Staff, actor_of
from foia.models import Suggestion, Topic
from foia.operations import suggestions
from foia.operations import topics as operations
from foia.operations.concurrency import Stale
from foia.policy import visible_requests
from foia.queries import topics as queries
from pasocial.rest.problems import Conflict
from pasocial.rest.schema import IF_MATCH, described
from pasocial.rest.views import version_named
from pasocial.sentences import say

Form = type[serializers.Serializer[Any]]


class TopicStaff(Staff):
    scope = "foia.read_topics"

    def whole_topic(self, pk: int, status: int = 200) -> Response:
        try:
            view = queries.topic(pk)
        except Topic.DoesNotExist as missing:
            raise Http404 from missing
        answer = Response(read.whole_topic(view, self.get_serializer_context()), status=status)
        answer["ETag"] = f'"{view.topic.version}"'
        return answer

    def acted(self, act: Callable[[dict[str, Any]], Topic]) -> Response:
        """Does one step on a topic, at the version the caller has seen when she names one; answers with the topic."""
        version = version_named(self.request, needed=False)
        try:
            topic = act({"version": version, "by": actor_of(self.request), "at": timezone.now()})
        except Stale as error:
            raise Conflict("stale", say(error.refusal), current_version=error.current.version) from error
        return self.whole_topic(topic.pk)


class Topics(TopicStaff):
    scopes: ClassVar[dict[str, str]] = {"POST": "foia.work"}

    @described(
        "List recurring topics",
        id="foia_topics_list",
        tag="Topics",
        description="Flagged and undecided first.",
        scope="foia.read_topics",
        parameters=[read.TopicsQuery],
        answer=read.TopicRow(many=True),
        got=examples.TOPIC,
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(read.TopicsQuery)
        filters = queries.BoardFilters(
            flag=asked.get("flag", ""), words=asked.get("q", ""), choice=asked.get("choice", "")
        )
        return self.paged(queries.board(filters), read.TopicRow)

    @described(
        "Start a topic",
        id="foia_topics_start",
        tag="Topics",
        description="A new topic of these requests; those that had another one leave it.",
        scope="foia.work",
        body=forms.StartTopic,
        answer=read.WholeTopic,
        status=201,
        sent={"title": "Spese per le luminarie", "requests": [8, 12]},
        got=examples.WHOLE_TOPIC,
    )
    def post(self, request: Request) -> Response:
        given = self.written(forms.StartTopic)
        insist_visible(request, given["requests"])
        topic = operations.start_topic(
            request_ids=given["requests"],
            title=given["title"],
            summary=given["summary"],
            by=actor_of(request),
            at=timezone.now(),
        )
        return self.whole_topic(topic.pk, 201)


class OneTopic(TopicStaff):
    @described(
        "Read a topic",
        id="foia_topics_read",
        tag="Topics",
        description="Its counts, its flag and why, what was decided, the published answers. The ETag is its "
        "version.",
        scope="foia.read_topics",
        answer=read.WholeTopic,
        got=examples.WHOLE_TOPIC,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.whole_topic(pk)


class Members(Staff):
    @described(
        "List the requests of a topic",
        id="foia_topics_requests",
        tag="Topics",
        description="Those this person may see, those received last first.",
        scope="foia.read",
        answer=read.Member(many=True),
        got=examples.MEMBER,
    )
    def get(self, request: Request, pk: int) -> Response:
        try:
            rows = queries.topic(pk).memberships
        except Topic.DoesNotExist as missing:
            raise Http404 from missing
        return self.paged(rows.filter(request__in=visible_requests(request.user)), read.Member)


@dataclass(frozen=True)
class TopicStep:
    """`act` returns the topic to answer with."""

    path: str
    summary: str
    form: Form
    act: Callable[[int, Mapping[str, Any], Mapping[str, Any]], Topic]
    sent: Any
    scope: str = "foia.work"
    more: str = ""


class TopicStepView(TopicStaff):
    declared: ClassVar[TopicStep]

    def post(self, request: Request, pk: int) -> Response:
        if queries.find_topic(pk) is None:
            raise Http404
        given = self.written(self.declared.form)
        if "requests" in given:
            insist_visible(request, given["requests"])
        return self.acted(lambda held: self.declared.act(pk, given, held))


def view_of(step: TopicStep) -> type[TopicStepView]:
    name = step.path.strip("/")
    describe = described(
        step.summary,
        id=f"foia_topics_{name}",
        tag="Topics",
        description=step.more,
        scope=step.scope,
        parameters=[IF_MATCH],
        body=step.form,
        answer=read.WholeTopic,
        sent=step.sent,
        got=examples.WHOLE_TOPIC,
    )
    made = type(f"Topic_{name}", (TopicStepView,), {"declared": step, "scope": step.scope})
    view: type[TopicStepView] = extend_schema_view(post=describe)(made)
    return view


def _merge(pk: int, given: Mapping[str, Any], step: Mapping[str, Any]) -> Topic:
    if queries.find_topic(given["into"]) is None:
        raise Http404
    return operations.merge(topic_id=pk, into_id=given["into"], **step)


TOPIC_STEPS = (
    TopicStep(
        "join/",
        "Add requests to a topic",
        forms.RequestsOfTopic,
        lambda pk, given, step: operations.join(topic_id=pk, request_ids=given["requests"], **step),
        {"requests": [14]},
        more="They leave the topic they had; persons are counted again.",
    ),
    TopicStep(
        "leave/",
        "Take requests out of a topic",
        forms.RequestsOfTopic,
        lambda pk, given, step: operations.leave(topic_id=pk, request_ids=given["requests"], **step),
        {"requests": [14]},
        more="They have no topic then; persons are counted again.",
    ),
    TopicStep(
        "split/",
        "Split a topic",
        forms.SplitTopic,
        lambda pk, given, step: operations.split(
            topic_id=pk, request_ids=given["requests"], title=given["title"], **step
        ),
        {"requests": [14], "title": "Luminarie: contratti di sponsorizzazione"},
        more="Answers with the new topic.",
    ),
    TopicStep(
        "merge/",
        "Merge a topic into another",
        forms.MergeTopic,
        _merge,
        {"into": 3},
        more="Answers with the topic that stays.",
    ),
    TopicStep(
        "undo/",
        "Undo the last join, split or merge",
        forms.Nothing,
        lambda pk, given, step: operations.undo_last(topic_id=pk, **step),
        {},
        more="The requests go back where they were; refused once they were moved again.",
    ),
    TopicStep(
        "rename/",
        "Rename a topic",
        forms.RenameTopic,
        lambda pk, given, step: operations.rename(
            topic_id=pk, title=given["title"], summary=given["summary"], **step
        ),
        {"title": "Spese per le luminarie di Natale", "summary": "Determine e fatture."},
        more="For the office: a published page keeps its own title.",
    ),
    TopicStep(
        "choose/",
        "Decide whether to publish",
        forms.ChooseTopic,
        lambda pk, given, step: operations.choose(
            topic_id=pk,
            choice=given["choice"],
            reason=given["reason"],
            look_again_on=given["look_again_on"],
            **step,
        ),
        {"choice": "publish", "reason": "Lo chiedono in molti e i documenti sono già pubblici."},
        scope="foia.choose_topic",
        more="Publishing itself is the newsroom's work. Not to publish asks for the day to look again.",
    ),
)


class Judge(Staff):
    scope = "foia.work"
    pagination_class = None

    @described(
        "Judge a suggestion",
        id="foia_suggestions_judge",
        tag="Topics",
        description="Whether the two requests ask for the same thing; accepting puts them in one topic.",
        scope="foia.work",
        body=forms.Judge,
        answer=of_cases.SuggestionRow,
        sent={"accept": True},
        got={**examples.SUGGESTION, "verdict": "accepted"},
    )
    def post(self, request: Request, pk: int) -> Response:
        known = Suggestion.objects.filter(pk=pk, request__in=visible_requests(request.user)).first()
        if known is None:
            raise Http404
        given = self.written(forms.Judge)
        suggestions.judge_suggestion(
            suggestion_id=pk, accept=given["accept"], by=actor_of(request), at=timezone.now()
        )
        row = queries.suggestions_for(known.request_id).get(pk=pk)
        return Response(of_cases.SuggestionRow(row).data)
