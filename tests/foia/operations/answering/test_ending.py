"""Taking back and rating."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.operations import answering, dialogue
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

SYSTEM = Actor.system("foia")
CITIZEN = Actor.citizen("portal")
LEAVES = MONDAY + timedelta(seconds=15)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.refusals]


def test_withdrawing_ends_the_case(taken_request):
    request = taken_request()
    answering.withdraw(request_id=request.pk, words="Ho trovato tutto.", by=CITIZEN, at=MONDAY)
    request.refresh_from_db()
    assert (request.state, request.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    assert {item.state for item in about(request.about)} == {"done"}
    with pytest.raises(Refused):
        dialogue.write_from_citizen(request_id=request.pk, body="Ci ripenso", by=CITIZEN, at=MONDAY)


def test_answer_is_rated_once_and_the_rating_can_change(answered_request):
    request = answered_request()
    answering.rate(request_id=request.pk, face=1, comment="Lenti", by=CITIZEN, at=MONDAY)
    answering.rate(request_id=request.pk, face=3, by=CITIZEN, at=MONDAY)
    request.refresh_from_db()
    assert (request.rating.face, request.rating.comment) == (3, "")
    assert "Lenti" not in str(list(history_of(request.about).values_list("note", flat=True)))


def test_rating_needs_an_answer_and_one_of_three_faces(taken_request, answered_request):
    with pytest.raises(Refused) as caught:
        answering.rate(request_id=taken_request().pk, face=3, by=CITIZEN, at=MONDAY)
    assert codes(caught) == ["not_answered"]
    with pytest.raises(Refused) as caught:
        answering.rate(request_id=answered_request().pk, face=4, by=CITIZEN, at=MONDAY)
    assert codes(caught) == ["face_unknown"]
