"""What each desk tells the office about itself: frozen declarations, found by themselves and checked at start-up.

A desk is any installed app with a `desk.py` that defines `DESK`. The registry names no desk; a sixth one appears
in menus, routes, reactions and the timetable as soon as its app is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import import_string

Words = str | Promise


@dataclass(frozen=True)
class Reaction:
    """Calls `run(entry)` once for each trail entry of this event, after the operation's commit."""

    event: str
    run: str


@dataclass(frozen=True)
class Turn:
    """A task that runs by the clock: `daily_at` is "HH:MM" Europe/Rome, or `every_seconds`."""

    run: str
    daily_at: str = ""
    every_seconds: int = 0


@dataclass(frozen=True)
class Tile:
    """A function `(member) -> Mapping | None` that fills one box of the dashboard or of the coordinator's panel."""

    query: str
    place: str = "staff"


@dataclass(frozen=True)
class MenuEntry:
    """One line of the staff menu; shown to those who hold `permission`."""

    label: Words
    url_name: str
    permission: str
    icon: str = "it-file"


@dataclass(frozen=True)
class Permission:
    """Who may do one thing: roles held at this desk, and roles of the whole office.

    `on_case` marks permissions that django-guardian can also grant on one object (see office.members.policy).
    """

    label: Words
    desk_roles: frozenset[str] = frozenset()
    office_roles: frozenset[str] = frozenset()
    on_case: str = ""


@dataclass(frozen=True)
class Desk:
    """One desk's promise and everything the office needs to run it. Paths are strings, resolved by a system check.

    `file_policy(user, stored)` says who opens a file about one of its things, `redact_policy(user, stored)` who makes
    redacted copies of it and decides what becomes public, `names_known(about)` whom such a file may name.
    """

    code: str
    name: Words
    promise: Words
    events: type[Enum]
    event_words: Mapping[str, Words] = field(default_factory=dict)
    permissions: Mapping[str, Permission] = field(default_factory=dict)
    reactions: tuple[Reaction, ...] = ()
    turns: tuple[Turn, ...] = ()
    tiles: tuple[Tile, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    staff_urls: str = ""
    staff_prefix: str = ""
    public_urls: str = ""
    public_prefix: str = ""
    api_urls: str = ""
    stream_urls: str = ""
    stream_policy: str = ""
    file_policy: str = ""
    redact_policy: str = ""
    names_known: str = ""
    about_url: str = ""
    plant_pages: str = ""
    has_members: bool = True


@cache
def desks() -> Mapping[str, Desk]:
    """All declared desks by code, in the order of INSTALLED_APPS."""
    found: dict[str, Desk] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.desk"
        if find_spec(name) is None:
            continue
        desk = import_module(name).DESK
        if desk.code in found:
            raise ValueError(f"Two desks call themselves {desk.code!r}; rename the one in {name}.")
        found[desk.code] = desk
    return found


@cache
def known_events() -> frozenset[str]:
    return frozenset(str(event.value) for desk in desks().values() for event in desk.events)


@cache
def event_words() -> Mapping[str, Words]:
    return {event: words for desk in desks().values() for event, words in desk.event_words.items()}


@cache
def reactions_to(event: str) -> tuple[str, ...]:
    """Dotted paths of the functions that react to `event`, without repeats, in order of declaration."""
    return tuple(
        dict.fromkeys(
            reaction.run
            for desk in desks().values()
            for reaction in desk.reactions
            if str(reaction.event) == event
        )
    )


@cache
def permission(code: str) -> tuple[Desk, Permission]:
    """The desk and the declaration behind `desk.verb`; KeyError names what is not declared."""
    desk = desks()[code.split(".", 1)[0]]
    return desk, desk.permissions[code]


def resolve(path: str) -> Any:
    return import_string(path)


def forget() -> None:
    """Tests that install another desk call this; nothing else should."""
    for cached in (desks, known_events, event_words, reactions_to, permission):
        cached.cache_clear()
