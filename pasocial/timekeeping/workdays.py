"""How a term in days is counted, and which days an office works.

Two ideas that must not be mixed: a *holiday* moves a legal term (Saturday does not), a *working day* is one
on which the office is open (Saturday is not).
"""

from __future__ import annotations

from datetime import date, timedelta

from pasocial.timekeeping.holidays import is_holiday

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def roll_forward(day: date, patron: tuple[int, int] | None = None) -> date:
    """The day itself, or the first one after it that is not a holiday (c.p.c. art. 155, fourth paragraph)."""
    while is_holiday(day, patron):
        day += ONE_DAY
    return day


def term(start: date, days: int, patron: tuple[int, int] | None = None) -> date:
    """Last day of a term: the first day is not counted, every calendar day is, a holiday rolls forward."""
    return roll_forward(start + timedelta(days=days), patron)


def is_working_day(day: date, patron: tuple[int, int] | None = None) -> bool:
    """Whether the office works: neither Saturday nor a holiday."""
    return day.weekday() != SATURDAY and not is_holiday(day, patron)


def last_working_day(day: date, patron: tuple[int, int] | None = None) -> date:
    """The day itself if the office works, else the nearest working day before it."""
    while not is_working_day(day, patron):
        day -= ONE_DAY
    return day


def previous_working_day(day: date, patron: tuple[int, int] | None = None) -> date:
    """The nearest working day strictly before."""
    return last_working_day(day - ONE_DAY, patron)


def next_working_day(day: date, patron: tuple[int, int] | None = None) -> date:
    """The day itself if the office works, else the nearest working day after it."""
    while not is_working_day(day, patron):
        day += ONE_DAY
    return day


def workdays_between(start: date, end: date, patron: tuple[int, int] | None = None) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not later."""
    return sum(
        is_working_day(start + timedelta(days=step), patron) for step in range(1, (end - start).days + 1)
    )
