"""Asks for the offices: the tree in order, one of them, who works there, whose head is who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet

from pasocial.office.people.offices.models import Office

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


@dataclass(frozen=True)
class Branch:
    """An office in its place: `depth` 0 is the top."""

    office: Office
    depth: int
    size: int


def tree(words: str = "") -> list[Branch]:
    """Open offices, each followed by its parts, by name; with words, only those whose code or name holds them.

    One query. An administration has hundreds of offices, not hundreds of thousands.
    """
    found = list(
        Office.objects.filter(closed_at__isnull=True)
        .select_related("head")
        .annotate(size=Count("placements"))
        .order_by("name", "pk")
    )
    parts: dict[int | None, list[Any]] = {}
    known = {one.pk for one in found}
    for one in found:
        parts.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    ordered: list[Branch] = []
    waiting = [(one, 0) for one in reversed(parts.get(None, []))]
    while waiting:
        office, depth = waiting.pop()
        ordered.append(Branch(office, depth, office.size))
        waiting += [(part, depth + 1) for part in reversed(parts.get(office.pk, []))]
    wanted = words.replace("\x00", "").casefold().split()
    return [
        branch
        for branch in ordered
        if all(word in f"{branch.office.code} {branch.office.name}".casefold() for word in wanted)
    ]


def office(pk: int) -> Office | None:
    return Office.objects.select_related("parent", "head").filter(pk=pk).first()


def open_offices() -> QuerySet[Office]:
    return Office.objects.filter(closed_at__isnull=True).order_by("name", "pk")


def people_of(office_id: int) -> QuerySet[User]:
    """Active people who work in an office, by name."""
    return (
        get_user_model()
        .objects.filter(is_active=True, placement__office=office_id)
        .order_by("full_name", "pk")
    )


OFFICE_LEVELS = Office.Level.choices


def office_of(user_id: int) -> Office | None:
    return Office.objects.filter(placements__user=user_id).first()
