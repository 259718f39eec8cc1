"""Makes groups of people across desks, changes who is in them, closes them; each change is one trail entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pasocial.cleaning import one_line
from pasocial.office.people.members import rules
from pasocial.office.people.members.models import GroupMembership, WorkGroup
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


@transaction.atomic
def open_group(*, code: str, name: str, purpose: str = "", by: Actor, at: datetime) -> WorkGroup:
    """A new group; `code` is what people write after @ and never changes."""
    code = one_line(code).lstrip("@").lower()
    insist(
        rules.reason_against_group(code, one_line(name), taken=WorkGroup.objects.filter(code=code).exists())
    )
    group = WorkGroup.objects.create(
        code=code, name=one_line(name)[:100], purpose=one_line(purpose)[:250], opened_at=at
    )
    record(event=OfficeEvent.GROUP_OPENED, about=group.about, by=by, at=at, note={"code": code})
    return group


@transaction.atomic
def join_group(*, group_id: int, user: User, by: Actor, at: datetime) -> None:
    """Whoever is in it already stays as she is."""
    group = WorkGroup.objects.select_for_update().get(pk=group_id)
    insist(rules.reason_against_joining(closed=group.closed_at is not None, active=user.is_active))
    _membership, new = GroupMembership.objects.get_or_create(group=group, user=user)
    if new:
        record(event=OfficeEvent.GROUP_JOINED, about=group.about, by=by, at=at, note={"user": user.pk})


@transaction.atomic
def leave_group(*, group_id: int, user: User, by: Actor, at: datetime) -> None:
    group = WorkGroup.objects.select_for_update().get(pk=group_id)
    gone, _rows = GroupMembership.objects.filter(group=group, user=user).delete()
    if gone:
        record(event=OfficeEvent.GROUP_LEFT, about=group.about, by=by, at=at, note={"user": user.pk})


@transaction.atomic
def close_group(*, group_id: int, by: Actor, at: datetime) -> None:
    """Nothing more reaches it: its work is its desks' again. Who was in it stays written."""
    group = WorkGroup.objects.select_for_update().get(pk=group_id)
    insist(rules.reason_against_joining(closed=group.closed_at is not None, active=True))
    group.closed_at = at
    group.save(update_fields=["closed_at"])
    record(event=OfficeEvent.GROUP_CLOSED, about=group.about, by=by, at=at)
