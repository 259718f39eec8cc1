"""What can be done to a case now: for each step why not, by the very guards that its operation asks.

It changes nothing. Pages and the API read it, so that what is offered is what is accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from foia.models import AccessRequest, Decision, Review
from foia.operations.answering.gates import EDITABLE, reasons_against_files
from foia.queries import decisions
from foia.queries.approvals import DECISION, version_of
from foia.queries.deadlines import facts_of, reading
from foia.queries.reviews import decider_of, hearing_of
from foia.rules.answering import (
    reason_against_approving,
    reason_against_no_decision,
    reason_against_rewriting,
)
from foia.rules.case_steps import (
    CaseStep,
    reason_against_asking_identification,
    reason_against_consulting,
    reason_against_contesting,
    reason_against_drafting,
    reason_against_extending,
    reason_against_marking_test,
    reason_against_working,
)
from foia.rules.facts import Basis, Fact, of_this_round
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import reason_against_deciding_now
from foia.rules.parties import reason_against_having_parties
from foia.rules.reopening import reason_against_reopening_now
from foia.rules.review import (
    reason_against_asking_garante,
    reason_against_garante_opinion,
    reason_against_open_review,
    reasons_against_deciding_review,
)
from foia.rules.states import State, Verb, reason_against_transition, reason_against_undo
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.work.approvals.queries import reason_against_signing_now
from pasocial.refusal import Refusal
from pasocial.timekeeping import local_date


def reasons_against_steps(
    request: AccessRequest, *, user_id: int | None, at: datetime
) -> dict[CaseStep, Refusal | None]:
    """Every step with the first reason against it; None where it can be taken. Roles are asked elsewhere."""
    state, kind, today = State(request.state), AccessKind(request.kind), local_date(at)
    facts = of_this_round(facts_of(request))
    return {
        **reasons_against_work(state, kind, facts, today, is_test=request.is_test),
        **_of_decision(request, state, user_id, at),
        CaseStep.REOPEN: reason_against_reopening_now(state, Basis.OWN_ERROR),
        CaseStep.REJECTED_APPEAL: reason_against_contesting(
            state, answered=request.answered_on is not None, due_on=request.due_on, today=today
        ),
        **_of_review(request, state, user_id, at),
    }


def reasons_against_work(
    state: State, kind: AccessKind, facts: Sequence[Fact], today: date, *, is_test: bool
) -> dict[CaseStep, Refusal | None]:
    """The steps of triage and dialogue, which need nothing but what a page of the case has read. `facts`: this round's."""

    def moving(verb: Verb) -> Refusal | None:
        return reason_against_transition(state, verb)

    return {
        CaseStep.TAKE: moving(Verb.ACCEPT),
        CaseStep.KIND: moving(Verb.RECLASSIFY),
        CaseStep.HOLDER: reason_against_working(state),
        CaseStep.ASK_IDENTIFICATION: reason_against_asking_identification(state),
        CaseStep.IDENTIFY: moving(Verb.IDENTIFY),
        CaseStep.TRANSFER: moving(Verb.TRANSFER),
        CaseStep.EXTEND: reason_against_extending(kind, state, facts, today, settings_store.patron_day()),
        CaseStep.MARK_TEST: reason_against_marking_test(state, is_test),
        CaseStep.CONSULT: reason_against_consulting(state),
        CaseStep.ADD_PARTY: reason_against_having_parties(kind),
    }


def _of_decision(
    request: AccessRequest, state: State, user_id: int | None, at: datetime
) -> dict[CaseStep, Refusal | None]:
    found = (
        Decision.objects.filter(request=request)
        .order_by("-number")
        .select_related("departure")
        .prefetch_related("items")
        .first()
    )
    sent = found is None or found.state == Decision.State.SENT
    frozen = not sent and found is not None and found.state not in EDITABLE
    none = reason_against_no_decision(there=found is not None)
    against: dict[CaseStep, Refusal | None] = {CaseStep.DRAFT: reason_against_drafting(state, frozen=frozen)}
    if found is None:
        steps = {
            CaseStep.SUBMIT: Verb.PROPOSE,
            CaseStep.RETURN: Verb.SEND_BACK,
            CaseStep.APPROVE: Verb.APPROVE,
        }
        against |= {step: reason_against_transition(state, verb) or none for step, verb in steps.items()}
        return {**against, CaseStep.UNDO: reason_against_transition(state, Verb.UNDO) or none}
    faults = decisions.faults(request, found, local_date(at))
    against[CaseStep.SUBMIT] = _against_submitting(request, state, found, faults, at)
    against[CaseStep.RETURN] = reason_against_transition(state, Verb.SEND_BACK)
    against[CaseStep.APPROVE] = (
        reason_against_transition(state, Verb.APPROVE)
        or reason_against_approving(found.drafted_by_id, user_id)
        or next(iter([*faults, *reasons_against_files(request, found)]), None)
        or reason_against_signing_now(DECISION, found.reference, version_of(found), user_id, at)
    )
    against[CaseStep.UNDO] = reason_against_undo(state, found.leaves_at, at)
    return against


def _against_submitting(
    request: AccessRequest, state: State, decision: Decision, faults: list[Refusal], at: datetime
) -> Refusal | None:
    if state is State.AWAITING_PARTIES:
        early = reason_against_deciding_now(reading(request, local_date(at)), local_date(at))
        if early is not None:
            return early
    else:
        wrong = reason_against_transition(state, Verb.PROPOSE)
        if wrong is not None:
            return wrong
    frozen = reason_against_rewriting(editable=decision.state in EDITABLE)
    return frozen or (faults[0] if faults else None)


def _of_review(
    request: AccessRequest, state: State, user_id: int | None, at: datetime
) -> dict[CaseStep, Refusal | None]:
    steps = (CaseStep.ASK_GARANTE, CaseStep.RECORD_GARANTE, CaseStep.ENTRUST_REVIEW, CaseStep.DECIDE_REVIEW)
    review = Review.objects.filter(request=request, decided_at__isnull=True).first()
    closed = reason_against_open_review(state, review is not None)
    if closed is not None or review is None:
        return dict.fromkeys(steps, closed)
    review.request = request
    against = reasons_against_deciding_review(decider_of(review, user_id), hearing_of(review, local_date(at)))
    return {
        CaseStep.ASK_GARANTE: reason_against_asking_garante(review.garante_asked_on),
        CaseStep.RECORD_GARANTE: reason_against_garante_opinion(
            review.garante_asked_on, review.garante_opinion_on
        ),
        CaseStep.ENTRUST_REVIEW: None,
        CaseStep.DECIDE_REVIEW: against[0] if against else None,
    }
