"""How a due date was computed, one Italian sentence a step, as printed on the receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pasocial.refusal import Sentence, show_plainly
from pasocial.refusal import mark as _
from pasocial.timekeeping import holiday_on
from pasocial.timekeeping.workdays import SATURDAY


@dataclass(frozen=True)
class Line:
    """One step. `on` is the day it is about, `source` the act, `alert` asks staff to look."""

    code: str
    sentence: Sentence
    on: date | None = None
    source: str = ""
    alert: bool = False

    def text(
        self, translate: Callable[[str], str] = str, show: Callable[[object], object] = show_plainly
    ) -> str:
        """The sentence in the reader's language; `show` writes its dates."""
        return self.sentence.text(translate, show)


def line(
    code: str, words: str, on: date | None = None, source: str = "", *, alert: bool = False, **values: object
) -> Line:
    """A line with its values by name."""
    return Line(code, Sentence(words, values), on, source, alert)


ROLL_SOURCE = "c.p.c. art. 155; c.c. art. 2963"


def rolling(raw: date, patron: tuple[int, int] | None) -> Iterator[Line]:
    """Why the last day moves, holiday by holiday; and why a Saturday does not move it."""
    day = raw
    while holiday := holiday_on(day, patron):
        following = day + timedelta(days=1)
        yield line(
            "holiday",
            _("È festivo {day} ({holiday}): il termine passa a {following}."),
            day,
            ROLL_SOURCE,
            day=day,
            holiday=Sentence(holiday.name),
            following=following,
        )
        day = following
    if day.weekday() == SATURDAY:
        yield line(
            "saturday",
            _("Cade di sabato ({day}): il sabato non è festivo e non sposta questo termine."),
            day,
            ROLL_SOURCE,
            day=day,
        )


def target_lines(due: date, target: date) -> Iterator[Line]:
    """The working day the office aims at, when it is not the legal one (open point 3)."""
    if target != due:
        yield line(
            "target",
            _("L'ufficio si impegna a rispondere entro {target}, ultimo giorno di lavoro utile."),
            target,
            target=target,
        )
