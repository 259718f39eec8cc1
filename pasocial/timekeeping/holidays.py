"""Which days are public holidays in Italy, year by year, with the act that made each one a holiday.

Saturday is not among them: its extension concerns procedural court acts only (c.p.c. art. 155(5)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

SUNDAY = 6


def _(text: str) -> str:
    """Mark for the translation tool; this package may import nothing of the house."""
    return text


class Patron(NamedTuple):
    """The local patron saint's day, the same every year. Off unless the administration sets one."""

    month: int
    day: int


@dataclass(frozen=True)
class Holiday:
    """A public holiday: its day, its Italian name (translate where shown) and the act it comes from."""

    on: date
    name: str
    source: str


@dataclass(frozen=True)
class _Fixed:
    month: int
    day: int
    name: str
    source: str
    first_year: int = 1


_ACT = "L. 260/1949 art. 2"

_FIXED = (
    _Fixed(1, 1, _("Capodanno"), _ACT),
    # Abolished by L. 54/1977, given back by DPR 792/1985: counted from 1986.
    _Fixed(1, 6, _("Epifania"), "DPR 792/1985 art. 1", first_year=1986),
    _Fixed(4, 25, _("Festa della Liberazione"), _ACT),
    _Fixed(5, 1, _("Festa del lavoro"), _ACT),
    # Moved to a Sunday by L. 54/1977, given back by L. 336/2000: counted from 2001.
    _Fixed(6, 2, _("Festa della Repubblica"), "L. 336/2000 art. 1", first_year=2001),
    _Fixed(8, 15, _("Ferragosto"), _ACT),
    # New: L. 151/2025 makes Saint Francis a national holiday from 2026.
    _Fixed(10, 4, _("San Francesco d'Assisi"), "L. 151/2025", first_year=2026),
    _Fixed(11, 1, _("Ognissanti"), _ACT),
    _Fixed(12, 8, _("Immacolata Concezione"), _ACT),
    _Fixed(12, 25, _("Natale"), _ACT),
    _Fixed(12, 26, _("Santo Stefano"), _ACT),
)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, years 1583 onwards)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    skipped, leaps = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - moon_shift + 15) % 30
    weekday = (32 + 2 * leaps + 2 * (in_century // 4) - moon - in_century % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def _named_days(year: int) -> dict[date, Holiday]:
    days = {
        date(year, fixed.month, fixed.day): Holiday(
            date(year, fixed.month, fixed.day), fixed.name, fixed.source
        )
        for fixed in _FIXED
        if year >= fixed.first_year
    }
    sunday = easter(year)
    monday = sunday + timedelta(days=1)
    # A fixed holiday keeps its name when Easter falls on it (25 April 2011 was Easter Monday).
    days.setdefault(sunday, Holiday(sunday, _("Pasqua"), _ACT))
    days.setdefault(monday, Holiday(monday, _("Lunedì dell'Angelo"), _ACT))
    return days


def holidays(year: int, patron: tuple[int, int] | None = None) -> tuple[Holiday, ...]:
    """The named holidays of a year in order; ordinary Sundays are holidays too but are not listed."""
    days = dict(_named_days(year))
    local = _patron_day(year, patron)
    if local:
        days.setdefault(local.on, local)
    return tuple(days[day] for day in sorted(days))


def holiday_on(day: date, patron: tuple[int, int] | None = None) -> Holiday | None:
    """The holiday that falls on this day, Sundays included, or nothing."""
    named = _named_days(day.year).get(day)
    if named:
        return named
    local = _patron_day(day.year, patron)
    if local and local.on == day:
        return local
    if day.weekday() == SUNDAY:
        return Holiday(day, _("domenica"), _ACT)
    return None


def is_holiday(day: date, patron: tuple[int, int] | None = None) -> bool:
    """Whether a term that ends on this day moves forward."""
    return holiday_on(day, patron) is not None


def _patron_day(year: int, patron: tuple[int, int] | None) -> Holiday | None:
    """Default off: only some have civil effect (Rome, 29 June). A 29 February is skipped in common years."""
    if patron is None:
        return None
    try:
        day = date(year, *patron)
    except ValueError:
        return None
    return Holiday(day, _("Santo patrono"), "L. 260/1949; impostazione dell'amministrazione")
