"""Whole numbers, days and months as people and addresses write them: ASCII digits, within bounds, or nothing.

`str.isdigit` says yes to ², and `int` reads every script's digits and refuses to read very long ones: asked
together they end in a server error. Nothing outside this module asks either of typed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pasocial.cleaning.text import narrow

# What a column of the database's largest whole number holds.
LARGEST = 2**63 - 1
_WHOLE = re.compile(r"-?[0-9]{1,40}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
# Years that a date of an office can have: outside of them adding days or changing zone may leave the calendar.
EARLIEST_YEAR, LATEST_YEAR = 1000, 3999


def whole_number(text: object, least: int = 0, most: int = LARGEST) -> int | None:
    """The whole number a text says, if it lies within bounds; else None. Blanks around it do not matter.

    Digits are 0-9, also in full width; superscripts, other scripts' digits, exponents and signs other than a
    minus are no number here. A number of JSON is taken as it is; true and false are none.
    """
    if isinstance(text, bool):
        return None
    if isinstance(text, int):
        return text if least <= text <= most else None
    if not isinstance(text, str) or len(text) > 60:
        return None
    written = narrow(text).strip()
    if not _WHOLE.fullmatch(written):
        return None
    number = int(written)
    return number if least <= number <= most else None


def whole_numbers(texts: Iterable[object], least: int = 0, most: int = LARGEST) -> list[int]:
    """The whole numbers among several texts, in their order; what is none is left out."""
    return [number for text in texts if (number := whole_number(text, least, most)) is not None]


def calendar_day(text: object) -> date | None:
    """The day in 2026-03-31, 31/03/2026, 31-3-2026 or 31.3.2026, between the years 1000 and 3999; else None."""
    if not isinstance(text, str) or len(text) > 60:
        return None
    found = _DAY.fullmatch(narrow(text).strip())
    if found is None:
        return None
    parts = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    year, month, day = (int(part) for part in parts)
    try:
        return date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def calendar_month(text: object) -> date | None:
    """The first day of the month in 2026-03; else None."""
    if not isinstance(text, str) or len(text) > 60:
        return None
    found = _MONTH.fullmatch(narrow(text).strip())
    return calendar_day(f"{found[1]}-{found[2]}-1") if found else None
