"""Who may call back, move and stop what leaves."""

from __future__ import annotations

from typing import Any

from pasocial.office.messaging.departures import queries
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.people.members.policy import desks_of, may, roles_of
from pasocial.office.record import registry


def may_change(user: Any, departure: Departure) -> bool:
    """Call it back, or give it another moment: whoever sent it, and whom its desk allows to."""
    return bool(departure.planned_by_id == user.pk) or may(user, queries.kind_of(departure).permission)


def may_freeze(user: Any, desk: str) -> bool:
    """Stop and resume the departures of a desk: its head, or the coordinator."""
    held = roles_of(user)
    return "office:coordinator" in held or f"{desk}:head" in held


def desks_frozen_by(user: Any) -> list[tuple[str, Any]]:
    """The desks whose departures she may stop, with their names: those that send something out."""
    sending = {kind.desk for kind in registry.departure_kinds().values()}
    return [
        (code, registry.desks()[code].name)
        for code in desks_of(user)
        if code in sending and may_freeze(user, code)
    ]
