"""What is written about a case has words, somebody who reads it, and a question that still waits for its answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.rules.dialogue import (
    reason_against_asking,
    reason_against_body,
    reason_against_purpose,
    reason_against_replying,
    reason_against_writing_to_us,
)
from foia.rules.states import State

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("field", ["body", "reply"])
@pytest.mark.parametrize("length", [0, 1, 2, 20_000, 20_001])
def test_message_has_two_to_twenty_thousand_characters(length: int, field: str) -> None:
    reason = reason_against_body("x" * length, field)
    assert ((reason.code, reason.field) if reason else None) == (
        None if 2 <= length <= 20_000 else ("body_length", field)
    )


def test_message_is_one_or_asks_to_specify() -> None:
    asked = ["message", "clarification", "", "transfer"]
    assert [one for one in asked if reason_against_purpose(one) is None] == ["message", "clarification"]


def test_nobody_writes_where_nobody_reads() -> None:
    refused = [(state, reason.code) for state in State if (reason := reason_against_writing_to_us(state))]
    assert refused == [(State.TRANSFERRED, "case_over"), (State.WITHDRAWN, "case_over")]


@pytest.mark.parametrize(
    ("active", "days", "expected"),
    [(True, 0, None), (True, 1, None), (True, -1, "due_in_past"), (False, -1, "contact_inactive")],
)
def test_colleague_who_is_there_is_asked_until_a_day_to_come(
    active: bool, days: int, expected: str | None
) -> None:
    reason = reason_against_asking(active=active, due_on=TODAY + timedelta(days=days), today=TODAY)
    assert (reason.code if reason else None) == expected
    fields = {"due_in_past": "due_on", "contact_inactive": "contact"}
    assert reason is None or reason.field == fields[reason.code]


@pytest.mark.parametrize(
    ("withdrawn", "replied", "expected"),
    [
        (False, False, None),
        (True, False, "consultation_withdrawn"),
        (False, True, "consultation_replied"),
        (True, True, "consultation_withdrawn"),
    ],
)
def test_question_is_answered_once_while_it_stands(
    withdrawn: bool, replied: bool, expected: str | None
) -> None:
    reason = reason_against_replying(withdrawn=withdrawn, replied=replied)
    assert (reason.code if reason else None) == expected
