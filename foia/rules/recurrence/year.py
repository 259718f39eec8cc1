"""The span of one year in which askings are counted: inclusive, rolling, calendar (circular 2/2017, point
8.2)."""

from __future__ import annotations

from datetime import date, timedelta

from .terms import STRICT_YEAR


def year_after(day: date) -> date:
    """The same day one calendar year later; 29 February clips to 28 February."""
    if day.year == date.max.year:
        return date.max
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


def within_a_year(first: date, later: date, *, strict: bool = STRICT_YEAR) -> bool:
    """Whether both askings fall in one span of a year: `first ≤ later ≤ first + 1 year` (`<` when strict)."""
    end = year_after(first)
    return first <= later < end if strict else first <= later <= end


def opening_of(day: date, *, strict: bool = STRICT_YEAR) -> date:
    """The earliest day an asking may have to share a span with one on `day`.

    Not simply "a year before": counting runs forward from the earlier asking, so 28/2/2025 still sees
    29/2/2024 and 28/2/2024, while 29/2/2024 no longer sees 28/2/2023 (domain.md I, row 24).
    """
    if day.year == date.min.year:
        return date.min
    if (day.month, day.day) == (2, 29):
        start = date(day.year - 1, 3, 1)
    else:
        start = day.replace(year=day.year - 1)
    if strict:
        # Strict: year_after(start) must lie after `day`. On 28/2 that also drops a preceding 29/2, which
        # clips to 28/2.
        while not within_a_year(start, day, strict=True):
            start += timedelta(days=1)
    return start


def closing_of(day: date, *, strict: bool = STRICT_YEAR) -> date:
    """The last day of the span that an asking on `day` opens."""
    end = year_after(day)
    return end - timedelta(days=1) if strict else end
