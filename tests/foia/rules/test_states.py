"""A request moves only along the table, and every open one can still be answered."""

from datetime import UTC, datetime, timedelta

import pytest

from foia.rules.states import (
    OPEN,
    STATE_LABELS,
    TRANSITIONS,
    VERB_LABELS,
    State,
    Verb,
    draw_states,
    next_state,
    reason_against_transition,
    reason_against_undo,
)
from pasocial.office.messaging.departures.rules import undo_until

APPROVED_AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def walk(*verbs: Verb) -> State:
    state = State.RECEIVED
    for verb in verbs:
        assert reason_against_transition(state, verb) is None
        state = next_state(state, verb)
    return state


def verbs_from(state: State) -> list[Verb]:
    return [row.verb for row in TRANSITIONS if state in row.sources]


def test_plain_request_is_answered_and_closed() -> None:
    assert walk(Verb.ACCEPT, Verb.PROPOSE, Verb.APPROVE, Verb.SEND, Verb.CLOSE) is State.CLOSED


def test_opposed_request_waits_twice() -> None:
    assert (
        walk(Verb.ACCEPT, Verb.NOTIFY_PARTIES, Verb.RESUME, Verb.PROPOSE, Verb.APPROVE, Verb.HOLD, Verb.SEND)
        is State.ANSWERED
    )


def test_anonymous_request_is_asked_then_worked_on() -> None:
    assert walk(Verb.ASK_IDENTIFICATION, Verb.IDENTIFY) is State.IN_PROGRESS


def test_review_can_follow_an_answer_or_its_absence() -> None:
    assert walk(Verb.ASK_REVIEW, Verb.REOPEN) is State.IN_PROGRESS
    assert (
        walk(Verb.ACCEPT, Verb.PROPOSE, Verb.APPROVE, Verb.SEND, Verb.ASK_REVIEW, Verb.DECIDE_REVIEW)
        is State.ANSWERED
    )


def test_assigning_changes_no_state() -> None:
    assert next_state(State.AWAITING_PARTIES, Verb.ASSIGN) is State.AWAITING_PARTIES


def test_forbidden_step_is_refused_in_words() -> None:
    reason = reason_against_transition(State.WITHDRAWN, Verb.APPROVE)
    assert reason is not None
    assert reason.text() == (
        "«Approva» non si può: la richiesta è «Ritirata». Ricarica la pagina: mostra che cosa puoi fare."
    )
    with pytest.raises(ValueError, match="approve does not start from withdrawn"):
        next_state(State.WITHDRAWN, Verb.APPROVE)


def test_refusals_and_steps_agree_for_every_pair() -> None:
    for state in State:
        for verb in Verb:
            allowed = reason_against_transition(state, verb) is None
            assert allowed is (verb in verbs_from(state))
            if allowed:
                assert next_state(state, verb) in State


def test_every_verb_has_one_row_and_every_name_a_label() -> None:
    assert sorted(row.verb for row in TRANSITIONS) == sorted(Verb)
    assert (set(STATE_LABELS), set(VERB_LABELS)) == (set(State), set(Verb))


def test_every_state_can_be_reached() -> None:
    reached = {State.RECEIVED}
    while True:
        further = reached | {next_state(s, v) for s in reached for v in verbs_from(s)}
        if further == reached:
            break
        reached = further
    assert reached == set(State)


def test_every_open_request_can_still_be_answered() -> None:
    for start in OPEN | {State.APPROVED, State.STANDSTILL, State.UNDER_REVIEW}:
        seen = {start}
        for _step in State:
            seen |= {next_state(s, v) for s in seen for v in verbs_from(s)}
        assert State.ANSWERED in seen


@pytest.mark.parametrize(("seconds", "expected"), [(0, None), (15, None), (16, "undo_too_late")])
def test_approval_is_called_back_within_fifteen_seconds(seconds: int, expected: str | None) -> None:
    reason = reason_against_undo(
        State.APPROVED, undo_until(APPROVED_AT), APPROVED_AT + timedelta(seconds=seconds)
    )
    assert (reason.code if reason else None) == expected
    assert undo_until(APPROVED_AT) == APPROVED_AT + timedelta(seconds=15)


def test_sent_answer_cannot_be_called_back() -> None:
    reason = reason_against_undo(State.ANSWERED, APPROVED_AT, APPROVED_AT)
    assert reason is not None
    assert reason.code == "wrong_state"


def test_drawing_holds_every_arrow() -> None:
    drawing = draw_states()
    assert drawing.startswith("stateDiagram-v2\n    [*] --> received\n")
    assert "    approved --> awaiting_approval: undo\n" in drawing
    assert drawing.count("-->") == 1 + sum(len(row.sources) for row in TRANSITIONS) + 3
