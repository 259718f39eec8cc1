"""What references such as desk.thing:42 are called, and which things words speak of: each desk says it of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from pasocial.cleaning import whole_number
from pasocial.office.people.members import queries as people
from pasocial.office.people.members.policy import may
from pasocial.office.people.offices.models import Office
from pasocial.office.record import registry
from pasocial.office.record.registry import FoundThing
from pasocial.office.work.items import queries as work
from pasocial.office.work.items.models import Item
from pasocial.office.work.items.policy import may_see

MOST_FOUND = 50
# Kinds of the office's own things and the page of the panel that shows each.
PANEL_PAGES = {
    "user": "coordinator_person",
    "office.group": "coordinator_group",
    "office.office": "coordinator_office",
}


def called(references: Iterable[str]) -> dict[str, str]:
    """What each reference is called, in words; those nobody knows any more are left out. A few queries for a page."""
    by_desk: dict[str, set[str]] = {}
    for reference in references:
        by_desk.setdefault(registry.owner_of(reference), set()).add(reference)
    words: dict[str, str] = {}
    for code, wanted in by_desk.items():
        desk = registry.desks().get(code)
        if desk is not None and desk.things_called:
            words |= registry.resolve(desk.things_called)(wanted)
    return words


def found(words: str) -> list[FoundThing]:
    """Persons and things that the words name, desk by desk, the office's own last; nothing for no words."""
    if not words.strip():
        return []
    ordered = sorted(registry.desks().values(), key=lambda desk: not desk.has_members)
    return [
        one
        for desk in ordered
        if desk.find_things
        for one in registry.resolve(desk.find_things)(words)[:MOST_FOUND]
    ]


def numbers(references: Iterable[str], kind: str) -> dict[int, str]:
    """The numbers behind references of one kind (`desk.thing`)."""
    known: dict[int, str] = {}
    for reference in references:
        name, _colon, number = reference.partition(":")
        if name == kind and (pk := whole_number(number, 1)) is not None:
            known[pk] = reference
    return known


def called_here(references: Iterable[str]) -> Mapping[str, str]:
    """The office's own: people, tasks, groups, offices, settings."""
    wanted = list(references)
    words: dict[str, str] = {}
    users = numbers(wanted, "user")
    if users:
        words |= {
            users[one.pk]: str(one)
            for one in get_user_model().objects.filter(pk__in=users).only("pk", "full_name", "email")
        }
    items = numbers(wanted, "office.item")
    if items:
        words |= {
            items[pk]: title for pk, title in Item.objects.filter(pk__in=items).values_list("pk", "title")
        }
    groups = numbers(wanted, "office.group")
    if groups:
        words |= {groups[one.pk]: one.name for one in people.every_group().filter(pk__in=groups)}
    offices = numbers(wanted, "office.office")
    if offices:
        words |= {
            offices[pk]: name for pk, name in Office.objects.filter(pk__in=offices).values_list("pk", "name")
        }
    known = registry.declared_settings()
    for reference in wanted:
        key = reference.removeprefix("office.setting:")
        if key != reference and key in known:
            words[reference] = str(known[key].label)
    return words


def find_here(words: str) -> list[FoundThing]:
    """People of the office by name, address or office."""
    return [
        FoundThing(f"user:{one.pk}", f"{one.full_name} · {one.email}", (f"user:{one.pk}",))
        for one in people.people(words)[:MOST_FOUND]
    ]


def place_here(reference: str, user: Any) -> tuple[str, str] | None:
    """Where the office's own things are found; None for whoever may not go there."""
    kind, _colon, rest = reference.partition(":")
    words = called_here([reference]).get(reference)
    if words is None:
        return None
    if kind == "office.item":
        item = work.find_item(int(rest))
        allowed = item is not None and may_see(user, item)
        return (words, reverse("office:item", args=[rest])) if allowed else None
    if not may(user, "office.coordinate"):
        return None
    if kind == "office.setting":
        section = registry.declared_settings()[rest].section
        return words, reverse("coordinator_settings", args=[section])
    return words, reverse(PANEL_PAGES[kind], args=[rest])
