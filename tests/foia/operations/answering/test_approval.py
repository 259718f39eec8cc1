"""Four eyes, and fifteen seconds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from foia.models import Decision
from foia.operations import answering
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.approvals import operations as approvals
from pasocial.office.work.approvals import queries
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

SYSTEM = Actor.system("foia")
CITIZEN = Actor.citizen("portal")
LEAVES = MONDAY + timedelta(seconds=15)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.refusals]


def test_who_prepared_a_decision_does_not_approve_it(submitted_request, desk):
    request = submitted_request()
    with pytest.raises(Refused) as caught:
        answering.approve_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    assert codes(caught) == ["own_decision"]
    assert answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY).leaves_at == LEAVES


def test_approval_can_be_undone_for_fifteen_seconds(submitted_request, desk):
    request = submitted_request()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    decision = answering.undo_approval(
        request_id=request.pk, by=desk.by_head, at=MONDAY + timedelta(seconds=15)
    )
    request.refresh_from_db()
    assert (decision.state, decision.approved_at, decision.leaves_at) == (
        Decision.State.SUBMITTED,
        None,
        None,
    )
    assert request.state == State.AWAITING_APPROVAL
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    with pytest.raises(Refused) as caught:
        answering.undo_approval(request_id=request.pk, by=desk.by_head, at=MONDAY + timedelta(seconds=16))
    assert codes(caught) == ["undo_too_late"]


def test_every_step_of_a_chain_signs_before_the_letter_leaves(submitted_request, desk, user_with):
    approvals.set_chain(
        kind="foia.decision", steps=[("foia.work", 1), ("foia.approve", 1)], by=SYSTEM, at=MONDAY
    )
    request = submitted_request()
    step = {"request_id": request.pk, "at": MONDAY}
    first = answering.approve_decision(**step, by=Actor.staff(user_with("editor", name="Berta Rossi")))
    request.refresh_from_db()
    assert (first.state, first.leaves_at, request.state) == ("submitted", None, State.AWAITING_APPROVAL)
    assert answering.approve_decision(**step, by=desk.by_head).state == "leaving"


def test_a_decision_changed_after_the_signature_does_not_leave(submitted_request, desk):
    request = submitted_request()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    Decision.objects.update(version=F("version") + 1)
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=LEAVES)
    assert codes(caught) == ["version_changed"]


def test_nobody_is_asked_to_approve_what_was_withdrawn(submitted_request, desk):
    request = submitted_request()
    assert queries.to_sign(desk.head, MONDAY).count() == 1
    answering.withdraw(request_id=request.pk, by=CITIZEN, at=MONDAY)
    assert queries.to_sign(desk.head, MONDAY).count() == 0
