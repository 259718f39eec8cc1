"""Writes what has effect in law, and the days that follow from it. A correction is a new fact, never an edited one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import EllipsisType
from typing import Any

from foia.models import AccessRequest, Party, RecordedFact
from foia.queries.deadlines import Patron, duty, legal_facts, reading
from foia.rules.clock import Clock, DutyClock
from foia.rules.facts import FactKind
from pasocial.office.work.items import operations as work
from pasocial.timekeeping import local_date

# What the fold leaves on the request: caches, checked by `manage.py check_clocks`.
CACHED = ("due_on", "first_due_on", "target_on", "decide_not_before", "send_not_before", "clock_alert")
ITEM = "request"


def add_fact(
    *,
    request: AccessRequest,
    kind: FactKind | str,
    on: date,
    at: datetime,
    party: Party | None = None,
    detail: Mapping[str, Any] | None = None,
    voids: RecordedFact | None = None,
) -> RecordedFact:
    """One dated fact, inside the caller's operation. Call `refold` afterwards."""
    return RecordedFact.objects.create(
        request=request,
        kind=str(kind),
        on=on,
        party=party,
        detail=dict(detail or {}),
        voids=voids,
        recorded_at=at,
    )


def cached_days(clock: Clock, again: DutyClock | None = None) -> dict[str, Any]:
    """The values a request keeps of its clock; of a reopened one, the day of the new decision and of the first.

    No day is kept while a documentary request is incomplete: it is not late in any list, and nothing counts it so.
    """
    due_on, target_on = clock.owed_by, None if clock.waiting else clock.target_on
    return {
        "due_on": again.due_on if again else due_on,
        "first_due_on": due_on if again else None,
        "target_on": again.target_on if again else target_on,
        "decide_not_before": clock.decide_not_before,
        "send_not_before": clock.send_not_before,
        "clock_alert": clock.alerts[0].code[:40] if clock.alerts else "",
    }


def refold(request: AccessRequest, at: datetime, patron: Patron | EllipsisType = ...) -> Clock:
    """Reads the clock again from the stored facts and puts its days on the request (unsaved: `keep` does it).

    The desk's work item follows the due day. `patron`: as the settings say when it is not given.
    """
    clock = reading(request, local_date(at), patron)
    before = request.due_on
    request.__dict__.setdefault("_due_before", before)
    for name, value in cached_days(clock, duty(request, local_date(at), patron)).items():
        setattr(request, name, value)
    if request.pk and before != request.due_on:
        work.move_due_day(about=request.about, kind=ITEM, due_on=request.due_on)
    return clock


def moved_day(request: AccessRequest) -> dict[str, Any]:
    """For the note of the operation's entry: the due day before it and after it, when it moved; null for no day."""
    before, after = request.__dict__.get("_due_before", request.due_on), request.due_on
    if before == after:
        return {}
    return {
        "due_from": before.isoformat() if before else None,
        "due_to": after.isoformat() if after else None,
    }


__all__ = ["CACHED", "ITEM", "add_fact", "cached_days", "legal_facts", "moved_day", "refold"]
