"""A dated case as counsel writes it, read key by key: what is missing or misspelt is told in words, never guessed.

The form is documented in `docs/cases.md`. A clock's reading takes a `Case` and gives back named values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from pasocial.timekeeping.zone import local_date

# What a case gives back: every value that a case of this clock may expect, by name.
Reading = Mapping[str, object]
Choice = TypeVar("Choice", bound=StrEnum)
_MISSING = object()


class CaseFault(ValueError):
    """What a case lacks or has wrong, as a sentence that names the key."""


class Case:
    """One case. Each key is asked for by its type; `unread()` names those that nobody asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        self._asked.add(key)
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """A word or a sentence."""
        value = self._value(key, default, "a text in quotation marks")
        if not isinstance(value, str):
            raise CaseFault(f"“{key}” must be a text in quotation marks, and is {_shown(value)}.")
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One word of a closed list."""
        return chosen(kind, self.text(key, default), f"“{key}”")

    def flag(self, key: str, default: bool | None = None) -> bool:
        """true or false."""
        value = self._value(key, default, "true or false")
        if not isinstance(value, bool):
            raise CaseFault(f"“{key}” must be true or false, and is {_shown(value)}.")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._value(key, default, "a whole number")
        if not isinstance(value, int) or isinstance(value, bool):
            raise CaseFault(f"“{key}” must be a whole number, and is {_shown(value)}.")
        return value

    def day(self, key: str, default: date | None = None) -> date:
        """A day; a moment with its offset counts as the day on which it falls in Italy."""
        return as_day(self._value(key, default, "a day such as 2026-03-02"), f"“{key}”")

    def month_and_day(self, key: str) -> tuple[int, int] | None:
        """A day of every year, such as "06-29"; None when it is not written."""
        written = self.text(key, "")
        if not written:
            return None
        try:
            day = date.fromisoformat(f"2024-{written}")
        except ValueError:
            raise CaseFault(f"“{key}” must be month and day, such as “06-29”, and is “{written}”.") from None
        return day.month, day.day

    def rows(self, key: str, columns: Sequence[str], needed: int) -> list[dict[str, object]]:
        """A list of rows, each `[first, second, …]` or `{ name = … }`; the first `needed` columns must be there."""
        value = self._value(key, None, f"a list of rows: {', '.join(columns[:needed])}")
        if not isinstance(value, list):
            raise CaseFault(f"“{key}” must be a list in square brackets, and is {_shown(value)}.")
        return [_row(row, f"row {number} of “{key}”", columns, needed) for number, row in enumerate(value, 1)]

    def unread(self) -> list[str]:
        """Keys of the case that its clock does not know."""
        return [key for key in self._values if key not in self._asked]

    def _value(self, key: str, default: object | None, wanted: str) -> object:
        self._asked.add(key)
        value = self._values.get(key, _MISSING)
        if value is _MISSING:
            if default is None:
                raise CaseFault(f"the key “{key}” is missing: write {wanted}.")
            return default
        return value


def chosen(kind: type[Choice], written: object, where: str) -> Choice:
    """The member of a closed list that a word names."""
    try:
        return kind(str(written))
    except ValueError:
        known = ", ".join(str(member) for member in kind)
        raise CaseFault(f"{where} does not know “{written}”; it may be: {known}.") from None


def as_day(value: object, where: str) -> date:
    """A day out of what the file gives: a day, a moment, or either in quotation marks."""
    if isinstance(value, str):
        try:
            value = (
                datetime.fromisoformat(value) if len(value) > len("2026-03-02") else date.fromisoformat(value)
            )
        except ValueError:
            raise CaseFault(f"{where} must be a day such as 2026-03-02, and is “{value}”.") from None
    if isinstance(value, datetime):
        # Without an offset it is what the clock on the wall showed.
        return local_date(value) if value.tzinfo else date(value.year, value.month, value.day)
    if isinstance(value, date):
        return value
    raise CaseFault(f"{where} must be a day such as 2026-03-02, and is {_shown(value)}.")


def _row(row: object, where: str, columns: Sequence[str], needed: int) -> dict[str, object]:
    if isinstance(row, dict):
        if unknown := [name for name in row if name not in columns]:
            raise CaseFault(f"{where} does not know “{unknown[0]}”; it may have: {', '.join(columns)}.")
        found = row
    elif isinstance(row, list):
        if len(row) > len(columns):
            raise CaseFault(f"{where} has {len(row)} things, and may have: {', '.join(columns)}.")
        found = dict(zip(columns, row, strict=False))
    else:
        raise CaseFault(f"{where} must stand in brackets, and is {_shown(row)}.")
    for name in columns[:needed]:
        if name not in found:
            raise CaseFault(f"{where} lacks “{name}”.")
    return found


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{value}”" if not isinstance(value, list | dict) else "a list or a table"
