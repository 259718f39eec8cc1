"""Seconds to undo, another moment, stops: the rules alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.messaging.departures.rules import (
    reason_against_calling_back,
    reason_against_departing,
    reason_against_freezing,
    reason_against_lifting,
    reason_against_moving,
    reason_against_none_leaving,
    undo_until,
)
from pasocial.refusal import Refusal
from tests.fixtures import NOW

MOMENTS = st.integers(0, 60).map(lambda seconds: NOW + timedelta(seconds=seconds))


def code(reason: Refusal | None) -> str | None:
    return reason.code if reason else None


def test_fifteen_seconds_to_undo() -> None:
    assert undo_until(NOW) - NOW == timedelta(seconds=15)


@given(leaves_at=MOMENTS, at=MOMENTS)
def test_what_may_leave_can_no_longer_be_called_back_but_in_the_one_moment_of_both(
    leaves_at: datetime, at: datetime
) -> None:
    leaves = reason_against_departing(leaves_at, at, frozen=False) is None
    undone = reason_against_calling_back(leaves_at, at) is None
    assert (leaves, undone) == (at >= leaves_at, at <= leaves_at)


@given(leaves_at=st.none() | MOMENTS, at=MOMENTS)
def test_what_is_frozen_never_leaves_and_can_always_be_called_back(
    leaves_at: datetime | None, at: datetime
) -> None:
    assert code(reason_against_departing(leaves_at, at, frozen=True)) == "departures_frozen"
    assert reason_against_calling_back(leaves_at, at, frozen=True) is None


def test_what_has_no_moment_waits_and_can_be_called_back() -> None:
    assert code(reason_against_departing(None, NOW, frozen=False)) == "no_moment"
    assert reason_against_calling_back(None, NOW) is None


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-1, "moment_past"),
        (14, "moment_past"),
        (15, None),
        (366 * 86400, None),
        (366 * 86400 + 1, "moment_far"),
    ],
)
def test_another_moment_is_neither_past_nor_years_away(seconds: int, expected: str | None) -> None:
    assert code(reason_against_moving(NOW + timedelta(seconds=seconds), NOW)) == expected


@pytest.mark.parametrize(
    ("reason", "known_desk", "already", "expected"),
    [
        ("Comunicato sbagliato.", True, False, None),
        ("    no    ", True, False, "reason_missing"),
        ("Comunicato sbagliato.", False, False, "desk_unknown"),
        ("Comunicato sbagliato.", True, True, "already_frozen"),
    ],
)
def test_a_stop_says_why_and_of_what(
    reason: str, known_desk: bool, already: bool, expected: str | None
) -> None:
    assert code(reason_against_freezing(reason, known_desk=known_desk, already=already)) == expected


def test_what_ended_is_not_ended_again() -> None:
    assert [code(reason_against_lifting(lifted=lifted)) for lifted in (False, True)] == [
        None,
        "already_lifted",
    ]
    assert [code(reason_against_none_leaving(there=there)) for there in (True, False)] == [
        None,
        "not_leaving",
    ]
