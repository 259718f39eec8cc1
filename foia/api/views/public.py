"""Read by anybody, without a key: kinds of access, the register, published answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import public as forms
from foia.queries import register, topics
from foia.queries.answer_pages import answers_found
from foia.rules.kinds import KINDS
from pasocial.rest.schema import described
from pasocial.rest.views import Public


class Kinds(Public):
    pagination_class = None

    @described(
        "Kinds of access",
        id="foia_kinds",
        tag="Register",
        description="The four rights of access, in words that help to choose.",
        answer=forms.KindOfAccess(many=True),
        got=examples.KIND,
    )
    def get(self, request: Request) -> Response:
        rows = forms.KindOfAccess(KINDS.values(), many=True, context=self.get_serializer_context())
        return Response(rows.data)


@dataclass(frozen=True)
class Lines:
    """Lines of the register whose number is known already: counting all of them takes longer than a page."""

    rows: QuerySet[Any]
    lines: int

    def count(self) -> int:
        return self.lines

    def __getitem__(self, part: slice) -> Any:
        return self.rows[part]


class Register(Public):
    @described(
        "List the public register",
        id="foia_register_list",
        tag="Register",
        description="Concluded requests, newest decision first; with `q`, best match first (newest first when more "
        "than a thousand match, and no more than ten thousand of those are listed). "
        "The same rows as open data: the `Link` header names CSV and JSON exports with the same filters.",
        parameters=[forms.RegisterQuery],
        answer=forms.RegisterLine(many=True),
        got=examples.REGISTER_LINE,
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(forms.RegisterQuery)
        filters = register.RegisterFilters.from_query(asked)
        size = register.size(filters, register.facets()["years"])
        answer = self.paged(
            Lines(register.entries(filters, ranked=size.ranked), size.lines), forms.RegisterLine
        )
        query = urlencode({name: value for name, value in asked.items() if value not in ("", None)})
        exports = [
            f"<{request.build_absolute_uri(reverse(name))}{'?' + query if query else ''}>; "
            f'rel="alternate"; type="{media}"'
            for name, media in (("foia:register_csv", "text/csv"), ("foia:register_json", "application/json"))
        ]
        answer["Link"] = ", ".join([*([answer["Link"]] if "Link" in answer else []), *exports])
        return answer


class RegisterEntry(Public):
    @described(
        "Read one line of the register",
        id="foia_register_read",
        tag="Register",
        description="The same facts as its public page.",
        answer=forms.RegisterLine,
        got=examples.REGISTER_LINE,
    )
    def get(self, request: Request, slug: str) -> Response:
        found = register.entry(slug)
        if found is None:
            raise Http404
        return Response(forms.RegisterLine(found, context=self.get_serializer_context()).data)


class Answers(Public):
    @described(
        "List published answers",
        id="foia_answers_list",
        tag="Answers",
        description="Answers the office published for everybody, newest first; with `q`, those that hold the words.",
        parameters=[forms.SearchQuery],
        answer=forms.Answer(many=True),
        got=examples.ANSWER,
    )
    def get(self, request: Request) -> Response:
        words = self.asked(forms.SearchQuery).get("q", "")
        return self.paged(answers_found(words), forms.Answer)


class Answer(Public):
    @described(
        "Read one published answer",
        id="foia_answers_read",
        tag="Answers",
        description="With its text and the documents released to everybody.",
        answer=forms.WholeAnswer,
        got={**examples.ANSWER, **examples.WHOLE_ANSWER},
    )
    def get(self, request: Request, pk: int) -> Response:
        page = topics.page_of(pk)
        if page is None:
            raise Http404
        return Response(forms.WholeAnswer(page, context=self.get_serializer_context()).data)


class AnswersLike(Public):
    pagination_class = None

    @described(
        "Is it already public?",
        id="foia_answers_like",
        tag="Answers",
        description="Up to five published answers and register lines that may answer a question, before it is "
        "asked. Only public things are read; the text is not kept.",
        parameters=[forms.LikeQuery],
        answer=forms.Offer(many=True),
        got=examples.OFFER,
    )
    def get(self, request: Request) -> Response:
        text = self.asked(forms.LikeQuery)["text"]
        offers = topics.answers_like(text, limit=5)
        return Response(forms.Offer(offers, many=True, context=self.get_serializer_context()).data)
