"""Years on the common calendar, quarters, and spans with both ends inside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.timekeeping import (
    Quarter,
    Span,
    add_calendar_year,
    add_calendar_years,
    days_between,
    quarter_of,
    year_span,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 3, 10), date(2026, 3, 10)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_year_later_is_the_same_day_or_28_february(day: date, expected: date) -> None:
    assert add_calendar_year(day) == expected


def test_four_years_after_a_leap_day_is_a_leap_day() -> None:
    assert add_calendar_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_year_span_holds_its_anniversary_and_not_the_day_after() -> None:
    span = year_span(date(2025, 3, 10))
    assert [date(2026, 3, 10) in span, date(2026, 3, 11) in span, date(2025, 3, 9) in span] == [
        True,
        False,
        False,
    ]


def test_span_counts_both_ends() -> None:
    assert len(Span(date(2026, 3, 1), date(2026, 3, 31))) == 31


def test_span_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2026, 3, 2), date(2026, 3, 1))


def test_spans_that_share_a_day_overlap() -> None:
    first = Span(date(2026, 3, 1), date(2026, 3, 10))
    assert first.overlaps(Span(date(2026, 3, 10), date(2026, 3, 12)))
    assert not first.overlaps(Span(date(2026, 3, 11), date(2026, 3, 12)))


def test_quarters_follow_one_another_over_new_year() -> None:
    assert (Quarter(2026, 4).next, Quarter(2026, 1).previous) == (Quarter(2027, 1), Quarter(2025, 4))
    assert (Quarter(2026, 2).next, Quarter(2026, 2).previous) == (Quarter(2026, 3), Quarter(2026, 1))
    assert str(Quarter(2026, 1)) == "2026-T1"


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="quarters 1 to 4"):
        Quarter(2026, 5)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_lies_in_its_own_quarter(day: date) -> None:
    assert day in quarter_of(day).span
    assert day not in quarter_of(day).next.span


def test_days_between_leaves_the_first_day_out() -> None:
    assert (
        days_between(date(2026, 3, 2), date(2026, 4, 1)),
        days_between(date(2026, 3, 2), date(2026, 3, 1)),
    ) == (
        30,
        -1,
    )
