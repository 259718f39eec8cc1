"""When a topic recurs: more than three askings by different persons within one year (circular 2/2017,
point 8.2).

Facts in, verdict out. Whether two texts ask for the same thing is decided before, by people; this only
counts.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .persons import PersonKey
from .terms import SOFT_PERSONS, STRICT_YEAR, THRESHOLD
from .year import opening_of


class Level(StrEnum):
    """How far a topic is on the way to proactive publication."""

    NONE = "none"
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Asking:
    """One request as the count sees it.

    `on` is the day of presentation, whatever the outcome and whenever the person was identified.
    `counts` is false for requests transferred to another body, never identified, or made as a test.
    `person` is a resolved person: a `PersonKey`, or any stable string that stands for a proven person.
    `organisation` groups members on screen; only when `organisation_confirmed` do they count as one.
    """

    request_id: str
    person: PersonKey | str
    organisation: str | None
    on: date
    counts: bool = True
    organisation_confirmed: bool = False

    @property
    def proven(self) -> bool:
        return self.person.proven if isinstance(self.person, PersonKey) else True

    @property
    def subject(self) -> str:
        """Who asks in the eyes of the law once staff confirmed that members speak for one organisation."""
        if self.organisation and self.organisation_confirmed:
            return f"organisation\x1f{self.organisation}"
        return f"person\x1f{self.person}"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one span of a year holds. `persons` are proven and distinct; `unproven` are distinct bare
    names."""

    window: tuple[date, date]
    persons: int
    unproven: int
    requests: int

    def level(self, threshold: int = THRESHOLD) -> Level:
        if self.persons >= threshold:
            return Level.HARD
        if self.requests >= threshold and self.persons + self.unproven >= SOFT_PERSONS:
            return Level.SOFT
        return Level.NONE


@dataclass(frozen=True, slots=True)
class Verdict:
    """The flag of a topic.

    `flagged_on` is the day of presentation of the asking that completed the first span at this level: the day
    the flag is *dated*, not the day it is recorded. `window`, `persons`, `unproven` and `requests` describe
    that span, or the fullest one so far when there is no flag. `soft_on` is the first soft day, kept under
    a hard flag.
    """

    level: Level
    flagged_on: date | None
    window: tuple[date, date] | None
    persons: int
    requests: int
    unproven: int = 0
    soft_on: date | None = None


NO_VERDICT = Verdict(Level.NONE, None, None, 0, 0)


def verdict(askings: Iterable[Asking], threshold: int = THRESHOLD, *, strict: bool = STRICT_YEAR) -> Verdict:
    """The flag that these askings raise, read whole. O(n log n)."""
    counted = sorted(
        (asking for asking in askings if asking.counts), key=lambda asking: (asking.on, asking.request_id)
    )
    return verdict_in_order(counted, threshold, strict=strict)


def verdict_in_order(
    counted: Iterable[Asking], threshold: int = THRESHOLD, *, strict: bool = STRICT_YEAR
) -> Verdict:
    """The same over askings that count and already come by day; reads lazily, keeps one span in memory."""
    soft: Tally | None = None
    fullest: Tally | None = None
    for tally in tallies_in_order(counted, strict=strict):
        level = tally.level(threshold)
        if level is not Level.NONE and soft is None:
            soft = tally
        if level is Level.HARD:
            return _flagged(Level.HARD, tally, soft_on=soft.window[1] if soft else None)
        if fullest is None or (tally.persons, tally.requests) > (fullest.persons, fullest.requests):
            fullest = tally
    if soft is not None:
        return _flagged(Level.SOFT, soft, soft_on=soft.window[1])
    if fullest is None:
        return NO_VERDICT
    return replace(_flagged(Level.NONE, fullest, soft_on=None), flagged_on=None)


def _flagged(level: Level, tally: Tally, *, soft_on: date | None) -> Verdict:
    return Verdict(
        level,
        tally.window[1],
        tally.window,
        tally.persons,
        tally.requests,
        unproven=tally.unproven,
        soft_on=soft_on,
    )


def tallies(askings: Iterable[Asking], *, strict: bool = STRICT_YEAR) -> Iterator[Tally]:
    """One tally for each day on which somebody asked, in order of day: the span of a year that closes
    there."""
    counted = sorted(
        (asking for asking in askings if asking.counts), key=lambda asking: (asking.on, asking.request_id)
    )
    yield from tallies_in_order(counted, strict=strict)


def tallies_in_order(counted: Iterable[Asking], *, strict: bool = STRICT_YEAR) -> Iterator[Tally]:
    """The same over askings that count and already come by day; reads lazily, keeps one span in memory."""
    span: deque[Asking] = deque()
    persons: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    unproven: Counter[str] = Counter()
    day: date | None = None

    def close(day: date) -> Tally:
        opening = opening_of(day, strict=strict)
        while span and span[0].on < opening:
            _forget(span.popleft(), persons, subjects, unproven)
        # The lower of the two counts: neither one person behind four associations nor four members of one
        # confirmed association make four different persons. Both counts only grow as askings arrive.
        return Tally((span[0].on, day), min(len(persons), len(subjects)), len(unproven), len(span))

    for asking in counted:
        if day is not None and asking.on != day:
            yield close(day)
        day = asking.on
        span.append(asking)
        if asking.proven:
            persons[str(asking.person)] += 1
            subjects[asking.subject] += 1
        else:
            unproven[str(asking.person)] += 1
    if day is not None:
        yield close(day)


def _forget(asking: Asking, persons: Counter[str], subjects: Counter[str], unproven: Counter[str]) -> None:
    for counter, key in (
        ((persons, str(asking.person)), (subjects, asking.subject))
        if asking.proven
        else ((unproven, str(asking.person)),)
    ):
        counter[key] -= 1
        if not counter[key]:
            del counter[key]


def tally_on(askings: Iterable[Asking], day: date, *, strict: bool = STRICT_YEAR) -> Tally:
    """What the span of a year that closes on `day` holds, whether or not somebody asked that day (for
    boards)."""
    opening = opening_of(day, strict=strict)
    inside = [asking for asking in askings if asking.counts and opening <= asking.on <= day]
    persons = {str(asking.person) for asking in inside if asking.proven}
    subjects = {asking.subject for asking in inside if asking.proven}
    unproven = {str(asking.person) for asking in inside if not asking.proven}
    return Tally((opening, day), min(len(persons), len(subjects)), len(unproven), len(inside))
