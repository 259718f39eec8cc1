"""Steps whose guard is more than the table of states."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.rules.case_steps import (
    DRAFTED_IN,
    SILENT,
    reason_against_asking_identification,
    reason_against_consulting,
    reason_against_contesting,
    reason_against_drafting,
    reason_against_extending,
    reason_against_marking_test,
    reason_against_working,
)
from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.states import OPEN, State, Verb, reason_against_transition
from pasocial.refusal import Refusal

FILED = date(2026, 10, 1)
FACTS = [Fact(FactKind.FILED, FILED)]


def code(reason: Refusal | None) -> str | None:
    return reason.code if reason else None


@pytest.mark.parametrize("state", list(State))
def test_each_guard_follows_the_state(state: State) -> None:
    assert (reason_against_working(state) is None) is (state in OPEN)
    assert (reason_against_consulting(state) is None) is (state not in SILENT)
    assert (reason_against_drafting(state, frozen=False) is None) is (state in DRAFTED_IN)
    asked = reason_against_asking_identification(state) is None
    table = reason_against_transition(state, Verb.ASK_IDENTIFICATION) is None
    assert asked is (table or state is State.NEEDS_IDENTIFICATION)


def test_a_decision_that_was_proposed_is_not_rewritten() -> None:
    assert code(reason_against_drafting(State.IN_PROGRESS, frozen=True)) == "decision_frozen"


def test_a_request_is_marked_as_a_trial_once() -> None:
    found = [reason_against_marking_test(*each) for each in ((State.RECEIVED, True), (State.CLOSED, False))]
    assert [code(each) for each in found] == ["already_test", "not_open"]
    assert reason_against_marking_test(State.RECEIVED, False) is None


@pytest.mark.parametrize("kind", [kind for kind in AccessKind if kind is not AccessKind.ENVIRONMENTAL])
def test_only_environmental_access_can_be_extended(kind: AccessKind) -> None:
    assert code(reason_against_extending(kind, State.IN_PROGRESS, FACTS, FILED)) == "not_extendable"


def test_an_extension_is_announced_once_and_inside_the_first_thirty_days() -> None:
    def on(day: date, *more: Fact, state: State = State.IN_PROGRESS) -> str | None:
        return code(reason_against_extending(AccessKind.ENVIRONMENTAL, state, [*FACTS, *more], day))

    assert (on(FILED), on(date(2026, 10, 31)), on(date(2026, 11, 1))) == (None, None, "extension_useless")
    assert on(FILED + timedelta(days=2), Fact(FactKind.EXTENSION_NOTIFIED, FILED)) == "extension_useless"
    assert on(FILED, state=State.CLOSED) == "not_open"


def test_an_appeal_is_lost_only_where_there_was_something_to_contest() -> None:
    due = date(2026, 10, 31)

    def on(day: date, *, answered: bool = False, state: State = State.IN_PROGRESS) -> str | None:
        return code(reason_against_contesting(state, answered=answered, due_on=due, today=day))

    assert (on(due), on(due + timedelta(days=1))) == ("nothing_to_appeal_yet", None)
    assert on(FILED, answered=True, state=State.ANSWERED) is None
    assert on(FILED, answered=True, state=State.WITHDRAWN) == "nothing_to_appeal"
