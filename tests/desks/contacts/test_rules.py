"""When a contact may move on, and by which day it is answered."""

from __future__ import annotations

from datetime import date

import pytest

from desks.contacts import rules
from desks.contacts.models import PublicContact
from pasocial.refusal import Refusal


def told(refusal: Refusal | None) -> tuple[str, str] | None:
    return None if refusal is None else (refusal.code, refusal.field)


def test_every_state_says_what_may_be_done_from_it() -> None:
    offered = {
        state: {verb for verb in rules.WRONG_MOMENT if rules.reason_against_moving(state, verb) is None}
        for state in PublicContact.State.values
    }
    assert offered == {
        "new": {"take", "assign", "reply", "note", "close", "hand_over"},
        "taken": {"assign", "reply", "note", "close", "hand_over"},
        "answered": {"assign", "reply", "note", "close", "hand_over"},
        "closed": {"note", "reopen"},
        "given": {"note"},
    }


@pytest.mark.parametrize("verb", ["take", "reply", "close", "hand_over"])
def test_what_belongs_to_another_moment_says_so(verb: str) -> None:
    refusal = rules.reason_against_moving("closed", verb)
    assert (told(refusal), str(refusal)) == (("wrong_moment", ""), rules.WRONG_MOMENT[verb])


@pytest.mark.parametrize(
    ("kind", "days", "due"),
    [
        ("question", 30, date(2026, 7, 15)),
        ("question", 5, date(2026, 6, 20)),
        # Feedback on accessibility of 15 June 2026 is answered by 15 July, whatever the office promises else.
        ("accessibility", 5, date(2026, 7, 15)),
        ("accessibility", 90, date(2026, 7, 15)),
    ],
)
def test_answer_is_due_by_the_charter_or_the_law(kind: str, days: int, due: date) -> None:
    assert rules.due_on(kind, date(2026, 6, 15), answer_days=days) == due


@pytest.mark.parametrize(("text", "reason"), [("123456789 ", ("too_short", "text")), ("1234567890", None)])
def test_message_says_at_least_something(text: str, reason: tuple[str, str] | None) -> None:
    assert told(rules.reason_against_text(text)) == reason


@pytest.mark.parametrize(
    ("why", "answered", "reason"),
    [
        ("", False, ("why_missing", "why")),
        ("  ", False, ("why_missing", "why")),
        ("Ha già risolto.", False, None),
        ("", True, None),
    ],
)
def test_nothing_is_closed_in_silence(why: str, answered: bool, reason: tuple[str, str] | None) -> None:
    assert told(rules.reason_against_closing(why, answered=answered)) == reason


def test_answer_needs_an_address_and_is_written_to_whoever_wrote() -> None:
    reasons = [
        told(rules.reason_against_sending(address, by_hand=by_hand))
        for address, by_hand in (("", False), ("", True), ("a@b.example", False))
    ]
    assert reasons == [("no_address", ""), ("wrong_moment", ""), None]


def test_what_was_said_is_written_down_only_where_people_talk() -> None:
    reasons = [told(rules.reason_against_saying(by_hand=by_hand)) for by_hand in (True, False)]
    assert reasons == [None, ("wrong_moment", "")]
