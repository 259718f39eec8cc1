"""Gives a thing to the desk that accepts its kind: one transaction, whichever desks they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.handover import rules
from pasocial.office.work.handover.models import Handover
from pasocial.office.work.items.operations import finish_item
from pasocial.refusal import insist


@transaction.atomic
def give(*, kind: str, about: str, given: Mapping[str, Any], by: Actor, at: datetime) -> Handover:
    """Hands `about` over as a `kind`; the row says what was made of it, such as "desk.thing:42".

    The desk's own operation runs in this transaction, so that both happen or neither; what it refuses is refused here.
    The same thing given twice under one kind is the same handover: the desk decides what a second giving changes.
    """
    found = registry.acceptances().get(kind)
    insist(rules.reason_against_giving(accepted=found is not None))
    assert found is not None
    desk, accept = found
    made = registry.resolve(accept.operation)(about=about, given=given, by=by, at=at)
    handover, fresh = Handover.objects.get_or_create(
        kind=kind, about=about, defaults={"made": made, "given_at": at, "user_id": by.user_id}
    )
    if not fresh and handover.made == made:
        return handover
    if not fresh:
        handover.made, handover.given_at, handover.user_id = made, at, by.user_id
        handover.save(update_fields=["made", "given_at", "user_id"])
    record(
        event=OfficeEvent.HANDED_OVER,
        about=about,
        by=by,
        at=at,
        note={"kind": kind, "desk": desk.code, "made": made},
    )
    return handover


@transaction.atomic
def give_item(
    *, item_id: int, kind: str, given: Mapping[str, Any], outcome: str, by: Actor, at: datetime
) -> Handover:
    """Hands over the thing that a work item is about, and ends the item: the other desk has it now."""
    item = finish_item(item_id=item_id, outcome=outcome, by=by, at=at)
    return give(kind=kind, about=item.about, given=given, by=by, at=at)
