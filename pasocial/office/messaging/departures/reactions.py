"""Tells people of what does not leave. Runs after commit, once per trail entry."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from pasocial.office.messaging.departures import queries
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.people.members import queries as members
from pasocial.office.record import registry


def tell_of_stuck(entry: Any) -> None:
    """Something tried to leave and could not, or may not any more: whoever sent it, and the heads of its desk."""
    departure = queries.one(int(entry.note["departure"]))
    if departure is None or departure.state not in (Departure.State.LEAVING, Departure.State.HELD):
        return
    told = {head.pk for head in members.holders_of_desk_roles(departure.desk, "head")}
    if departure.planned_by_id:
        told.add(departure.planned_by_id)
    notices.tell(
        user_ids=told,
        key=f"entry:{entry.pk}",
        kind="office.departure_stuck",
        about=departure.about,
        name=str(registry.desks()[departure.desk].name),
        title=departure.title,
        url="/redazione/partenze/",
        at=timezone.now(),
    )
