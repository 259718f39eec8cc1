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


def _urgent(found: QuerySet[Item]) -> QuerySet[Item]:
    return found.order_by(F("due_on").asc(nulls_last=True), "-priority", "id")


def _hers(user: Any) -> Q:
    """Given to her, or to a group of hers and not taken yet."""
    of_group = Exists(members.groups_open_to(user).filter(group=OuterRef("group")))
    return Q(assignee=user) | (Q(assignee__isnull=True, group__isnull=False) & Q(of_group))


def _seen(in_her_desks: Q, user: Any) -> Q:
    """What a person is shown of all items: those of her desks, and hers wherever they are."""
    return in_her_desks | _hers(user)


# What the figures of the dashboard count and the lists they lead to hold: the same words for both.
def _late(today: Any) -> Q:
    return Q(due_on__lt=today)


UNASSIGNED = Q(assignee__isnull=True)
# As many as the dashboard shows of each list.
FIRST = 8


def _given() -> Q:
    return _seen(Q(is_any_of("desk", "desks")), Given("user"))


_MINE = Prepared(lambda: _urgent(open_items().filter(_hers(Given("user"))))[:FIRST])
_LATE = Prepared(lambda: _urgent(open_items().filter(_given(), _late(Given("today"))))[:FIRST])
_WAITING = Prepared(
    lambda: _counted(
        Item.objects.filter(_given()), Given("today"), mine=Count("id", filter=_hers(Given("user")))
    )
)
_LOAD_BY_DESK = Prepared(lambda: _counted(Item.objects.all(), Given("today")))


def first_of_mine(user: User) -> list[Item]:
    return _MINE(user=user.pk)


def first_of_late(user: User, desks: Iterable[str], today: date) -> list[Item]:
    return _LATE(user=user.pk, desks=list(desks), today=today)


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


def load_by_desk(today: date) -> list[dict[str, Any]]:
    """Open, unassigned and late items per desk: desk, open, unassigned, late."""
    return [dict(zip(COUNTED, row, strict=True)) for row in _LOAD_BY_DESK(today=today)]


COUNTED = ("desk", "open", "unassigned", "late")


def _counted(found: QuerySet[Item], today: Any, **more: Count) -> QuerySet[Item, Any]:
    return (
        found.exclude(state=Item.State.DONE)
        .order_by()
        .values("desk")
        .annotate(
            open=Count("id"),
            unassigned=Count("id", filter=UNASSIGNED),
            late=Count("id", filter=_late(today)),
            **more,
        )
        .order_by("desk")
        .values_list(*COUNTED, *more)
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
    seen = Item.objects.select_related("assignee").filter(_seen(Q(desk__in=list(desks)), user.pk))
    if state == "done":
        seen = seen.filter(state=Item.State.DONE)
    else:
        seen = seen.exclude(state=Item.State.DONE)
    if state == "late":
        seen = seen.filter(_late(today))
    if who == "mine":
        seen = seen.filter(_hers(user.pk))
    elif who == "nobody":
        seen = seen.filter(UNASSIGNED)
    if desk:
        seen = seen.filter(desk=desk)
    if text:
        seen = seen.filter(Q(title__icontains=text) | Q(about=text))
    if state == "done":
        return seen.order_by("-done_at", "-id")
    return _urgent(seen)


def waiting(user: User, desks: Iterable[str], today: date) -> dict[str, dict[str, int]]:
    """Per desk what she is shown: open, unassigned, late, mine; her desks are there with zeros. One query."""
    wanted, names = list(desks), (*COUNTED[1:], "mine")
    found = {row[0]: row[1:] for row in _WAITING(user=user.pk, desks=wanted, today=today)}
    none = (0,) * len(names)
    return {
        desk: dict(zip(names, found.get(desk, none), strict=True))
        for desk in dict.fromkeys([*wanted, *found])
    }


def assignees_about(reference: str) -> list[int]:
    """Who has open work about a thing."""
    found = open_items().filter(about=reference, assignee__isnull=False)
    return sorted(set(found.values_list("assignee_id", flat=True)))


def due_by(day: date) -> QuerySet[Item]:
    """Open, assigned items due on or before a day, person by person."""
    return (
        open_items().filter(assignee__isnull=False, due_on__lte=day).order_by("assignee_id", "due_on", "id")
    )
