"""The appeal to the ombudsman, step by step: asked, found unlawful, confirmed by us; or granted because we were silent.

That she found for the office is recorded by `foia.operations.appeals`, that we yield by `foia.operations.reopening`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from foia.models import Message, RecordedFact
from foia.operations.concurrency import hold, keep
from foia.operations.facts import add_fact
from foia.operations.reopening import take_up_again
from foia.queries.deadlines import facts_of, ombudsman_reading
from foia.rules.facts import Basis, FactKind
from foia.rules.filing import clean_text
from foia.rules.kinds import AccessKind
from foia.rules.legal_steps import length_of
from foia.rules.ombudsman import (
    Stage,
    reasons_against_appeal,
    reasons_against_confirming,
    reasons_against_ruling,
    stage_of,
)
from foia.rules.states import State, Verb, reason_against_transition
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

ITEM = "ombudsman"
# How far back the morning looks for rulings that nobody answered: the term is thirty days, a worker may be away.
LOOKED_BACK = timedelta(days=400)


@transaction.atomic
def record_appeal(
    *, request_id: int, on: date | None = None, by: Actor, at: datetime, version: int | None = None
) -> RecordedFact:
    """The applicant went to the ombudsman; `on`: the day she presented the appeal there."""
    request = hold(request_id=request_id, version=version)
    today = local_date(at)
    day = on or today
    insist(
        reasons_against_appeal(
            AccessKind(request.kind),
            State(request.state),
            facts_of(request),
            on=day,
            due_on=request.first_due_on or request.due_on,
            today=today,
        )
    )
    fact = add_fact(request=request, kind=FactKind.OMBUDSMAN_FILED, on=day, at=at)
    clock = ombudsman_reading(request)
    assert clock is not None  # the appeal was just added
    keep(request)
    record(
        event=FoiaEvent.OMBUDSMAN_ASKED,
        about=request.about,
        by=by,
        at=at,
        note={"on": day.isoformat(), "due_on": clock.due_on.isoformat()},
    )
    return fact


@transaction.atomic
def record_ruling(
    *,
    request_id: int,
    why: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> RecordedFact:
    """She told us, on `on`, that the refusal is unlawful: thirty days to confirm it, or access is granted (art. 5(8))."""
    request = hold(request_id=request_id, version=version)
    today, text = local_date(at), clean_text(why)
    day = on or today
    insist([*reasons_against_ruling(facts_of(request), on=day, today=today), *length_of(text, "why")])
    fact = add_fact(request=request, kind=FactKind.OMBUDSMAN_TOLD_US, on=day, at=at, detail={"why": text})
    clock = ombudsman_reading(request)
    assert clock is not None  # she was asked
    assert clock.confirm_by is not None  # and told us
    work.open_item(
        desk="foia",
        kind=ITEM,
        about=request.about,
        title=f"{request.number} {request.subject}",
        why=gettext(
            "Il difensore civico ritiene illegittimo il rifiuto: confermalo con i motivi, o dai l'accesso."
        ),
        due_on=clock.confirm_by,
        by=by,
        at=at,
    )
    keep(request)
    record(
        event=FoiaEvent.OMBUDSMAN_FOUND,
        about=request.about,
        by=by,
        at=at,
        note={"on": day.isoformat(), "confirm_by": clock.confirm_by.isoformat()},
    )
    return fact


@transaction.atomic
def confirm_refusal(
    *,
    request_id: int,
    why: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Message:
    """We confirm the refusal with reasons, in time; the applicant gets them and may go to court."""
    request = hold(request_id=request_id, version=version)
    today, text = local_date(at), clean_text(why)
    day = on or today
    facts = facts_of(request)
    insist(reasons_against_confirming(facts, ombudsman_reading(request), text, on=day, today=today))
    message = Message.objects.create(
        request=request,
        direction=Message.Direction.TO_CITIZEN,
        purpose="refusal_confirmed",
        body=text,
        author_id=by.user_id,
        sent_at=at,
    )
    add_fact(request=request, kind=FactKind.REFUSAL_CONFIRMED, on=day, at=at, detail={"message": message.pk})
    work.finish_items(about=request.about, kind=ITEM, by=by, at=at, outcome="confirmed")
    keep(request)
    record(event=FoiaEvent.REFUSAL_CONFIRMED, about=request.about, by=by, at=at, note={"message": message.pk})
    return message


@transaction.atomic
def grant_for_silence(*, request_id: int, by: Actor, at: datetime) -> bool:
    """Nobody confirmed the refusal in time: access is granted by law, and the case is reopened to give it.

    False when it is not so, or when the case cannot be reopened (a review is open, a new decision is owed already).
    """
    request = hold(request_id=request_id)
    clock = ombudsman_reading(request)
    if (
        clock is None
        or not clock.granted_on(local_date(at))
        or stage_of(facts_of(request)) is not Stage.FOUND
    ):
        return False
    if (
        reason_against_transition(State(request.state), Verb.REOPEN) is not None
        or request.state == State.UNDER_REVIEW
    ):
        return False
    granted_on = clock.granted_from
    assert granted_on is not None  # access is granted from a day
    again = take_up_again(
        request,
        basis=Basis.OMBUDSMAN,
        why=gettext(
            "Il rifiuto, ritenuto illegittimo dal difensore civico, non è stato confermato in tempo: l'accesso è concesso."
        ),
        on=granted_on,
        decide_by=None,
        by=by,
        at=at,
    )
    record(
        event=FoiaEvent.REOPENED,
        about=request.about,
        by=by,
        at=at,
        note={"basis": str(Basis.OMBUDSMAN), "due_on": again.due_on.isoformat(), "silence": True},
    )
    return True


def grant_all_for_silence(*, by: Actor, at: datetime) -> int:
    """Every refusal that nobody confirmed in time; returns how many cases were reopened. Each is its own operation."""
    today = local_date(at)
    told = (
        RecordedFact.objects.filter(
            kind=FactKind.OMBUDSMAN_TOLD_US,
            voided_by=None,
            on__range=(today - LOOKED_BACK, today - timedelta(days=1)),
            request__state__in=(State.ANSWERED, State.CLOSED),
        )
        .order_by("request")
        .values_list("request", flat=True)
        .distinct()
    )
    return sum(grant_for_silence(request_id=request_id, by=by, at=at) for request_id in list(told))
