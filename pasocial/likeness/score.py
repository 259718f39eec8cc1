"""How alike two texts are, from 0 to 1: what they share, weighed by how rare it is among the texts stored.

A weighed mean of three views, each of which sees what the others miss (docs/decisions/0010):
letters (typing errors, inflection, compounds), concepts (other words for the same thing) and coverage (how much
of what each asks the other asks too). Texts that name different years or places ask for different documents.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .coverage import Asked, Meeting
from .reading import Reading, letters_of
from .spread import spread
from .statistics import Statistics

# Letters, concepts, coverage. Round and near equal: on the measured texts every mix close to it does as well, and none
# chosen on one part of them did better on another.
SHARES = (0.3, 0.3, 0.4)

# How much a repeated word adds: 1 would let a word that a long text repeats drown the others.
REPETITION = 0.75
# Candidates whose letters are compared, those that concepts and coverage put ahead.
SPELT_OUT = 16

_FIRST = np.ones(1, np.bool_)
_key = attrgetter("key")

# What remains of the score when both texts name years, or places, and none is shared.
OTHER_PERIOD = 0.75
OTHER_PLACE = 0.85

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier text, by the key its reader gave it, and how alike it is."""

    key: str
    score: float


def rank(
    question: Reading, candidates: Iterable[tuple[str, Reading]], statistics: Statistics, *, best: int = 50
) -> list[Likeness]:
    """The candidates most alike first; ties keep the order given, copies are spread. Bare
    readings are like nothing."""
    if question.bare:
        return []
    concepts = concept_vector(question, statistics)
    asked = Asked(question, statistics)
    hopeful: list[tuple[float, str, Reading, float, Meeting]] = []
    their_concepts: dict[str, dict[str, float]] = {}
    for key, reading in candidates:
        if reading.bare:
            continue
        their_concepts[key] = _kept(reading, statistics, "_concepts", concept_vector)
        concept = dot(concepts, their_concepts[key])
        # Letters are the dear view: taken only for those that words and concepts put ahead.
        meeting = asked.meeting(reading)
        covered = meeting.covered
        hopeful.append(
            (-combined((covered, concept, covered), question, reading), key, reading, concept, meeting)
        )
    hopeful.sort(key=lambda one: one[0])
    letters = AskedLetters(question, statistics)
    found: list[tuple[str, float]] = []
    for _, key, reading, concept, meeting in hopeful[: max(SPELT_OUT, best)]:
        length = _kept(reading, statistics, "_length", letter_length)
        views = (letters.likeness(reading, length), concept, meeting.spelt_out().covered)
        if any(views):
            found.append((key, combined(views, question, reading)))
    found.sort(key=lambda likeness: -likeness[1])
    shown = spread(found[:best], lambda one, other: dot(their_concepts[one], their_concepts[other]))
    return [Likeness(key, score) for key, score in shown]


def _kept(
    reading: Reading, statistics: Statistics, name: str, taken: Callable[[Reading, Statistics], Kept]
) -> Kept:
    """What was taken stays on its reading while the same statistics are used: hot candidates pay once."""
    kept: tuple[Statistics, Kept] | None = reading.__dict__.get(name)
    if kept is None or kept[0] is not statistics:
        kept = reading.__dict__[name] = (statistics, taken(reading, statistics))
    return kept[1]


def combined(views: tuple[float, float, float], question: Reading, other: Reading) -> float:
    """The weighed mean of the three views, lowered when different documents are asked for."""
    mean = sum(share * view for share, view in zip(SHARES, views, strict=True))
    return min(mean, 1.0) * difference(question, other)


def difference(question: Reading, other: Reading) -> float:
    """1, or less when years or places that both texts name differ: the 2023 budget is not the 2024 budget."""
    factor = 1.0
    if question.years and other.years and not question.years & other.years:
        factor *= OTHER_PERIOD
    if question.places and other.places and not question.places & other.places:
        factor *= OTHER_PLACE
    return factor


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum([value * other[feature] for feature, value in one.items() if feature in other])


def words_weighed(reading: Reading, statistics: Statistics) -> list[tuple[str, float]]:
    """Each different word and how much it weighs here; repetition counts less and less."""
    said = reading.said
    times = Counter(map(_key, said))
    weight = statistics.weight
    if len(times) == len(said):
        return [(one.word, weight(one.stem) * one.role) for one in said]
    different = {one.key: one for one in said}
    return [
        (one.word, weight(one.stem) * one.role * (times[key] ** REPETITION if times[key] > 1 else 1))
        for key, one in different.items()
    ]


def letter_vector(reading: Reading, statistics: Statistics) -> dict[str, float]:
    """Runs of letters, each as heavy as the words it comes from; length 1."""
    raw: defaultdict[str, float] = defaultdict(float)
    for word, weight in words_weighed(reading, statistics):
        for run in letters_of(word):
            raw[run] += weight
    return _unit(raw)


@lru_cache(maxsize=100_000)
def _numbered_runs(word: str) -> NDArray[np.int64]:
    """The runs of a word as numbers: equal runs are equal numbers, and different ones as good as never."""
    return np.array([hash(run) for run in letters_of(word)], np.int64)


def letter_length(reading: Reading, statistics: Statistics) -> float:
    """What `letter_vector` divides by, without the vector: a candidate's runs are many, those it shares few."""
    weighed = _kept(reading, statistics, "_weighed", words_weighed)
    if not weighed:
        return 0.0
    runs = [_numbered_runs(word) for word, _ in weighed]
    numbers = np.concatenate(runs)
    weights = np.repeat(np.array([weight for _, weight in weighed]), [len(each) for each in runs])
    order = numbers.argsort()
    numbers = numbers[order]
    firsts = np.flatnonzero(np.concatenate((_FIRST, numbers[1:] != numbers[:-1])))
    sums = np.add.reduceat(weights[order], firsts)
    return math.sqrt(float(sums @ sums))


class AskedLetters:
    """A question's runs of letters, to be found in many texts: `dot` of two letter vectors, word by word."""

    def __init__(self, question: Reading, statistics: Statistics) -> None:
        self._statistics = statistics
        self._runs = letter_vector(question, statistics)
        self._shared: dict[str, float] = {}

    def likeness(self, other: Reading, length: float) -> float:
        """`length`: the other's `letter_length`."""
        if not length:
            return 0.0
        known, runs = self._shared, self._runs
        total = 0.0
        for word, weight in _kept(other, self._statistics, "_weighed", words_weighed):
            shared = known.get(word)
            if shared is None:
                shared = known[word] = sum([runs[run] for run in letters_of(word) if run in runs])
            total += weight * shared
        return total / length


def concept_vector(reading: Reading, statistics: Statistics) -> dict[str, float]:
    """Telling words under the lines of the thesaurus; repetition counts less and less; length 1."""
    times = Counter([concept for word in reading.telling for concept in word.concepts])
    weight = statistics.weight
    return _unit(
        {one: (count**REPETITION if count > 1 else 1.0) * weight(one) for one, count in times.items()}
    )


def _unit(raw: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum([value * value for value in raw.values()]))
    return {feature: value / length for feature, value in raw.items()} if length else {}
