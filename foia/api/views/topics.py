"""Recurring topics: the board, one topic with its requests, and what is done with it (`foia.actions.topics`)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.actions.topics import START
from foia.api import examples
from foia.api.serializers import topic_people as people
from foia.api.serializers import topics as read
from foia.api.serializers.staff import SuggestionRow
from foia.api.views.acting import Acting
from foia.api.views.staff import Staff, actor_of
from foia.models import AnswerPage, Suggestion, Topic
from foia.policy import visible_requests
from foia.queries import topics as queries
from pasocial.office.screens.actions import ActionCall
from pasocial.rest.schema import described
from pasocial.rest.views import version_named


class TopicStaff(Staff):
    scope = "foia.read_topics"
    tag: ClassVar[str] = "Topics"

    def view(self, pk: int) -> queries.TopicView:
        try:
            return queries.topic(pk)
        except Topic.DoesNotExist as missing:
            raise Http404 from missing

    def written_out(self, pk: int, status: int = 200) -> Response:
        """The topic with its version as ETag."""
        view = self.view(pk)
        answer = Response(read.whole_topic(view, self.get_serializer_context()), status=status)
        answer["ETag"] = f'"{view.topic.version}"'
        return answer

    def thing(self, pk: int) -> Topic:
        found = queries.find_topic(pk)
        if found is None:
            raise Http404
        return found


class Topics(TopicStaff):
    scopes: ClassVar[dict[str, str]] = {"POST": START.permission}

    @described(
        "List recurring topics",
        id="foia_topics_list",
        tag=TopicStaff.tag,
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
        START.summary,
        id="foia_topics_start",
        tag=TopicStaff.tag,
        description=START.more,
        scope=START.permission,
        body=START.body,
        answer=read.WholeTopic,
        status=START.status,
        sent=START.sent,
        got=examples.WHOLE_TOPIC,
    )
    def post(self, request: Request) -> Response:
        given = self.written(START.body)
        call = ActionCall(
            None, given, request.user, actor_of(request), timezone.now(), machinery=START.form.machinery
        )
        topic: Any = START.act(call)
        return self.written_out(topic.pk, START.status)


class OneTopic(TopicStaff):
    @described(
        "Read a topic",
        id="foia_topics_read",
        tag=TopicStaff.tag,
        description="Its counts, its flag and why, what was decided, the published answers. The ETag is its "
        "version.",
        scope="foia.read_topics",
        answer=read.WholeTopic,
        got=examples.WHOLE_TOPIC,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.written_out(pk)


class Members(TopicStaff):
    scope = "foia.read"

    @described(
        "List the requests of a topic",
        id="foia_topics_requests",
        tag=TopicStaff.tag,
        description="Those this person may see, those received last first.",
        scope="foia.read",
        answer=read.Member(many=True),
        got=examples.MEMBER,
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = queries.members_among(self.thing(pk).pk, visible_requests(request.user))
        return self.paged(rows, read.Member)


class OnTopic(TopicStaff, Acting):
    ids, names = "foia_topics", "foia_topic"
    answer = read.WholeTopic
    example: ClassVar[Any] = examples.WHOLE_TOPIC

    def version_seen(self, request: Request) -> int | None:
        """Who names none acts on the topic as it is: what two people move is counted again each time."""
        return version_named(request, needed=False)


class OnAnswer(TopicStaff, Acting):
    """One published answer of a topic: it has no version, who said it last is right."""

    ids, names = "foia_topics_answers", "foia_topic_answer"
    versioned = False
    answer = people.Freshness
    example: ClassVar[Any] = {
        "id": 41,
        "title": examples.ANSWER["title"],
        "owner_desk": "newsroom",
        "fresh_until": "2027-03-31",
    }

    def do(self, request: Request, pk: int, **kwargs: Any) -> Response:
        return super().do(request, kwargs["page"])

    def thing(self, pk: int) -> AnswerPage:  # type: ignore[override]
        found = queries.answer_of(self.kwargs["pk"], pk)
        if found is None:
            raise Http404
        return found

    def written_out(self, pk: int, status: int = 200) -> Response:
        return Response(self.answer(self.thing(pk)).data, status=status)


class OnSuggestion(Acting, Staff):
    """Two requests that the machine thinks alike, for whoever may see the later one."""

    ids, names, tag = "foia_suggestions", "foia_suggestion", TopicStaff.tag
    versioned = False
    answer = SuggestionRow
    example: ClassVar[Any] = {**examples.SUGGESTION, "verdict": "accepted"}

    def thing(self, pk: int) -> Suggestion:
        found = queries.find_suggestion(pk, visible_requests(self.request.user))
        if found is None:
            raise Http404
        return found

    def written_out(self, pk: int, status: int) -> Response:
        return Response(self.answer(queries.suggestion_shown(pk)).data, status=status)
