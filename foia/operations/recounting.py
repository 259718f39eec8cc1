"""Every topic counted again because the terms of the count changed: one topic after another, from where it was left.

A topic that is being worked on waits, or makes the recount wait, for one operation only; a flag that moves is raised or
lowered as by any other operation, with its history.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from foia.models import Topic, TopicRecount
from foia.operations import counting
from foia.operations.concurrency import hold_topic
from foia.queries.recurrence import Terms
from foia.rules.recurrence import Shift
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record

RAISED = (Shift.RAISED, Shift.UPGRADED)
LOWERED = (Shift.LOWERED, Shift.DOWNGRADED)
# What the topic's history says.
BECAUSE = "terms"


@transaction.atomic
def begin_recount(*, by: Actor, at: datetime, asked_by: int | None = None) -> TopicRecount:
    """From the first topic, on the terms in force; one that was still going on, on former terms, ends here."""
    TopicRecount.objects.filter(state=TopicRecount.State.RUNNING).update(
        state=TopicRecount.State.REPLACED, ended_at=at
    )
    terms = counting.terms_in_force()
    run = TopicRecount.objects.create(
        threshold=terms.threshold,
        strict=terms.strict,
        soft_shown=terms.soft_shown,
        topics=Topic.objects.count(),
        asked_by_id=asked_by or by.user_id,
        started_at=at,
    )
    note = {"threshold": run.threshold, "strict": run.strict, "soft_shown": run.soft_shown}
    record(event=FoiaEvent.RECOUNT_BEGUN, about=_about(run), by=by, at=at, note=note)
    return run


@transaction.atomic
def count_next(*, by: Actor, at: datetime) -> bool:
    """Counts the next topic; False when there is nothing left to count, or another worker is at it."""
    run = (
        TopicRecount.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=TopicRecount.State.RUNNING)
        .first()
    )
    if run is None:
        return False
    following = (
        Topic.objects.filter(pk__gt=run.last_topic).order_by("pk").values_list("pk", flat=True).first()
    )
    if following is None:
        _end(run, by, at)
        return False
    terms = Terms(run.threshold, run.strict, run.soft_shown)
    topic = hold_topic(following)
    moved = counting.count_whole(topic=topic, terms=terms, because=BECAUSE, by=by, at=at)
    run.last_topic = following
    run.counted += 1
    run.raised += moved in RAISED
    run.lowered += moved in LOWERED
    run.save(update_fields=["last_topic", "counted", "raised", "lowered"])
    return True


def _end(run: TopicRecount, by: Actor, at: datetime) -> None:
    run.state, run.ended_at = TopicRecount.State.DONE, at
    run.save(update_fields=["state", "ended_at"])
    note = {"topics": run.counted, "raised": run.raised, "lowered": run.lowered}
    record(event=FoiaEvent.RECOUNT_ENDED, about=_about(run), by=by, at=at, note=note)


def _about(run: TopicRecount) -> str:
    return f"foia.recount:{run.pk}"
