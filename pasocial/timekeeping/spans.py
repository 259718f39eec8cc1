"""Stretches of days: years counted on the common calendar, quarters, and spans with both ends inside."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Span:
    """From `first` to `last`, both days inside."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span cannot end ({self.last}) before it begins ({self.first})")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def overlaps(self, other: Span) -> bool:
        """Whether at least one day lies in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the calendar year, 1 to 4; `str()` gives 2026-T1 (trimestre)."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"a year has quarters 1 to 4, not {self.number}")

    @property
    def span(self) -> Span:
        """Its days."""
        last_month = self.number * 3
        return Span(
            date(self.year, last_month - 2, 1),
            date(self.year, last_month, calendar.monthrange(self.year, last_month)[1]),
        )

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-T{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter a day belongs to."""
    return Quarter(day.year, (day.month + 2) // 3)


def add_calendar_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th when the year is not a leap year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_calendar_year(day: date) -> date:
    """The same day a year later, 29 February clipped to the 28th."""
    return add_calendar_years(day, 1)


def year_span(day: date) -> Span:
    """The span of one year that begins on this day, anniversary inside."""
    return Span(day, add_calendar_year(day))


def days_between(start: date, end: date) -> int:
    """Calendar days from start to end; the first day is not counted, and the number is negative backwards."""
    return (end - start).days
