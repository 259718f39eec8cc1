"""How the house says a day, a moment, a number and a reason: the same on a page, in a mail, in a letter and in the API.

Rules speak in Italian sentences with gaps; here they get the reader's language, and her way of writing what fills them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext

from pasocial.sentences.days import (
    day,
    day_span,
    days_late,
    days_left_words,
    iso_day,
    long_day,
    long_moment,
    moment,
    numeric_day,
)
from pasocial.sentences.numbers import file_size

__all__ = [
    "ShownLine",
    "Speaks",
    "day",
    "day_span",
    "days_late",
    "days_left_words",
    "file_size",
    "iso_day",
    "long_day",
    "long_moment",
    "moment",
    "numeric_day",
    "say",
    "say_all",
    "show",
    "shown_lines",
]


class Speaks(Protocol):
    """Anything of the rules that can be read out: a sentence, a refusal, a line of a computation, a remedy."""

    def text(self, translate: Callable[[str], str] = ..., show: Callable[[object], object] = ...) -> str: ...


class SpeaksOfADay(Speaks, Protocol):
    """One step of a computation: what it says, the day it is about, where it stands written."""

    @property
    def on(self) -> date | None: ...

    @property
    def source(self) -> str: ...


def show(value: object) -> object:
    """What fills a gap, in the active language: a day with its weekday, a moment with its time, the rest unchanged."""
    if isinstance(value, datetime):
        return long_moment(value)
    if isinstance(value, date):
        return long_day(value)
    return value


def say(sentence: Speaks | None) -> str:
    """The sentence as this reader reads it; nothing for no sentence."""
    return sentence.text(gettext, show) if sentence is not None else ""


def say_all(sentences: Iterable[Speaks]) -> list[str]:
    return [say(sentence) for sentence in sentences]


@dataclass(frozen=True)
class ShownLine:
    """One step of a computation, ready to print."""

    text: str
    on: date | None
    source: str


def shown_lines(lines: Iterable[SpeaksOfADay]) -> list[ShownLine]:
    """How a day was computed, step by step, in the reader's language."""
    return [ShownLine(text=say(line), on=line.on, source=line.source) for line in lines]
