"""The stretches of days through which one person's askings keep counting, and how many people count on a day.

An asking on day `r` counts in every span of a year that closes on `r … closing_of(r)`. As long as somebody asks again
before that year is over, the days through which she counts have no gap: a *stretch* keeps the first and the last of
such askings, so that who asked ten thousand times is one row, and the count never reads her askings again.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from .terms import SOFT_PERSONS
from .year import closing_of, opening_of, year_after

PERSON, SUBJECT, UNPROVEN = "person", "subject", "unproven"
KINDS = (PERSON, SUBJECT, UNPROVEN)


class Stretch(NamedTuple):
    """First and last day of askings none of which comes more than a calendar year after the one before."""

    first_on: date
    last_on: date


class Book(Protocol):
    """What a count reads of one topic; only askings that count are in it.

    `stretches(kind, since, until)` yields by first day those that begin by `until` (None: ever) and still reach
    `since`, lazily: the count stops at the day that decides. `days(since, until)` yields the day of each request, in
    order, lazily; `days_before(day, most)` the latest `most` of them before that day.
    """

    def stretches(self, kind: str, since: date, until: date | None) -> Iterable[Stretch]: ...

    def days(self, since: date, until: date | None) -> Iterable[date]: ...

    def days_before(self, day: date, most: int) -> Sequence[date]: ...


def reaches(earlier: date, later: date) -> bool:
    """Whether the two belong to one stretch.

    The anniversary is inside even where the law's year is read strictly: the two askings then count one day after
    the other, without a gap, so one kept row serves both readings.
    """
    return later <= year_after(earlier)


def stretches_with(known: Iterable[Stretch], days: Iterable[date]) -> list[Stretch]:
    """The stretches once she also asked on `days`; `known` need only hold those within a year of them."""
    found: list[Stretch] = []
    for one in sorted([*known, *(Stretch(day, day) for day in days)]):
        if found and reaches(found[-1].last_on, one.first_on):
            found[-1] = Stretch(found[-1].first_on, max(found[-1].last_on, one.last_on))
        else:
            found.append(one)
    return found


def stretch_without(one: Stretch, day: date, before: date | None, after: date | None) -> list[Stretch]:
    """What is left of a stretch once its only asking of `day` is gone; `before` and `after` are her nearest others."""
    left = Stretch(one.first_on, before) if before and before >= one.first_on else None
    right = Stretch(after, one.last_on) if after and after <= one.last_on else None
    if left and right and reaches(left.last_on, right.first_on):
        return [one]
    return [part for part in (left, right) if part]


class _Counts(NamedTuple):
    persons: int
    subjects: int
    unproven: int

    @property
    def distinct(self) -> int:
        # The lower of the two: see `counting.tallies_in_order`.
        return min(self.persons, self.subjects)


def _counts(
    book: Book, kinds: Sequence[str], since: date, until: date | None, strict: bool
) -> Iterator[tuple[date, _Counts]]:
    """Each day on which the number of people who count changes, with the numbers from that day on.

    The first may lie before `since`: they are those who count already.
    """
    opening = opening_of(since, strict=strict)

    def starts_of(kind: str) -> Iterator[tuple[date, str, date]]:
        for one in book.stretches(kind, opening, until):
            yield one.first_on, kind, one.last_on

    starts = heapq.merge(*map(starts_of, kinds))
    ends: list[tuple[date, str]] = []
    number = dict.fromkeys(KINDS, 0)
    coming = next(starts, None)
    while coming is not None or ends:
        day = min([*([coming[0]] if coming else []), *([ends[0][0]] if ends else [])])
        while ends and ends[0][0] <= day:
            number[heapq.heappop(ends)[1]] -= 1
        while coming is not None and coming[0] == day:
            number[coming[1]] += 1
            closing = closing_of(coming[2], strict=strict)
            if closing < date.max:
                heapq.heappush(ends, (closing + timedelta(days=1), coming[1]))
            coming = next(starts, None)
        yield day, _Counts(number[PERSON], number[SUBJECT], number[UNPROVEN])


def first_hard_day(
    book: Book, since: date, until: date | None, *, threshold: int, strict: bool
) -> date | None:
    """The first day from `since` to `until` whose span holds `threshold` different proven persons.

    The day before `since` must not be one: the number only rises on a day when somebody asks, so the day found is.
    """
    for day, counts in _counts(book, (PERSON, SUBJECT), since, until, strict):
        if until is not None and day > until:
            return None
        if day >= since and counts.distinct >= threshold:
            return day
    return None


def first_soft_day(
    book: Book, since: date, until: date | None, *, threshold: int, strict: bool
) -> date | None:
    """The first day from `since` to `until` whose span holds `threshold` requests of at least two persons, proven or
    not. The same promise about the day before `since`."""
    begun: date | None = None
    starts = 0

    def crowded(last: date | None) -> date | None:
        first = max(begun or since, since)
        return _first_crowded_day(book, first, _sooner(last, until), threshold, strict)

    for day, counts in _counts(book, KINDS, since, until, strict):
        enough = counts.distinct + counts.unproven >= SOFT_PERSONS
        if begun is not None:
            starts += 1
            # Among so many beginnings a crowd is likely: look now, rather than read the beginnings of years to come.
            if not enough or starts > 2 * threshold:
                if found := crowded(day - timedelta(days=1)):
                    return found
                begun, starts = None, 0
        if enough and begun is None:
            begun = day
        if until is not None and day > until:
            break
    return crowded(None) if begun is not None else None


def _sooner(last: date | None, until: date | None) -> date | None:
    return min([day for day in (last, until) if day is not None], default=None)


def _first_crowded_day(
    book: Book, since: date, until: date | None, threshold: int, strict: bool
) -> date | None:
    """The first day of a request from `since` to `until` whose span holds `threshold` requests, whoever asked."""
    if until is not None and until < since:
        return None
    latest = deque(sorted(book.days_before(since, threshold - 1)), maxlen=threshold)
    for day in book.days(since, until):
        latest.append(day)
        if len(latest) == threshold and latest[0] >= opening_of(day, strict=strict):
            return day
    return None
