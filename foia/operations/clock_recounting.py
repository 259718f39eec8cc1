"""Every clock read again because a holiday of the town changed: some requests at a time, from where it was left.

Who still waits for an answer comes first. A worker that dies loses the batch it was at and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from foia.models import AccessRequest, ClockRecount
from foia.operations.answering import plan_release, release_differs
from foia.operations.concurrency import hold, keep
from foia.operations.facts import CACHED, cached_days, moved_day, refold
from foia.operations.ombudsman import ITEM as OMBUDSMAN_ITEM
from foia.operations.review import ITEM as REVIEW_ITEM
from foia.queries.deadlines import OWED, Patron, duty, ombudsman_reading, reading, review_reading
from foia.rules.states import State
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import operations as work
from pasocial.timekeeping import local_date

AT_ONCE = 200
# Longer than any process goes by a setting it remembers: what was written meanwhile is looked at once more.
SETTINGS_REMEMBERED_FOR = timedelta(seconds=90)
Phase = ClockRecount.Phase


@transaction.atomic
def begin_recount(*, by: Actor, at: datetime, asked_by: int | None = None) -> ClockRecount:
    """From the first request, with the patron day stored now; one that was still going on ends here."""
    ClockRecount.objects.filter(state=ClockRecount.State.RUNNING).update(
        state=ClockRecount.State.REPLACED, ended_at=at
    )
    run = ClockRecount.objects.create(
        patron_day=settings_store.stored_values("patron_day")["patron_day"] or None,
        requests=AccessRequest.objects.count(),
        asked_by_id=asked_by or by.user_id,
        started_at=at,
    )
    record(
        event=FoiaEvent.CLOCK_RECOUNT_BEGUN,
        about=_about(run),
        by=by,
        at=at,
        note={"requests": run.requests},
    )
    return run


@transaction.atomic
def recompute_next(*, by: Actor, at: datetime, at_once: int = AT_ONCE) -> bool:
    """Reads the next clocks; False when nothing is left to do now, or another worker is at it."""
    run = (
        ClockRecount.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=ClockRecount.State.RUNNING)
        .first()
    )
    if run is None or (run.phase == Phase.AGAIN and at < run.started_at + SETTINGS_REMEMBERED_FOR):
        return False
    rows = list(_of_phase(run).filter(pk__gt=run.last_request).order_by("pk")[:at_once])
    if not rows:
        return _next_phase(run, by, at)
    patron = (int(run.patron_day[0]), int(run.patron_day[1])) if run.patron_day else None
    for row in rows:
        run.moved += _recompute(row, patron, by, at)
    run.last_request = rows[-1].pk
    if run.phase != Phase.AGAIN:
        run.counted += len(rows)
    run.save(update_fields=["last_request", "counted", "moved"])
    return True


def _of_phase(run: ClockRecount) -> QuerySet[AccessRequest]:
    rows = AccessRequest.objects.defer("search", "body").prefetch_related("facts", "reviews")
    return rows.exclude(state__in=OWED) if run.phase == Phase.REST else rows.filter(state__in=OWED)


def _next_phase(run: ClockRecount, by: Actor, at: datetime) -> bool:
    following = {Phase.OWED: Phase.REST, Phase.REST: Phase.AGAIN}.get(Phase(run.phase))
    if following is not None:
        run.phase, run.last_request = following, 0
        run.save(update_fields=["phase", "last_request"])
        return True
    run.state, run.ended_at = ClockRecount.State.DONE, at
    run.save(update_fields=["state", "ended_at"])
    note = {"requests": run.counted, "moved": run.moved}
    record(event=FoiaEvent.CLOCK_RECOUNT_ENDED, about=_about(run), by=by, at=at, note=note)
    return False


def _recompute(known: AccessRequest, patron: Patron, by: Actor, at: datetime) -> bool:
    """One request whose kept days may differ; most do not, and are read without a lock."""
    if not _differs(known, patron, at):
        return False
    request = hold(request_id=known.pk)
    clock = refold(request, at, patron)
    plan_release(request, clock)
    today = local_date(at)
    for review in request.reviews.all():
        due_on = review_reading(review, today, patron).due_on
        if review.due_on != due_on:
            review.due_on = due_on
            review.save(update_fields=["due_on"])
            if review.decided_at is None:
                work.move_due_day(about=request.about, kind=REVIEW_ITEM, due_on=due_on)
    appeal = ombudsman_reading(request, patron)
    if appeal is not None and appeal.confirm_by is not None:
        work.move_due_day(about=request.about, kind=OMBUDSMAN_ITEM, due_on=appeal.confirm_by)
    keep(request, *CACHED)
    record(event=FoiaEvent.CLOCK_RECOMPUTED, about=request.about, by=by, at=at, note={**moved_day(request)})
    return True


def _differs(request: AccessRequest, patron: Patron, at: datetime) -> bool:
    today = local_date(at)
    clock = reading(request, today, patron)
    if request.state == State.STANDSTILL and release_differs(request, clock):
        return True
    days = cached_days(clock, duty(request, today, patron))
    if any(getattr(request, name) != value for name, value in days.items()):
        return True
    for review in request.reviews.all():
        review.request = request
        if review.due_on != review_reading(review, today, patron).due_on:
            return True
    return False


def _about(run: ClockRecount) -> str:
    return f"foia.clock_recount:{run.pk}"
