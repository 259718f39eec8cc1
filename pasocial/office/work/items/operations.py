"""Opens, assigns, hands over and ends work items."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from pasocial.office.people.identity.queries import find_user
from pasocial.office.people.members import queries as members
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import rules
from pasocial.office.work.items.models import Item
from pasocial.refusal import insist

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


@transaction.atomic
def open_item(
    *,
    desk: str,
    kind: str,
    about: str,
    title: str,
    by: Actor,
    at: datetime,
    why: str = "",
    due_on: date | None = None,
    handed_from: str = "",
    priority: int = 0,
) -> Item:
    """Puts an item in a desk's queue; the same open item is never opened twice (it is returned as it is)."""
    if desk not in registry.desks():
        raise ValueError(f"No desk is called {desk!r}.")
    already = Item.objects.filter(desk=desk, kind=kind, about=about).exclude(state=Item.State.DONE)
    item = already.select_for_update().first()
    if item is not None:
        return item
    try:
        with transaction.atomic():
            item = Item.objects.create(
                desk=desk,
                kind=kind,
                about=about,
                title=title[:250],
                why=why,
                due_on=due_on,
                opened_at=at,
                handed_from=handed_from,
                priority=priority,
            )
    except IntegrityError:  # somebody else opened the same item in this very moment
        return already.get()
    record(
        event=OfficeEvent.ITEM_OPENED,
        about=f"office.item:{item.pk}",
        by=by,
        at=at,
        note={"desk": desk, "kind": kind, "for": about, "from": handed_from},
    )
    return item


@transaction.atomic
def assign(*, item_id: int, to: User | None, by: Actor, at: datetime) -> Item:
    """Gives the item to a member of its desk or of its group, or back to the queue (`to=None`).

    Whoever is away is stood in for by her deputy, where the deputy may do it; taking it herself she is back.
    """
    item = Item.objects.select_for_update().get(pk=item_id)
    of_desk = to is None or _may_do(item, to)
    insist(rules.reason_against_assigning(done=item.state == Item.State.DONE, of_desk=of_desk))
    meant = to
    if to is not None and by.user_id != to.pk and (stand_in := members.deputies_at(at).get(to.pk)):
        deputy = find_user(stand_in.deputy_id)
        to = deputy if deputy is not None and _may_do(item, deputy) else to
    if item.assignee_id == (to.pk if to else None):
        return item
    item.assignee, item.instead_of = to, meant if meant != to else None
    item.state = Item.State.TAKEN if to else Item.State.OPEN
    item.taken_at = at if to else None
    item.save(update_fields=["assignee", "instead_of", "state", "taken_at"])
    record(
        event=OfficeEvent.ITEM_ASSIGNED,
        about=f"office.item:{item.pk}",
        by=by,
        at=at,
        note={
            "desk": item.desk,
            "to": to.pk if to else None,
            "for": item.about,
            **({"instead_of": item.instead_of_id} if item.instead_of_id else {}),
        },
    )
    return item


@transaction.atomic
def assign_to_group(*, item_id: int, group_id: int, by: Actor, at: datetime) -> Item:
    """Puts the item before a group: each of its people is told, whoever takes it first has it."""
    item = Item.objects.select_for_update().get(pk=item_id)
    group = members.open_groups().filter(pk=group_id).first()
    insist(rules.reason_against_group(done=item.state == Item.State.DONE, is_open=group is not None))
    if item.group_id == group_id and item.assignee_id is None:
        return item
    item.group_id, item.assignee, item.instead_of = group_id, None, None
    item.state, item.taken_at = Item.State.OPEN, None
    item.save(update_fields=["group", "assignee", "instead_of", "state", "taken_at"])
    record(
        event=OfficeEvent.ITEM_ASSIGNED,
        about=f"office.item:{item.pk}",
        by=by,
        at=at,
        note={"desk": item.desk, "to": None, "group": group_id, "for": item.about},
    )
    return item


def _may_do(item: Item, user: User) -> bool:
    """Whether she works at the item's desk, or is of the group it was given to."""
    if user.desk_memberships.filter(desk=item.desk, role__in=("head", "editor")).exists():
        return True
    return item.group_id is not None and members.is_in_group(user.pk, item.group_id)


@transaction.atomic
def hand_over(*, item_id: int, desk: str, why: str, by: Actor, at: datetime) -> Item:
    """Moves the item to another desk's queue, with a reason the other desk reads."""
    item = Item.objects.select_for_update().get(pk=item_id)
    found = registry.desks().get(desk)
    same = Item.objects.filter(desk=desk, kind=item.kind, about=item.about).exclude(state=Item.State.DONE)
    insist(
        rules.reason_against_handing_over(
            why,
            to_another_desk=found is not None and found.has_members and desk != item.desk,
            done=item.state == Item.State.DONE,
            already_there=same.exists(),
        )
    )
    item.handed_from, item.desk = item.desk, desk
    item.assignee, item.state, item.taken_at, item.why = None, Item.State.OPEN, None, why
    item.instead_of, item.group = None, None
    item.save(
        update_fields=["handed_from", "desk", "assignee", "instead_of", "group", "state", "taken_at", "why"]
    )
    record(
        event=OfficeEvent.ITEM_HANDED_OVER,
        about=f"office.item:{item.pk}",
        by=by,
        at=at,
        note={"from": item.handed_from, "to": desk, "for": item.about},
    )
    return item


@transaction.atomic
def finish_item(*, item_id: int, outcome: str, by: Actor, at: datetime) -> Item:
    """A person ends one item by hand and says how it ended; the thing it is about is not touched."""
    item = Item.objects.select_for_update().get(pk=item_id)
    insist(rules.reason_against_finishing(outcome, done=item.state == Item.State.DONE))
    _end(item, outcome, by, at)
    return item


@transaction.atomic
def give_back(*, user_id: int, by: Actor, at: datetime) -> int:
    """Everything a person had in hand goes back to its queue, for instance when she leaves; returns how many."""
    held = list(Item.objects.select_for_update().filter(assignee_id=user_id).exclude(state=Item.State.DONE))
    for item in held:
        assign(item_id=item.pk, to=None, by=by, at=at)
    return len(held)


def _end(item: Item, outcome: str, by: Actor, at: datetime) -> None:
    item.state, item.done_at, item.outcome = Item.State.DONE, at, outcome.strip()[:250]
    item.save(update_fields=["state", "done_at", "outcome"])
    record(
        event=OfficeEvent.ITEM_DONE,
        about=f"office.item:{item.pk}",
        by=by,
        at=at,
        note={"desk": item.desk, "kind": item.kind, "for": item.about},
    )


@transaction.atomic
def finish_items(
    *, about: str, by: Actor, at: datetime, desk: str = "", kind: str = "", outcome: str = ""
) -> int:
    """Ends the open items about a thing (of one desk or kind if named); returns how many."""
    open_items = Item.objects.select_for_update().filter(about=about).exclude(state=Item.State.DONE)
    if desk:
        open_items = open_items.filter(desk=desk)
    if kind:
        open_items = open_items.filter(kind=kind)
    ended = list(open_items)
    for item in ended:
        _end(item, outcome, by, at)
    return len(ended)


@transaction.atomic
def move_due_day(*, about: str, kind: str, due_on: date | None) -> None:
    """Keeps an open item's day equal to the case's; part of the case's own operation, so it records nothing itself."""
    Item.objects.filter(about=about, kind=kind).exclude(state=Item.State.DONE).update(due_on=due_on)
