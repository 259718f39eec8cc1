"""Four eyes, and fifteen seconds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.models import Decision
from foia.operations import answering
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
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
