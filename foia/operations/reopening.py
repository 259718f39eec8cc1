"""A case that had its answer is decided again: after a review, an ombudsman, a ruling, or an error of our own.

Nothing sent before is touched: the former decisions and their letters stay, and the citizen sees them all.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from foia.models import AccessRequest, Decision
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, ITEM, add_fact, refold
from foia.operations.publication import note_remedy
from foia.queries.approvals import DECISION
from foia.queries.deadlines import duty
from foia.queries.decisions import snapshot_of
from foia.rules.clock import DutyClock
from foia.rules.facts import Basis, FactKind
from foia.rules.filing import clean_text
from foia.rules.reopening import (
    BASIS_LABELS,
    FACT_OF,
    reason_against_basis,
    reason_against_reopening,
)
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.people.members import queries as members
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals import operations as approvals
from pasocial.office.work.items import operations as work
from pasocial.office.work.items import queries as work_queries
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


@transaction.atomic
def reopen_case(
    *,
    request_id: int,
    basis: Basis | str,
    why: str,
    on: date | None = None,
    decide_by: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> AccessRequest:
    """Records a ruling, a finding of the ombudsman or our own error (self-protection); the case is decided again.

    `on` is the day the ruling was notified, or of our act; `decide_by` an earlier day than the law's, or the day a
    ruling sets. A review reopens the case by itself, see `foia.operations.review.decide_review`.
    """
    request = hold(request_id=request_id, version=version)
    insist(reason_against_basis(basis))
    today = local_date(at)
    text = clean_text(why)
    insist(
        reason_against_reopening(
            State(request.state),
            Basis(basis),
            text,
            on=on or today,
            decide_by=decide_by,
            answered_on=request.answered_on,
            today=today,
            patron=settings_store.patron_day(),
        )
    )
    again = take_up_again(
        request, basis=Basis(basis), why=text, on=on or today, decide_by=decide_by, by=by, at=at
    )
    if basis == Basis.COURT:
        note_remedy(request=request, court="granted", on=on or today)
    record(
        event=FoiaEvent.REOPENED,
        about=request.about,
        by=by,
        at=at,
        note={"basis": str(basis), "due_on": again.due_on.isoformat()},
    )
    return request


def take_up_again(
    request: AccessRequest,
    *,
    basis: Basis,
    why: str,
    on: date,
    decide_by: date | None,
    by: Actor,
    at: datetime,
) -> DutyClock:
    """Inside the caller's operation on a held request: state, facts, new term, work for whoever had it before."""
    owner = _former_owner(request)
    move(request, Verb.REOPEN)
    add_fact(request=request, kind=FACT_OF[basis], on=on, at=at, detail={"why": why})
    if decide_by is not None:
        add_fact(request=request, kind=FactKind.NEW_DECISION_BY, on=decide_by, at=at)
    if request.answered_on is not None:
        request.first_outcome = request.first_outcome or request.outcome
    request.closed_at = None
    _hand_back_unsent(request, why, at)
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome="reopened")
    refold(request, at)
    item = work.open_item(
        desk="foia",
        kind=ITEM,
        about=request.about,
        title=f"{request.number} {request.subject}",
        why=gettext("Serve una nuova decisione: %(basis)s.") % {"basis": gettext(BASIS_LABELS[basis])},
        due_on=request.due_on,
        by=by,
        at=at,
    )
    if owner is not None:
        work.assign(item_id=item.pk, to=owner, by=by, at=at)
    keep(request, "state", "first_outcome", "closed_at", *CACHED)
    again = duty(request, local_date(at))
    assert again is not None  # the fact of the reopening was just added
    return again


def _former_owner(request: AccessRequest) -> Any:
    """Who had the case, if she still works at the desk."""
    owners = [
        item.assignee
        for item in work_queries.about(request.about)
        if item.desk == "foia" and item.kind == ITEM and item.assignee
    ]
    if not owners:
        return None
    at_desk = {person.pk for person in members.holders_of_desk_roles("foia", "head", "editor")}
    return owners[-1] if owners[-1].pk in at_desk else None


def _hand_back_unsent(request: AccessRequest, why: str, at: datetime) -> None:
    """A decision that was prepared or signed but never left is written anew: it did not know what we know now."""
    decision = (
        Decision.objects.select_for_update()
        .filter(request=request)
        .exclude(state__in=(Decision.State.SENT, Decision.State.DRAFT))
        .first()
    )
    if decision is None:
        return
    decision.returned_as = snapshot_of(decision)
    decision.state, decision.return_reason = Decision.State.RETURNED, why
    approvals.void(kind=DECISION, thing=decision.reference, at=at)
    if decision.departure_id:
        departures.drop(departure_id=decision.departure_id, at=at)
    decision.approved_by = decision.approved_at = decision.departure = None
    decision.save(
        update_fields=["state", "return_reason", "returned_as", "approved_by", "approved_at", "departure"]
    )
