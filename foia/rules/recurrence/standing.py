"""Keeping a topic's flag true as askings arrive, leave or change hands, at a cost that does not grow with the topic.

The database keeps, for each topic, one `Standing` (two days) and one row for each person's stretch of askings, and
feeds these functions as little as they ask for:

* `after_newest`: an asking whose day is not before any other of the topic (nearly every filing). Needs at most
  4 + 4 + 2 + 4 days, each the top of an index; nothing at all once the hard flag stands.
* `restand`: everything else (late identification, import of an old request, transfer, withdrawal of a count, merge or
  split of persons or topics). It reads the stretches that reach the changed days, never the askings themselves, and
  stops at the first day that decides. Before a flag there are at most three persons in any span, so what it reads grows
  with the years it looks at, not with how often people asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from .counting import Level, Verdict
from .stretches import Book, first_hard_day, first_soft_day
from .terms import SOFT_PERSONS, STRICT_YEAR, THRESHOLD
from .year import closing_of, opening_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The first day a topic was hard, and the first day it was at least soft. A hard day is a soft day
    too."""

    hard_on: date | None = None
    soft_on: date | None = None

    @property
    def level(self) -> Level:
        if self.hard_on:
            return Level.HARD
        return Level.SOFT if self.soft_on else Level.NONE

    @property
    def flagged_on(self) -> date | None:
        return self.hard_on or self.soft_on


def standing_of(verdict: Verdict) -> Standing:
    return Standing(verdict.flagged_on if verdict.level is Level.HARD else None, verdict.soft_on)


def after_newest(
    standing: Standing,
    on: date,
    *,
    persons: Sequence[date],
    subjects: Sequence[date],
    unproven: Sequence[date],
    requests: Sequence[date],
    threshold: int = THRESHOLD,
    strict: bool = STRICT_YEAR,
) -> Standing:
    """The standing once an asking on `on`, the topic's last day, is stored.

    Each argument lists days, latest first, the new asking included, of askings that count: the last day of
    each
    of the `threshold` proven persons who asked most recently (`persons`); the same for subjects, confirmed
    organisations grouped (`subjects`); the last day of the two bare names that asked most recently
    (`unproven`);
    the `threshold` most recent requests (`requests`). Shorter lists mean that there are no more.
    """
    if standing.hard_on:
        return standing
    opening = opening_of(on, strict=strict)

    def inside(days: Sequence[date]) -> int:
        return sum(day >= opening for day in days)

    distinct = min(inside(persons), inside(subjects))
    hard = distinct >= threshold
    soft = hard or (inside(requests) >= threshold and distinct + inside(unproven) >= SOFT_PERSONS)
    return Standing(on if hard else None, standing.soft_on or (on if soft else None))


def stand(book: Book, since: date, *, threshold: int = THRESHOLD, strict: bool = STRICT_YEAR) -> Standing:
    """The standing of a whole topic whose first asking is of `since`: when the terms of the count changed."""
    return Standing(
        first_hard_day(book, since, None, threshold=threshold, strict=strict),
        first_soft_day(book, since, None, threshold=threshold, strict=strict),
    )


def restand(
    standing: Standing,
    changed: Iterable[date],
    book: Book,
    *,
    threshold: int = THRESHOLD,
    strict: bool = STRICT_YEAR,
) -> Standing:
    """The standing after any change, given the days of presentation of every asking that changed in any way.

    `book` is the topic *after* the change. Only when the asking that raised a flag disappears may the search run on
    past the spans touched, and it stops at the next day that raises it.
    """
    days = sorted(set(changed))
    if not days:
        return standing
    touched = _merged([(day, closing_of(day, strict=strict)) for day in days])

    def first(known: date | None, search: Search) -> date | None:
        return _first(
            known,
            touched,
            lambda since, until: search(book, since, until, threshold=threshold, strict=strict),
        )

    return Standing(first(standing.hard_on, first_hard_day), first(standing.soft_on, first_soft_day))


class Search(Protocol):
    def __call__(
        self, book: Book, since: date, until: date | None, *, threshold: int, strict: bool
    ) -> date | None: ...


def _first(
    known: date | None,
    touched: Sequence[tuple[date, date]],
    search: Callable[[date, date | None], date | None],
) -> date | None:
    for first, last in touched:
        if known is not None and first > known:
            break
        # Spans that close on an untouched day hold what they held: never reached before the known day.
        found = search(first, last if known is None else min(last, known))
        if found is not None:
            return found
    if known is None or known == date.max or not any(first <= known <= last for first, last in touched):
        return known
    return search(known + timedelta(days=1), None)


def _merged(spans: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


class Shift(StrEnum):
    """What a re-count did to a flag, for the topic's history. Nothing is erased: each shift is one more
    entry."""

    UNCHANGED = "unchanged"
    RAISED = "raised"
    UPGRADED = "upgraded"
    REDATED = "redated"
    DOWNGRADED = "downgraded"
    LOWERED = "lowered"


def shift(before: Standing, after: Standing) -> Shift:
    """The name of the difference. The flag is dated by presentation; the entry carries its own day of
    recording
    (domain.md I, row 27: identified on 6/3, the flag is recorded on 6/3 and dated 1/3)."""
    ranks = [Level.NONE, Level.SOFT, Level.HARD]
    old, new = ranks.index(before.level), ranks.index(after.level)
    if new > old:
        return Shift.UPGRADED if old else Shift.RAISED
    if new < old:
        return Shift.DOWNGRADED if new else Shift.LOWERED
    return Shift.UNCHANGED if before == after else Shift.REDATED
