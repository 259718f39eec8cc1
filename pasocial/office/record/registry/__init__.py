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
class DepartureKind:
    """A kind of thing that leaves a desk: `code` is `desk.thing`, `permission` lets a person call it back or move it.

    `send(thing=, by=, at=)` lets the thing with that id leave, `call_back(thing=, by=, at=)` takes it back; both are
    operations of the desk, and the first is asked again until it succeeds (office.departures).
    """

    code: str
    label: Words
    send: str
    call_back: str
    permission: str

    @property
    def desk(self) -> str:
        return self.code.split(".", 1)[0]


@dataclass(frozen=True)
class ApprovalKind:
    """A kind of thing that is approved before it goes on: `code` is `desk.thing`, all paths are the desk's own.

    `chain` holds the permission and the days of each step, unless the coordinator sets another (office.approvals).
    `approve(thing=, comment=, by=, at=)` and `refuse(thing=, why=, by=, at=)` are operations that sign or refuse and do what
    follows; `version(thing)` tells the version as it is now; `shown(thing)` what an approver reads: pairs of words;
    `place(thing)` the address of the desk's own page.
    """

    code: str
    label: Words
    chain: tuple[tuple[str, int], ...]
    approve: str
    refuse: str
    version: str
    shown: str
    place: str

    @property
    def desk(self) -> str:
        return self.code.split(".", 1)[0]


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
    `barred`: roles of the whole office that the law keeps apart from it, whatever else a person holds → why.
    """

    label: Words
    desk_roles: frozenset[str] = frozenset()
    office_roles: frozenset[str] = frozenset()
    on_case: str = ""
    barred: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundThing:
    """A person or a thing that words name: its reference, what it is called, and the references that hold its data."""

    key: str
    label: str
    things: tuple[str, ...] = ()


@dataclass(frozen=True)
class ApiTag:
    """One part of the API: what its readers call it, and the schema's English sentence about it."""

    label: Words
    description: str


@dataclass(frozen=True)
class DeclaredSetting:
    """One thing the coordinator may set: `kind` fixes the type of its value, `source` says who leaves it to the body.

    `section` is a key of some desk's `setting_sections`; `lowest` and `highest` bound numbers.
    """

    key: str
    section: str
    label: Any
    kind: str
    default: Any
    source: Any = ""
    help: Any = ""
    lowest: float = 0
    highest: float = 1_000_000
    choices: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NoticeKind:
    """One kind of thing that members are told, as `desk.what`; `label` says what happened, or what to do, as a verb.

    `way`: how it reaches whoever chose nothing. "now" is what needs her: also by mail, at once; "digest" is told in the
    mail of the next morning; "inside" only in the dashboard. `over`: events after which an unread one is out of date.
    `has_letter`: a message of the desk's own always goes with it, so nobody chooses a way.
    """

    code: str
    label: Words
    way: str = "digest"
    over: tuple[str, ...] = ()
    has_letter: bool = False


@dataclass(frozen=True)
class DatedClock:
    """A rule with days that counsel can try: `code` names it in a file of cases, `about` says in English what it is.

    `read(case)` takes a `pasocial.timekeeping.dated_cases.Case` and gives every value that a case may expect, by name;
    it needs no database (`manage.py check_cases`, docs/cases.md).
    """

    code: str
    about: str
    read: str


@dataclass(frozen=True)
class Accept:
    """What this desk takes over from any other, under one name for the whole office: `kind`, such as "page".

    `operation(*, about, given, by, at)` runs in the giver's transaction and returns the reference of what it made, such
    as "desk.thing:42"; it raises Refused with what is missing. `form` is a Django form class for those who hand over by
    hand: it gets `initial={"title", "why"}` of the work item, and its cleaned data are `given`.
    """

    kind: str
    label: Words
    operation: str
    form: str


# Places on pages, and at the ends of journeys, that a desk may fill: what stands there is told by the desk.
SLOTS = ("page_rating", "after_answer", "site_search")


