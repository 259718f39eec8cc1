"""Steps that few cases take: it came from another body, something was missing in it, it is before the court."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from foia.models import AccessRequest, Message, RecordedFact
from foia.operations.concurrency import hold, keep
from foia.operations.facts import CACHED, add_fact, moved_day, refold
from foia.queries.deadlines import facts_of, standing
from foia.rules.facts import FactKind
from foia.rules.filing import clean_line, clean_text
from foia.rules.kinds import AccessKind
from foia.rules.legal_steps import (
    length_of,
    reasons_against_arrival,
    reasons_against_court_appeal,
    reasons_against_gap_completion,
    reasons_against_gap_notice,
)
from foia.rules.states import State
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import ROME, local_date

BODY_LENGTH = 200


@transaction.atomic
def record_arrival(
    *,
    request_id: int,
    from_body: str,
    on: date,
    presented_on: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> AccessRequest:
    """It was presented to another administration and reached us on `on`: the term starts then (C2 §4.1).

    The day on file stays the day it was presented; `presented_on` says it when the case was registered with the day
    of arrival, and then takes that day's place, the former being kept as a corrected fact.
    """
    request = hold(request_id=request_id, version=version)
    sender, today = clean_line(from_body)[:BODY_LENGTH], local_date(at)
    insist(
        reasons_against_arrival(
            State(request.state), facts_of(request), sender, on=on, presented_on=presented_on, today=today
        )
    )
    detail = {"from": sender}
    fields: list[str] = []
    if presented_on is not None and presented_on != request.received_on:
        fields = _presented(request, presented_on, at)
    add_fact(request=request, kind=FactKind.RECEIVED_FROM_OTHER_BODY, on=on, at=at, detail=detail)
    refold(request, at)
    keep(request, *fields, *CACHED)
    record(
        event=FoiaEvent.RECEIVED_FROM_OTHER_BODY,
        about=request.about,
        by=by,
        at=at,
        note={"on": on.isoformat(), "presented_on": request.received_on.isoformat(), **moved_day(request)},
    )
    return request


def _presented(request: AccessRequest, day: date, at: datetime) -> list[str]:
    filed = next(row for row in standing(request.facts.all()) if row.kind == FactKind.FILED)
    add_fact(request=request, kind=FactKind.FILED, on=day, at=at, detail=dict(filed.detail), voids=filed)
    request.received_on = day
    request.received_at = datetime.combine(day, request.received_at.astimezone(ROME).time(), tzinfo=ROME)
    return ["received_on", "received_at"]


@transaction.atomic
def notice_gap(
    *,
    request_id: int,
    words: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Message:
    """Tells the applicant what is missing (DPR 184/2006 art. 6(5)): the term starts again when she completes it.

    `on`: the day of the notice when it left on paper before today.
    """
    request = hold(request_id=request_id, version=version)
    today, text = local_date(at), clean_text(words)
    day = on or today
    insist(
        [
            *reasons_against_gap_notice(
                AccessKind(request.kind),
                State(request.state),
                facts_of(request),
                on=day,
                today=today,
                patron=settings_store.patron_day(),
            ),
            *length_of(text, "words"),
        ]
    )
    message = Message.objects.create(
        request=request,
        direction=Message.Direction.TO_CITIZEN,
        purpose="gap",
        body=text,
        author_id=by.user_id,
        sent_at=at,
    )
    add_fact(request=request, kind=FactKind.GAP_NOTICE, on=day, at=at, detail={"message": message.pk})
    refold(request, at)
    keep(request, *CACHED)
    record(event=FoiaEvent.GAP_NOTICED, about=request.about, by=by, at=at, note={"message": message.pk})
    return message


@transaction.atomic
def complete_gap(
    *, request_id: int, on: date | None = None, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """What was missing arrived on that day: the whole term runs again from there."""
    request = hold(request_id=request_id, version=version)
    today = local_date(at)
    day = on or today
    insist(reasons_against_gap_completion(State(request.state), facts_of(request), on=day, today=today))
    add_fact(request=request, kind=FactKind.GAP_COMPLETED, on=day, at=at)
    refold(request, at)
    keep(request, *CACHED)
    record(
        event=FoiaEvent.GAP_COMPLETED,
        about=request.about,
        by=by,
        at=at,
        note={"on": day.isoformat(), **moved_day(request)},
    )
    return request


@transaction.atomic
def record_court_appeal(
    *,
    request_id: int,
    why: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> RecordedFact:
    """An appeal of the applicant to the administrative court was served on us (c.p.a. art. 116).

    How it ended is recorded by deciding the case again (`foia.operations.reopening`) or as a rejected appeal
    (`foia.operations.appeals`): both write the day and the outcome beside the line of the register.
    """
    request = hold(request_id=request_id, version=version)
    today, text = local_date(at), clean_text(why)
    day = on or today
    insist(reasons_against_court_appeal(State(request.state), facts_of(request), text, on=day, today=today))
    fact = add_fact(request=request, kind=FactKind.COURT_SERVED, on=day, at=at, detail={"why": text})
    keep(request)
    record(event=FoiaEvent.COURT_SERVED, about=request.about, by=by, at=at, note={"on": day.isoformat()})
    return fact
