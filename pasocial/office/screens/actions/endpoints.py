"""The door of programs: one endpoint for each action that has a path, described with its scope and its example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from pasocial.office.record.trail.actor import actor_of as actor_of
from pasocial.office.screens.actions import operations
from pasocial.office.screens.actions.declaration import Action, ActionCall, afterwards
from pasocial.rest.parsing import Json, Multipart
from pasocial.rest.schema import IF_MATCH, described
from pasocial.rest.views import View, version_named

WAITS = (
    "What it writes leaves in fifteen seconds, and only then it is done: `departures` says when (`departs_at`) and where to "
    "`undo` it. When nobody is written to, it is done at once."
)


class Endpoint(View):
    """Does one action on one thing and answers with it. A desk says how the thing is found, and how it is written.

    `example` is the thing as the documentation shows it; `versioned`: who acts says which version she has seen.
    """

    declared: ClassVar[Action]
    ids: ClassVar[str]
    names: ClassVar[str]
    tag: ClassVar[str]
    answer: ClassVar[Any]
    example: ClassVar[Any]
    versioned: ClassVar[bool] = False
    pagination_class = None

    def thing(self, pk: int) -> Any:
        """Raises Http404 when there is none, or none for this caller."""
        raise NotImplementedError

    def written_out(self, pk: int, status: int) -> Response:
        """The thing after the action."""
        raise NotImplementedError

    def act(self, call: ActionCall) -> object:
        if self.declared.leaves:
            return operations.send_unseen(action=self.declared, call=call)
        return self.declared.act(call)

    def version_seen(self, request: Request) -> int | None:
        """Raises Problem 428 where the caller must say it and did not."""
        return version_named(request) if self.versioned else None

    def do(self, request: Request, pk: int, **kwargs: Any) -> Response:
        self.about = self.thing(pk)
        given = self.written(self.declared.body)
        call = ActionCall(
            about=self.about,
            given={**given, **kwargs},
            user=request.user,
            by=actor_of(request),
            at=timezone.now(),
            version=self.version_seen(request),
            machinery=self.declared.form.machinery,
        )
        thing = afterwards(self.about, self.act(call))
        return self.written_out(thing.pk, self.declared.status)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "about": getattr(self, "about", None)}

    @classmethod
    def example_after(cls, action: Action) -> Any:
        return cls.example


def paths_of(door: type[Endpoint], prefix: str, actions: Iterable[Action]) -> list[URLPattern]:
    """The addresses of these actions beneath `prefix`, each with its view."""
    return [
        path(f"{prefix}{action.path}", view_of(door, action).as_view(), name=f"{door.names}_{action.code}")
        for action in actions
        if action.path
    ]


def view_of(door: type[Endpoint], action: Action) -> type[Endpoint]:
    """The view of one action, with its description."""
    drafting = "_draft" if action.method == "put" else ""
    describe = described(
        action.summary,
        id=f"{door.ids}_{action.code}{drafting}",
        tag=action.tag or door.tag,
        description=f"{action.more}\n\n{WAITS}" if action.leaves else action.more,
        scope=action.permission,
        parameters=[IF_MATCH] if door.versioned else [],
        body=_body(action),
        answer=door.answer,
        status=action.status,
        sent=action.sent if action.sent is not None else {},
        got=door.example_after(action),
    )
    members: dict[str, Any] = {
        "declared": action,
        "scope": action.permission,
        action.method: lambda self, request, pk, **kwargs: self.do(request, pk, **kwargs),
        "parser_classes": (Json, Multipart) if action.takes_files else (Json,),
    }
    made = type(f"{door.__name__}_{action.code}", (door,), {**members, "__module__": door.__module__})
    view: type[Endpoint] = extend_schema_view(**{action.method: describe})(made)
    return view


def _body(action: Action) -> Any:
    """What is sent, by its type: an action that needs files takes no JSON, which holds none."""
    if not action.takes_files:
        return action.body
    kinds = ["multipart/form-data"]
    if not action.body().fields["files"].required:
        kinds.insert(0, "application/json")
    return dict.fromkeys(kinds, action.body)


class Things(Endpoint):
    """A list of things, each of them, and their actions, from one declaration: `urls("objects")` gives the addresses.

    A desk says which rows there are (`rows`), how one is written (`answer`), and the words of the documentation.
    """

    scope: ClassVar[str]
    # English, for the documentation: what one is called, and in which order they are listed.
    noun: ClassVar[str]
    nouns: ClassVar[str]
    order: ClassVar[str]
    query: ClassVar[Any] = None

    @classmethod
    def rows(cls, asked: Mapping[str, Any]) -> QuerySet[Any]:
        """The rows of the list, in their order; `asked` are the values of `query`."""
        raise NotImplementedError

    def thing(self, pk: int) -> Any:
        found = self.rows({}).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def written_out(self, pk: int, status: int = 200) -> Response:
        body = self.answer(self.thing(pk), context=self.get_serializer_context()).data
        return Response(body, status=status)

    @classmethod
    def urls(cls, name: str, actions: Iterable[Action]) -> list[URLPattern]:
        listing = described(
            f"List {cls.nouns}",
            id=f"{cls.ids}_list",
            tag=cls.tag,
            description=cls.order,
            scope=cls.scope,
            parameters=[cls.query] if cls.query else [],
            answer=cls.answer(many=True),
            got=cls.example,
        )
        reading = described(
            f"Read one {cls.noun}",
            id=f"{cls.ids}_read",
            tag=cls.tag,
            description="As it is now.",
            scope=cls.scope,
            answer=cls.answer,
            got=cls.example,
        )
        members = {"__module__": cls.__module__}
        paged = {
            **members,
            "pagination_class": View.pagination_class,
            "get": lambda self, request: self.listed(),
        }
        one = {**members, "get": lambda self, request, pk: self.written_out(pk)}
        every: type[Endpoint] = extend_schema_view(get=listing)(type(f"{cls.__name__}List", (cls,), paged))
        each: type[Endpoint] = extend_schema_view(get=reading)(type(f"{cls.__name__}Read", (cls,), one))
        return [
            path(f"{name}/", every.as_view(), name=f"{cls.names}s"),
            path(f"{name}/<int:pk>/", each.as_view(), name=cls.names),
            *paths_of(cls, f"{name}/<int:pk>/", actions),
        ]

    def listed(self) -> Response:
        return self.paged(self.rows(self.asked(self.query) if self.query else {}), self.answer)
