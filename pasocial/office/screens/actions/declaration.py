"""What an action is, one use of it, and how it is offered on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from rest_framework import serializers

from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions.bodies import Body, body_of
from pasocial.office.screens.actions.forms import ActionForm
from pasocial.refusal import Refusal

# What speaks against it now: asked with what the desk knows of the thing, and with the person.
Guard = Callable[[Any, Any], Refusal | None]


@dataclass(frozen=True)
class ActionCall:
    """One action being done, through either door: the thing as it was loaded, what was given, who and when.

    `version` is the one its author has seen, None where she said none.
    """

    about: Any
    given: Mapping[str, Any]
    user: Any
    by: Actor
    at: datetime
    version: int | None = None
    machinery: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, for the operation."""
        return {name: value for name, value in self.given.items() if name not in self.machinery}

    @property
    def moment(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def held(self) -> dict[str, Any]:
        """For an operation that refuses what was written on an older version."""
        return {"version": self.version, **self.moment}


@dataclass(frozen=True)
class Leaves:
    """That an action makes a letter leave to somebody outside: it is shown first, then leaves in fifteen seconds.

    `kind` is the kind of departure that its desk declares, `what` the name of the letter. `written_by`: the reactions that
    write it after the action; with none, the operation itself puts it in the mail again.
    """

    kind: str
    what: str | Promise
    written_by: tuple[Callable[[Any], None], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Action:
    """What one button, and one endpoint, does.

    `name` is its word in the page's address; without one it stands on no page. `path` is its address beneath the thing
    in the API; without one a program cannot do it. `sent` is the documented example.
    """

    permission: str
    act: Callable[[ActionCall], object]
    form: type[ActionForm] = ActionForm
    guard: Guard | None = None
    leaves: Leaves | None = None
    # the page
    name: str = ""
    label: str | Promise = ""  # the words on its button
    title: str | Promise = ""  # what its box is called; without one, the words on its button
    done: str | Promise = ""  # the sentence afterwards
    tab: str = ""  # the part of the page it belongs to
    anchor: str = ""  # where the reader lands afterwards
    key: str = ""  # the shortcut that leads to it
    # the API
    path: str = ""
    summary: str = ""
    more: str = ""
    sent: Any = None
    tag: str = ""
    method: str = "post"
    status: int = 200
    own_body: Body | None = None

    @property
    def word(self) -> str:
        """By which its desk knows it, whichever door it has."""
        return self.name or self.path

    @property
    def code(self) -> str:
        """Its name in names of addresses: `parties/<int:party>/notice/` is `parties_notice`."""
        words = [part for part in self.path.split("/") if part and "<" not in part]
        return "_".join(words).replace("-", "_")

    @cached_property
    def body(self) -> Body:
        """What a program sends."""
        return self.own_body or body_of(self.form, tuple(re.findall(r"<\w+:(\w+)>", self.path)))

    @cached_property
    def takes_files(self) -> bool:
        fields = self.body().fields.values()
        return any(isinstance(getattr(field, "child", None), serializers.FileField) for field in fields)

    def shown(self, url: str, *, about: Any, user: Any, **kwargs: Any) -> ActionForm:
        """Its form as a page shows it, with its button and the address it is sent to."""
        return self.labelled(self.form(about=about, user=user, action=self.name, **kwargs), url)

    def labelled(self, form: ActionForm, url: str) -> ActionForm:
        form.url, form.label, form.key = url, self.label, self.key
        return form

    def against(self, known: Any, user: Any) -> Refusal | None:
        """Why it cannot be done now; whether this person may at all is asked of her roles."""
        return self.guard(known, user) if self.guard else None


@dataclass(frozen=True)
class Offer:
    """An action on the page of a thing: its form, or, in words, why it cannot be done now."""

    action: Action
    form: ActionForm
    against: str = ""

    @property
    def title(self) -> str | Promise:
        return self.action.title or self.action.label


def afterwards(about: Any, made: object) -> Any:
    """The thing that an action leads to: itself, unless there was none before, or another of its kind was made of it."""
    return made if about is None or isinstance(made, type(about)) else about


def by_name(actions: Iterable[Action]) -> dict[str, Action]:
    """Those that stand on a page, by their word in its address."""
    return {action.name: action for action in actions if action.name}
