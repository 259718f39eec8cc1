"""Counting whole, against an oracle that is too naive to be wrong."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from foia.rules.recurrence import Asking, Level, standing_of, tally_on, verdict
from tests.foia.rules.recurrence.histories import crowd, histories, naive


@given(histories(), st.booleans())
@settings(max_examples=400)
def test_verdict_agrees_with_the_naive_oracle(askings: list[Asking], strict: bool) -> None:
    assert standing_of(verdict(askings, strict=strict)) == naive(askings, strict)


def test_same_person_ten_thousand_times_is_no_flag_and_a_second_person_a_soft_one() -> None:
    today = date(2026, 3, 1)
    askings = crowd(10_000, persons=1, day=today)
    assert verdict(askings).level is Level.NONE
    assert verdict([*askings, Asking("new", "N", None, today)]).level is Level.SOFT


def test_tally_counts_the_year_that_closes_today_even_when_nobody_asked_today() -> None:
    askings = [
        Asking(who, who, None, day) for who, day in [("A", date(2025, 2, 28)), ("B", date(2025, 6, 1))]
    ]
    assert tally_on(askings, date(2026, 3, 1)).persons == 1
    assert tally_on(askings, date(2026, 2, 28)).persons == 2