@dataclass(frozen=True)
class Fill:
    """Fills a slot of SLOTS: `draw(request, about)` gives safe markup about that thing, or "" for nothing. The
    search of the site asks about the words that were typed."""

    slot: str
    draw: str


@dataclass(frozen=True)
class Measure:
    """How well the desk keeps a promise, as a part of a whole.

    `count(first, last)` gives numerator and denominator for those days, both included. `unit` says how the quotient is
    written: "share" (0 to 1), "days" (a mean) or "number" (the numerator alone). `better` is "higher" or "lower".
    """

    code: str
    label: Words
    unit: str
    better: str
    count: str


@dataclass(frozen=True)
class Desk:
    """One desk's promise and everything the office needs to run it. Paths are strings, resolved by a system check.

    `file_policy(user, stored)` says who opens a file about one of its things, `redact_policy(user, stored)` who makes
    redacted copies of it and decides what becomes public, `names_known(about)` whom such a file may name.
    `public_events`: an event, its own or another's → the subjects of kept public pages that it changes.
    `things_called(references)` says what its things are called, `find_things(words)` which persons and things of its
    the words name, as `FoundThing`.
    `drafts`: the kind of thing that an unsent draft is, such as "desk.draft" → days without a touch after which it is
    forgotten with its files (office.drafts).
    `api_tags`: the schema's name of a part of the API → that part; `api_enums`: its name for a set of values → the values.
    `pages_with_files`: the names of its addresses to which people send files; all others are sent little.
    `mail_secrets`: patterns of what in its messages opens something that is the addressee's alone.
    `editors_group`: the group of the site's editor that its heads and editors belong to.
    `head`: what whoever leads it is called.
    `takes_messages(incoming=, by=, at=)` opens a thing for the first message that an account of this desk brings, and
    returns its reference (office.conversation).
    `notices`: every kind of thing that it tells members; `item_verbs`: kind of work item → what is to be done, as a verb.
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
    departures: tuple[DepartureKind, ...] = ()
    approvals: tuple[ApprovalKind, ...] = ()
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
    things_called: str = ""
    find_things: str = ""
    takes_messages: str = ""
    plant_pages: str = ""
    settings: tuple[DeclaredSetting, ...] = ()
    setting_sections: Mapping[str, Words] = field(default_factory=dict)
    public_events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drafts: Mapping[str, int] = field(default_factory=dict)
    clocks: tuple[DatedClock, ...] = ()
    accepts: tuple[Accept, ...] = ()
    fills: tuple[Fill, ...] = ()
    measures: tuple[Measure, ...] = ()
    api_tags: Mapping[str, ApiTag] = field(default_factory=dict)
    api_enums: Mapping[str, Any] = field(default_factory=dict)
    pages_with_files: frozenset[str] = frozenset()
    mail_secrets: tuple[str, ...] = ()
    editors_group: str = ""
    head: Words = ""
    notices: tuple[NoticeKind, ...] = ()
    item_verbs: Mapping[str, Words] = field(default_factory=dict)
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
def pages_changed_by(event: str) -> frozenset[str]:
    """The subjects of kept public pages that `event` makes old."""
    return frozenset(subject for desk in desks().values() for subject in desk.public_events.get(event, ()))


@cache
def pages_with_files() -> frozenset[str]:
    return frozenset(name for desk in desks().values() for name in desk.pages_with_files)


@cache
def declared_settings() -> Mapping[str, DeclaredSetting]:
    """Every setting by its key; ValueError when two desks declare one key."""
    found: dict[str, DeclaredSetting] = {}
    for desk in desks().values():
        for setting in desk.settings:
            if setting.key in found:
                raise ValueError(
                    f"Two desks declare the setting {setting.key!r}; rename the one of {desk.code}."
                )
            found[setting.key] = setting
    return found


@cache
def setting_sections() -> Mapping[str, Words]:
    """The sections of the settings and their titles, the office's own first."""
    own = sorted(desks().values(), key=lambda desk: desk.has_members)
    return {code: title for desk in own for code, title in desk.setting_sections.items()}


