"""Which request to take up first, read from its clock."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from foia.rules.clock import Clock, ClockStatus
from pasocial.refusal import mark as _

# Days before the due day, a design choice: half the term, then a week, then the eve.
SOON_DAYS = 7
HALFWAY_DAYS = 15


class Priority(IntEnum):
    """Lower comes first."""

    LATE = 0
    TODAY = 1  # due or aimed at today, or in conflict: someone must choose
    SOON = 2
    NORMAL = 3
    CALM = 4
    DONE = 9


PRIORITY_LABELS = {
    Priority.LATE: _("In ritardo"),
    Priority.TODAY: _("Oggi"),
    Priority.SOON: _("Entro una settimana"),
    Priority.NORMAL: _("Entro quindici giorni"),
    Priority.CALM: _("C'è tempo"),
    Priority.DONE: _("Conclusa"),
}


def priority(clock: Clock, today: date) -> Priority:
    """How pressing the request is today, by the working day the office aims at."""
    if clock.status is ClockStatus.STOPPED:
        return Priority.DONE
    if clock.late:
        return Priority.LATE
    days = (clock.target_on - today).days
    if days <= 0 or clock.conflict:
        return Priority.TODAY
    if days <= SOON_DAYS:
        return Priority.SOON
    return Priority.NORMAL if days <= HALFWAY_DAYS else Priority.CALM
