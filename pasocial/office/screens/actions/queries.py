"""Asks for what was pressed and leaves, or was only looked at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from pasocial.office.files.attachments.queries import files_about
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.notices.queries import mail_about
from pasocial.office.record.trail.queries import history_of
from pasocial.office.screens.actions.models import PlannedCall


def planned_call(pk: int, about: str, user_id: int) -> PlannedCall | None:
    """One call about a thing, for whoever made it and nobody else."""
    return (
        PlannedCall.objects.select_related("user", "departure")
        .filter(pk=pk, about=about, user_id=user_id)
        .first()
    )


def planned_behind(departure: Departure) -> PlannedCall | None:
    """The call that leaves with this departure, if it is one."""
    return PlannedCall.objects.filter(departure=departure).first()


def file_names(planned: PlannedCall) -> list[str]:
    return [stored.name for stored in files_about(planned.reference)]


def queued_about(about: str, beside: Collection[int] = ()) -> list[Any]:
    """Mail about a thing that waits for the worker, without those; the oldest first."""
    found: list[Any] = list(mail_about(about).filter(state="queued").exclude(pk__in=beside).order_by("pk"))
    return found


def last_entry(about: str) -> int:
    return history_of(about).values_list("pk", flat=True).last() or 0


def entries_of(about: str, since: int, at: datetime) -> list[Any]:
    """What was recorded about a thing by the operation of that moment, after that entry."""
    found: list[Any] = list(history_of(about).filter(pk__gt=since, happened_at=at))
    return found
