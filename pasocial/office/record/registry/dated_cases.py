"""Reads files of dated cases and says of each whether the clocks keep it. No database: rules and a text file.

The form is for counsel and documented in `docs/cases.md`; which clocks there are, desks declare (`Desk.clocks`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pasocial.office.record import registry
from pasocial.timekeeping.dated_cases import Case, CaseFault, as_day

HEADER = re.compile(r"^\s*\[\[\s*case\s*\]\]")
# What every case may have besides what its clock reads.
FRAME = ("clock", "name", "row", "source", "note", "not_built", "expect")
NOTHING = ("none", "nessuno")


class Judgement(StrEnum):
    """What became of a case."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_BUILT = "not built yet"
    MALFORMED = "malformed"


@dataclass(frozen=True)
class Judged:
    """One case, where it stands in its file, and what is to say about it: differences or faults, one a sentence."""

    judgement: Judgement
    line: int
    title: str
    told: str = ""
    remarks: tuple[str, ...] = field(default=())


class Unreadable(ValueError):
    """The file cannot be read as a list of cases at all."""


def cases_in(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The cases of a file with the line on which each begins. Raises Unreadable, with what to write."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Unreadable(f"The file is not written as TOML: {fault}. See docs/cases.md.") from None
    if strange := [name for name in whole if name != "case"]:
        raise Unreadable(
            f"The file has “{strange[0]}” outside of any case: each case begins with a line [[case]], and nothing "
            "stands before the first. See docs/cases.md."
        )
    found = whole.get("case")
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise Unreadable("The file has no case: each begins with a line [[case]]. See docs/cases.md.")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if HEADER.match(line)]
    # Written as one array instead of headers: all that is known is that they are in this file.
    return list(zip(lines if len(lines) == len(found) else [1] * len(found), found, strict=True))


def judged(text: str) -> Iterator[Judged]:
    """Every case of a file in turn."""
    for number, (line, values) in enumerate(cases_in(text), 1):
        yield _judge(number, line, values)


def _judge(number: int, line: int, values: Mapping[str, Any]) -> Judged:
    name = values.get("name")
    named = isinstance(name, str) and bool(name.strip())
    title = f"“{name}”" if named else f"case {number}"
    if values.get("row"):
        title += f" (row {values['row']})"
    try:
        if not named:
            raise CaseFault("the key “name” is missing: write in a few words what the case is about.")
        if values.get("not_built", False) is True:
            return Judged(Judgement.NOT_BUILT, line, title, str(values.get("note", "")))
        told, remarks = _compared(values)
    except CaseFault as fault:
        return Judged(Judgement.MALFORMED, line, title, remarks=(str(fault),))
    return Judged(Judgement.BROKEN if remarks else Judgement.KEPT, line, title, told, tuple(remarks))


def _compared(values: Mapping[str, Any]) -> tuple[str, list[str]]:
    clocks = registry.dated_clocks()
    asked = values.get("clock")
    if asked is None:
        raise CaseFault(f"the key “clock” is missing: write one of {', '.join(clocks)}.")
    if asked not in clocks:
        raise CaseFault(f"there is no clock “{asked}”; write one of {', '.join(clocks)}.")
    expected = values.get("expect")
    if not isinstance(expected, dict) or not expected:
        raise CaseFault(
            "the key “expect” is missing: write what the law wants, as in { due_on = 2026-04-01 }."
        )
    case = Case({key: value for key, value in values.items() if key not in FRAME})
    reading = registry.resolve(clocks[asked].read)(case)
    if unknown := case.unread():
        raise CaseFault(f"the clock “{asked}” does not know the key “{unknown[0]}”.")
    if untold := [key for key in expected if key not in reading]:
        raise CaseFault(
            f"the clock “{asked}” does not tell “{untold[0]}”; it tells: {', '.join(sorted(reading))}."
        )
    remarks = []
    for key, wanted in expected.items():
        if not same(wanted, reading[key]):
            remarks.append(f"{words(key)} is {shown(reading[key])}, expected {shown(wanted)}")
    return "; ".join(f"{words(key)} {shown(wanted)}" for key, wanted in expected.items()), remarks


def same(wanted: object, found: object) -> bool:
    """Whether what the file expects is what the clock says, however the file wrote it."""
    if found is None or found in ((), [], {}):
        return (isinstance(wanted, str) and wanted.lower() in NOTHING) or wanted in ([], {})
    if isinstance(found, bool) or isinstance(wanted, bool):
        return wanted is found
    if isinstance(found, date) and not isinstance(found, datetime):
        if not isinstance(wanted, date | str) or str(wanted).lower() in NOTHING:
            return False
        return as_day(wanted, "“expect”") == found
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        return found.keys() == wanted.keys() and all(same(wanted[key], found[key]) for key in found)
    if isinstance(found, tuple | list):
        listed = wanted if isinstance(wanted, list) else [wanted]
        return len(listed) == len(found) and all(map(same, listed, found))
    return str(wanted) == str(found) if isinstance(found, str) else wanted == found


def words(key: str) -> str:
    """A key as a sentence has it."""
    return key.replace("_", " ")


def shown(value: object) -> str:
    """A value as a sentence has it: days with their weekday, nothing as “none”."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value) or "none"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return f"{value:%A} {value.day} {value:%B %Y}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {shown(one)}" for name, one in value.items()) or "none"
    if isinstance(value, tuple | list):
        return ", ".join(map(shown, value)) or "none"
    return "none" if value is None else str(value)
