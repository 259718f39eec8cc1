"""The span of a year, leap days included."""

from datetime import date

from hypothesis import given

from foia.rules.recurrence import closing_of, opening_of, within_a_year, year_after
from tests.foia.rules.recurrence.histories import DAYS, anniversary


@given(DAYS, DAYS)
def test_opening_is_the_first_day_whose_year_reaches(first: date, day: date) -> None:
    assert (opening_of(day) <= first <= day) == within_a_year(first, day)
    assert year_after(first) == anniversary(first)


@given(DAYS, DAYS)
def test_strict_span_leaves_the_anniversary_out(first: date, day: date) -> None:
    assert (opening_of(day, strict=True) <= first <= day) == (first <= day < anniversary(first))
    assert closing_of(first, strict=True) < anniversary(first) == closing_of(first)
