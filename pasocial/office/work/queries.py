"""Asks for work: mine, my desk's, what is late, who carries how much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet

from pasocial.office.work.models import Item

if TYPE_CHECKING:
    from pasocial.office.identity.models import User


def open_items() -> QuerySet[Item]:
    return Item.objects.exclude(state=Item.State.DONE).select_related("assignee")


def in_queue(desks: Iterable[str]) -> QuerySet[Item]:
    """Open items of these desks, most urgent first."""
    return (
        open_items()
        .filter(desk__in=list(desks))
        .order_by(F("due_on").asc(nulls_last=True), "-priority", "id")
    )


def mine(user: User) -> QuerySet[Item]:
    return open_items().filter(assignee=user).order_by(F("due_on").asc(nulls_last=True), "-priority", "id")


def late(desks: Iterable[str], today: date) -> QuerySet[Item]:
    return in_queue(desks).filter(due_on__lt=today)


def about(reference: str) -> QuerySet[Item]:
    return Item.objects.filter(about=reference).select_related("assignee").order_by("id")


def item(pk: int) -> Item:
    """One item; Item.DoesNotExist if there is none."""
    return Item.objects.select_related("assignee").get(pk=pk)


def find_item(pk: int) -> Item | None:
    return Item.objects.select_related("assignee").filter(pk=pk).first()


def load_by_person(today: date) -> list[Any]:
    """Open and late items per assignee, heaviest first: user id, name, open, late."""
    return list(
        Item.objects.exclude(state=Item.State.DONE)
        .filter(assignee__isnull=False)
        .values("assignee_id", "assignee__full_name")
        .annotate(open=Count("id"), late=Count("id", filter=Q(due_on__lt=today)))
        .order_by("-open", "assignee__full_name")
    )


def load_by_desk(today: date) -> list[Any]:
    """Open, unassigned and late items per desk: desk, open, unassigned, late."""
    return list(
        Item.objects.exclude(state=Item.State.DONE)
        .values("desk")
        .annotate(
            open=Count("id"),
            unassigned=Count("id", filter=Q(assignee__isnull=True)),
            late=Count("id", filter=Q(due_on__lt=today)),
        )
        .order_by("desk")
    )


def queue(
    *,
    desks: Iterable[str],
    user: User,
    who: str = "",
    desk: str = "",
    state: str = "",
    text: str = "",
    today: date,
) -> QuerySet[Item]:
    """The queue page: items of these desks or of this person, filtered.

    `who` is mine, nobody or anyone; `state` is open (default), late or done.
    """
    seen = Item.objects.select_related("assignee").filter(Q(desk__in=list(desks)) | Q(assignee=user))
    if state == "done":
        seen = seen.filter(state=Item.State.DONE)
    else:
        seen = seen.exclude(state=Item.State.DONE)
    if state == "late":
        seen = seen.filter(due_on__lt=today)
    if who == "mine":
        seen = seen.filter(assignee=user)
    elif who == "nobody":
        seen = seen.filter(assignee__isnull=True)
    if desk:
        seen = seen.filter(desk=desk)
    if text:
        seen = seen.filter(Q(title__icontains=text) | Q(about=text))
    if state == "done":
        return seen.order_by("-done_at", "-id")
    return seen.order_by(F("due_on").asc(nulls_last=True), "-priority", "id")


def waiting_by_desk(desks: Iterable[str], today: date) -> dict[str, dict[str, int]]:
    """Per desk: open, unassigned, late; desks without work are there with zeros. One query."""
    wanted = list(desks)
    empty = {"open": 0, "unassigned": 0, "late": 0}
    counted = {row["desk"]: row for row in load_by_desk(today)} if wanted else {}
    return {desk: {key: counted.get(desk, empty)[key] for key in empty} for desk in wanted}


def assignees_about(reference: str) -> list[int]:
    """Who has open work about a thing."""
    found = open_items().filter(about=reference, assignee__isnull=False)
    return sorted(set(found.values_list("assignee_id", flat=True)))


def due_by(day: date) -> QuerySet[Item]:
    """Open, assigned items due on or before a day, person by person."""
    return (
        open_items().filter(assignee__isnull=False, due_on__lte=day).order_by("assignee_id", "due_on", "id")
    )
