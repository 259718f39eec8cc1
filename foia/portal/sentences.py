"""Rules speak in sentences with gaps; here they get the reader's language and her way of writing days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext

from foia.rules.clock import Line
from pasocial.design import presentation


class Speaks(Protocol):
    """Anything of the rules that can be read out: Sentence, Refusal, Line, Remedy."""

    def text(self, translate: Callable[[str], str] = ..., show: Callable[[object], object] = ...) -> str: ...


def show(value: object) -> object:
    """A day with its weekday, a moment with its time, in the active language."""
    if isinstance(value, datetime):
        return presentation.moment(value)
    if isinstance(value, date):
        return presentation.long_day(value)
    return value


def say(sentence: Speaks) -> str:
    """The sentence as this reader reads it."""
    return sentence.text(gettext, show)


@dataclass(frozen=True)
class ShownLine:
    """One step of the computation of a term, ready to print."""

    text: str
    on: date | None
    source: str


def shown_lines(lines: Iterable[Line]) -> list[ShownLine]:
    """How a due day was computed, in the reader's language."""
    return [ShownLine(text=say(line), on=line.on, source=line.source) for line in lines]
