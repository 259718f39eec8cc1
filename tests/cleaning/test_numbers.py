"""A number is digits 0-9 within bounds; everything else is no number, and never an error."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.cleaning import calendar_day, calendar_month, whole_number

STRANGE = [
    "",
    " ",
    "²",
    "٣",
    "१२",
    "9" * 5_000,
    "1e9",
    "1.0",
    "+1",
    "--1",
    "0x1",
    "1_000",
    "½",
    "Ⅷ",
    "①",
    "\x001",
    "1\n2",
]


@pytest.mark.parametrize("typed", [*STRANGE, None, True, 1.5, ["1"], b"1"])
def test_what_is_no_number_is_nothing(typed: object) -> None:
    assert whole_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "least", "most", "read"),
    [
        ("2026", 1990, 2200, 2026),
        (" 2026 ", 1990, 2200, 2026),
        ("２０２６", 1990, 2200, 2026),
        ("007", 0, 10, 7),
        ("-3", -5, 5, -3),
        ("-3", 0, 5, None),
        ("1989", 1990, 2200, None),
        ("2201", 1990, 2200, None),
        (str(2**63 - 1), 0, 2**63 - 1, 2**63 - 1),
        (str(2**63), 0, 2**63 - 1, None),
        (7, 0, 9, 7),
        (10, 0, 9, None),
    ],
)
def test_bounds_are_kept(typed: object, least: int, most: int, read: int | None) -> None:
    assert whole_number(typed, least, most) == read


@given(st.integers(-(10**12), 10**12))
@settings(max_examples=100)
def test_every_whole_number_is_read_back(number: int) -> None:
    assert whole_number(str(number), -(10**12), 10**12) == number


@given(st.text(st.characters(exclude_categories=()), max_size=70))
@settings(max_examples=300)
def test_no_text_is_an_error(typed: str) -> None:
    whole_number(typed)
    calendar_day(typed)
    calendar_month(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31/03/2026", date(2026, 3, 31)),
        ("3.1.2026", date(2026, 1, 3)),
        ("31-12-2026", date(2026, 12, 31)),
        ("2026-02-30", None),
        ("٣١/١٢/٢٠٢٦", None),
        ("²/³/2026", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("2026-W10", None),
        (None, None),
    ],
)
def test_days_are_read_in_the_two_usual_orders(typed: object, read: date | None) -> None:
    assert calendar_day(typed) == read


@pytest.mark.parametrize(("typed", "read"), [("2026-03", date(2026, 3, 1)), ("2026-13", None), ("²-1", None)])
def test_months_are_read(typed: object, read: date | None) -> None:
    assert calendar_month(typed) == read
