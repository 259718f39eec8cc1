"""Asks for work: mine, my desk's, what is late, who carries how much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pasocial.office.people.members import queries as members
from pasocial.office.work.items.models import Item
from pasocial.prepared import Given, Prepared, is_any_of

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


def open_items() -> QuerySet[Item]:
    return Item.objects.exclude(state=Item.State.DONE).select_related("assignee")


def in_queue(desks: Iterable[str]) -> QuerySet[Item]:
    """Open items of these desks, most urgent first."""
    return _urgent(open_items().filter(desk__in=list(desks)))


def _urgent(found: QuerySet[Item]) -> QuerySet[Item]:
    return found.order_by(F("due_on").asc(nulls_last=True), "-priority", "id")


def mine(user: User) -> QuerySet[Item]:
    """Open items given to her, or to a group of hers and not taken yet, most urgent first."""
    return _urgent(open_items().filter(_hers(user.pk)))


def _hers(user: Any) -> Q:
    of_group = Exists(members.groups_open_to(user).filter(group=OuterRef("group")))
    return Q(assignee=user) | (Q(assignee__isnull=True, group__isnull=False) & Q(of_group))


# As many as the dashboard shows of each list.
FIRST = 8
_MINE = Prepared(lambda: _urgent(open_items().filter(_hers(Given("user"))))[:FIRST])
_LATE = Prepared(
    lambda: _urgent(open_items().filter(is_any_of("desk", "desks"), due_on__lt=Given("today")))[:FIRST]
)
_LOAD_BY_DESK = Prepared(lambda: _load_by_desk(Given("today")))


def first_of_mine(user: User) -> list[Item]:
    return _MINE(user=user.pk)


def first_of_late(desks: Iterable[str], today: date) -> list[Item]:
    return _LATE(desks=list(desks), today=today)


def late(desks: Iterable[str], today: date) -> QuerySet[Item]:
    return in_queue(desks).filter(due_on__lt=today)


_ABOUT = Prepared(lambda: Item.objects.filter(about=Given("about")).select_related("assignee").order_by("id"))


def items_about(reference: str) -> list[Item]:
    """`about` as a list, for the pages opened most."""
    return _ABOUT(about=reference)


def about(reference: str) -> QuerySet[Item]:
    return Item.objects.filter(about=reference).select_related("assignee").order_by("id")


def item(pk: int) -> Item:
    """One item; Item.DoesNotExist if there is none."""
    return Item.objects.select_related("assignee").get(pk=pk)


def find_item(pk: int) -> Item | None:
    return Item.objects.select_related("assignee", "instead_of", "group").filter(pk=pk).first()


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
    names = ("desk", "open", "unassigned", "late")
    return [dict(zip(names, row, strict=True)) for row in _LOAD_BY_DESK(today=today)]


def _load_by_desk(today: Any) -> QuerySet[Item, Any]:
    return (
        Item.objects.exclude(state=Item.State.DONE)
        .values("desk")
        .annotate(
            open=Count("id"),
            unassigned=Count("id", filter=Q(assignee__isnull=True)),
            late=Count("id", filter=Q(due_on__lt=today)),
        )
        .order_by("desk")
        .values_list("desk", "open", "unassigned", "late")
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
    seen = Item.objects.select_related("assignee").filter(Q(desk__in=list(desks)) | _hers(user.pk))
    if state == "done":
        seen = seen.filter(state=Item.State.DONE)
    else:
        seen = seen.exclude(state=Item.State.DONE)
    if state == "late":
        seen = seen.filter(due_on__lt=today)
    if who == "mine":
        seen = seen.filter(_hers(user.pk))
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