@cache
def drafts() -> Mapping[str, int]:
    """The kinds of things that are unsent drafts → days without a touch after which each is forgotten."""
    return {kind: days for desk in desks().values() for kind, days in desk.drafts.items()}


@cache
def departure_kinds() -> Mapping[str, DepartureKind]:
    """Every kind of thing that leaves, by its code."""
    return {kind.code: kind for desk in desks().values() for kind in desk.departures}


@cache
def approval_kinds() -> Mapping[str, ApprovalKind]:
    """Every kind of thing that is approved, by its code."""
    return {kind.code: kind for desk in desks().values() for kind in desk.approvals}


@cache
def editors_groups() -> Mapping[str, str]:
    """Desk → the group of the site's editor that its heads and editors belong to."""
    return {desk.code: desk.editors_group for desk in desks().values() if desk.editors_group}


@cache
def notice_kinds() -> Mapping[str, NoticeKind]:
    """Every kind of notice by its code, in the order of the desks."""
    return {kind.code: kind for desk in desks().values() for kind in desk.notices}


@cache
def item_verbs() -> Mapping[tuple[str, str], Words]:
    """Desk and kind of a work item → what is to be done."""
    return {(desk.code, kind): words for desk in desks().values() for kind, words in desk.item_verbs.items()}


@cache
def mail_secrets() -> tuple[str, ...]:
    """Patterns of links and codes that only the addressee of a message may read."""
    return tuple(pattern for desk in desks().values() for pattern in desk.mail_secrets)


@cache
def dated_clocks() -> Mapping[str, DatedClock]:
    """Every clock that a file of dated cases may name, by code."""
    return {clock.code: clock for desk in desks().values() for clock in desk.clocks}


@cache
def acceptances() -> Mapping[str, tuple[Desk, Accept]]:
    """Whatever can be handed over, by kind, with the desk that takes it."""
    return {each.kind: (desk, each) for desk in desks().values() for each in desk.accepts}


@cache
def fills_of(slot: str) -> tuple[str, ...]:
    """Dotted paths of what fills this place, in the order of the desks; KeyError for a place nobody knows."""
    if slot not in SLOTS:
        raise KeyError(slot)
    return tuple(fill.draw for desk in desks().values() for fill in desk.fills if fill.slot == slot)


@cache
def measures() -> Mapping[str, tuple[Desk, Measure]]:
    """Every declared measure by code."""
    return {each.code: (desk, each) for desk in desks().values() for each in desk.measures}


@cache
def permission(code: str) -> tuple[Desk, Permission]:
    """The desk and the declaration behind `desk.verb`; KeyError names what is not declared."""
    desk = desks()[code.split(".", 1)[0]]
    return desk, desk.permissions[code]


def barred_roles(desk: str, role: str) -> dict[str, Words]:
    """Roles of the whole office that nobody holds who has this role at this desk → why."""
    found = desks().get(desk)
    return {
        barred: why
        for permission_ in (found.permissions.values() if found else ())
        if role in permission_.desk_roles
        for barred, why in permission_.barred.items()
    }


def owner_of(reference: str) -> str:
    """The desk of a reference such as desk.thing:42; people (`user:5`) are the office's."""
    code = reference.split(".", 1)[0].split(":", 1)[0]
    return "office" if code == "user" else code


def resolve(path: str) -> Any:
    return import_string(path)


def forget() -> None:
    """Tests that install another desk call this; nothing else should."""
    for cached in (
        desks,
        known_events,
        event_words,
        reactions_to,
        pages_changed_by,
        declared_settings,
        setting_sections,
        drafts,
        departure_kinds,
        approval_kinds,
        editors_groups,
        mail_secrets,
        notice_kinds,
        item_verbs,
        permission,
        dated_clocks,
        acceptances,
        fills_of,
        measures,
    ):
        cached.cache_clear()
