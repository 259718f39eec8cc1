"""Another pair of eyes signs the decision, and may call it back for fifteen seconds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from foia.models import Decision
from foia.operations.answering.gates import decision_of, faults, reasons_against_files
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, refold
from foia.queries.approvals import DECISION, version_of
from foia.rules.answering import reason_against_approving
from foia.rules.states import State, Verb, reason_against_transition
from foia.wording import FoiaEvent
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.rules import undo_until
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals import operations as approvals
from pasocial.refusal import insist


@transaction.atomic
def approve_decision(
    *, request_id: int, by: Actor, at: datetime, version: int | None = None, comment: str = ""
) -> Decision:
    """Signs the decision; with the last signature of its chain it leaves in fifteen seconds.

    Until then `undo_approval` calls it back. While another signature is missing it goes on waiting for approval.
    """
    request = hold(request_id=request_id, version=version)
    insist(reason_against_transition(State(request.state), Verb.APPROVE))
    decision = decision_of(request)
    insist(reason_against_approving(decision.drafted_by_id, by.user_id))
    clock = refold(request, at)
    insist(faults(request, decision, clock, at))
    insist(reasons_against_files(request, decision))
    whole = approvals.sign(
        kind=DECISION,
        thing=decision.reference,
        version=version_of(decision),
        comment=comment,
        by=by,
        at=at,
    )
    if not whole:
        keep(request, *CACHED)
        record(event=FoiaEvent.STEP_APPROVED, about=request.about, by=by, at=at)
        return decision
    move(request, Verb.APPROVE)
    decision.state = Decision.State.LEAVING
    decision.approved_by_id, decision.approved_at = by.user_id, at
    decision.departure = departures.plan(
        kind=DECISION,
        thing=decision.reference,
        about=request.about,
        title=gettext("Risposta alla richiesta %(number)s") % {"number": request.number},
        by=by,
        at=at,
    )
    decision.save(update_fields=["state", "approved_by", "approved_at", "departure"])
    keep(request, "state", *CACHED)
    record(
        event=FoiaEvent.DECISION_APPROVED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome, "leaves_at": undo_until(at).isoformat()},
    )
    return decision


def sign_decision(*, thing: int, comment: str, by: Actor, at: datetime) -> Decision:
    """`approve_decision` by the number of the decision, for the office's page of approvals and its links."""
    request_id = Decision.objects.values_list("request_id", flat=True).get(pk=thing)
    return approve_decision(request_id=request_id, comment=comment, by=by, at=at)


def call_back_decision(*, thing: int, by: Actor, at: datetime) -> Decision:
    """`undo_approval` by the number of the decision, for the page of what leaves."""
    request_id = Decision.objects.values_list("request_id", flat=True).get(pk=thing)
    return undo_approval(request_id=request_id, by=by, at=at)


@transaction.atomic
def undo_approval(*, request_id: int, by: Actor, at: datetime, version: int | None = None) -> Decision:
    """Calls an approved decision back before it leaves."""
    request = hold(request_id=request_id, version=version)
    decision = decision_of(request)
    move(request, Verb.UNDO)
    departures.call_back(departure_id=decision.departure_id, at=at)
    approvals.take_back(kind=DECISION, thing=decision.reference, at=at)
    decision.state = Decision.State.SUBMITTED
    decision.approved_by = decision.approved_at = decision.departure = None
    decision.save(update_fields=["state", "approved_by", "approved_at", "departure"])
    keep(request, "state")
    record(event=FoiaEvent.APPROVAL_UNDONE, about=request.about, by=by, at=at)
    return decision
