"""Days in Italian words, where no language is chosen: logs, commands, sentences without a reader.

Months are small and the first of the month is an ordinal; Django's Italian catalogue does neither.
"""

from __future__ import annotations

from datetime import date

_WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)


def italian_day(day: date) -> str:
    """`1° aprile 2026`."""
    number = "1°" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def italian_weekday(day: date) -> str:
    """`mercoledì`."""
    return _WEEKDAYS[day.weekday()]
