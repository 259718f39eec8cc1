"""Openings within ten minutes are one, and never are two of more than ten minutes apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.people.access_log.rules import slot_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_same_ten_minutes_are_one_slot(first: int, second: int) -> None:
    slots = [slot_of(START + timedelta(seconds=one)) for one in (first, second)]
    assert (slots[0] == slots[1]) == (first // 600 == second // 600)
