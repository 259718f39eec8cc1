"""When a rejected appeal may be recorded, and that both ends of an appeal are told apart."""

from datetime import date, timedelta

import pytest

from foia.rules.appeals import (
    ENDED,
    JUDGE_LABELS,
    JUDGES,
    REJECTED,
    WON,
    reason_against_judge,
    reasons_against_rejected_appeal,
)
from foia.rules.facts import REOPENED, Basis
from foia.rules.states import State

TODAY = date(2026, 4, 11)
ASKED = date(2026, 3, 2)
WHY = "TAR Lazio, sentenza 123/2026: il ricorso è infondato."


def codes(state=State.ANSWERED, why=WHY, on=TODAY):
    return [
        one.code for one in reasons_against_rejected_appeal(state, why, on=on, received_on=ASKED, today=TODAY)
    ]


def test_every_judge_has_its_words_and_one_fact_for_each_end():
    assert set(JUDGE_LABELS) == set(REJECTED) == {REOPENED[kind] for kind in WON} == set(JUDGES)
    assert len(set(ENDED)) == 2 * len(JUDGES)


@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED, State.IN_PROGRESS, State.UNDER_REVIEW])
def test_appeal_is_lost_wherever_the_case_stands(state):
    """Also against silence, and while our own error is being mended."""
    assert codes(state) == []


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.TRANSFERRED])
def test_what_was_never_decided_here_has_no_appeal(state):
    assert codes(state) == ["nothing_to_appeal"]


def test_day_lies_between_the_request_and_today():
    assert codes(on=ASKED) == codes(on=TODAY) == []
    assert codes(on=ASKED - timedelta(days=1)) == ["day_too_early"]
    assert codes(on=TODAY + timedelta(days=1)) == ["day_in_future"]


def test_words_are_needed():
    assert codes(why="  perso  ") == ["text_length"]


def test_court_and_ombudsman_alone_judge_from_outside():
    assert [basis for basis in Basis if reason_against_judge(basis) is None] == [Basis.OMBUDSMAN, Basis.COURT]
    assert reason_against_judge("perhaps").code == "judge_unknown"
