"""Holidays follow the acts that made them, and Easter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.timekeeping import Patron, easter, holiday_on, holidays, is_holiday


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1999, date(1999, 4, 4)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),  # the earliest day Easter can fall on
    ],
)
def test_easter_matches_the_almanac(year: int, expected: date) -> None:
    assert easter(year) == expected


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_holidays_of_2026_are_these() -> None:
    assert [(h.on.month, h.on.day) for h in holidays(2026)] == [
        (1, 1), (1, 6), (4, 5), (4, 6), (4, 25), (5, 1), (6, 2), (8, 15), (10, 4), (11, 1), (12, 8),
        (12, 25), (12, 26),
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "expected"), [(2024, False), (2025, False), (2027, True), (2028, True)])
def test_saint_francis_is_a_holiday_from_2026(year: int, expected: bool) -> None:
    day = date(year, 10, 4)
    assert is_holiday(day) is (expected or day.weekday() == 6)


def test_epiphany_and_republic_day_came_back() -> None:
    assert [is_holiday(date(1981, 1, 6)), is_holiday(date(1987, 1, 6))] == [False, True]
    assert [is_holiday(date(2000, 6, 2)), is_holiday(date(2003, 6, 2))] == [False, True]


def test_saturday_is_not_a_holiday_and_sunday_is() -> None:
    assert [is_holiday(date(2026, 6, 6)), is_holiday(date(2026, 6, 7))] == [False, True]


def test_patron_day_is_off_by_default() -> None:
    rome = Patron(6, 29)
    assert [is_holiday(date(2026, 6, 29)), is_holiday(date(2026, 6, 29), rome)] == [False, True]
    assert (6, 29) in [(h.on.month, h.on.day) for h in holidays(2026, rome)]


def test_patron_on_29_february_is_skipped_in_common_years() -> None:
    assert [is_holiday(date(2028, 2, 29), (2, 29)), is_holiday(date(2027, 3, 1), (2, 29))] == [True, False]
    assert len(holidays(2027, (2, 29))) == 13


def test_liberation_day_keeps_its_name_on_easter_monday() -> None:
    holiday = holiday_on(date(2011, 4, 25))
    assert holiday is not None
    assert holiday.name == "Festa della Liberazione"


def test_every_holiday_names_its_act() -> None:
    assert all(h.source for h in holidays(2026, (6, 29)))
