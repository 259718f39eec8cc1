"""Terms roll over holidays, never over Saturdays; the office works neither."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pasocial.timekeeping import (
    is_holiday,
    is_working_day,
    last_working_day,
    next_working_day,
    previous_working_day,
    roll_forward,
    term,
    workdays_between,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
PATRONS = st.none() | st.sampled_from([(6, 29), (12, 7), (6, 24), (9, 19), (2, 29)])


def test_roll_forward_chains_over_two_holidays() -> None:
    assert roll_forward(date(2025, 12, 25)) == date(2025, 12, 27)


def test_roll_forward_stops_at_saturday() -> None:
    assert roll_forward(date(2026, 5, 1)) == date(2026, 5, 2)


def test_roll_forward_minds_the_patron() -> None:
    assert roll_forward(date(2026, 6, 29), (6, 29)) == date(2026, 6, 30)


def test_term_leaves_the_first_day_out() -> None:
    assert term(date(2026, 3, 2), 30) == date(2026, 4, 1)


def test_working_days_around_easter() -> None:
    monday = date(2026, 4, 6)
    assert previous_working_day(monday) == date(2026, 4, 3)
    assert last_working_day(monday) == date(2026, 4, 3)
    assert next_working_day(monday) == date(2026, 4, 7)
    assert last_working_day(date(2026, 4, 7)) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 7)) == date(2026, 4, 3)


def test_workdays_between_leaves_out_weekends_and_holidays() -> None:
    assert workdays_between(date(2026, 4, 3), date(2026, 4, 10)) == 4
    assert workdays_between(date(2026, 4, 10), date(2026, 4, 3)) == 0


@given(DAYS, PATRONS)
def test_roll_forward_never_ends_on_a_holiday_nor_goes_back(
    day: date, patron: tuple[int, int] | None
) -> None:
    rolled = roll_forward(day, patron)
    assert not is_holiday(rolled, patron)
    assert day <= rolled <= day + timedelta(days=5)


@given(DAYS, st.integers(0, 400), PATRONS)
def test_roll_forward_keeps_order(day: date, later: int, patron: tuple[int, int] | None) -> None:
    assert roll_forward(day, patron) <= roll_forward(day + timedelta(days=later), patron)


@given(DAYS, PATRONS)
def test_working_days_surround_each_day(day: date, patron: tuple[int, int] | None) -> None:
    before, after = last_working_day(day, patron), next_working_day(day, patron)
    assert is_working_day(before, patron)
    assert is_working_day(after, patron)
    assert before <= day <= after
    assert (before == after) is is_working_day(day, patron)
