"""How alike two requests are, from 0 to 1: what they share, weighed by how rare it is among the requests
stored.

A weighed mean of three views, each of which sees what the others miss (docs/decisions/0010):
letters (typing errors, inflection, compounds), concepts (other words for the same thing) and coverage (how
much
of what each asks the other asks too). Requests that name different years or places ask for different
documents.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile
from operator import attrgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .reading import EMPTY, Reading, Word, letters_of
from .spread import spread

# Letters, concepts, coverage. Round and near equal: on the measured texts every mix close to it does as well, and none
# chosen on one part of them did better on another.
SHARES = (0.3, 0.3, 0.4)

# How much a repeated word adds: 1 would let a word that a long text repeats drown the others.
REPETITION = 0.75
# How far coverage leans on the shorter text when lengths differ: 0 not at all, 1 in proportion to length.
LEANING = 0.25

# A word in fewer of the requests counted needs no other beside it to be asked for.
COMMON_ENOUGH = 6

# What a word found in every request still weighs; a rare one weighs up to about ten more.
LEAST_WEIGHT = 2

# A word found under another of the same thesaurus line, against 1 for the same stem.
SAME_CONCEPT = 0.8
# Below this share of letters two words are not a misspelling of each other.
SAME_LETTERS = 0.4
# Words that differ so much in length are not compared letter by letter.
LENGTHS_APART = 8
# Words compared letter by letter at most, on each side: bounds the cost of long texts.
LETTERED_WORDS = 20
# A question's words that may be found misspelt elsewhere, the first ones: the same bound for a hostile question.
SPELT_WORDS = 100

# Candidates whose letters are compared, those that concepts and coverage put ahead.
SPELT_OUT = 16

_FIRST = np.ones(1, np.bool_)
_key = attrgetter("key")

# What remains of the score when both texts name years, or places, and none is shared.
OTHER_PERIOD = 0.75
OTHER_PLACE = 0.85

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Statistics:
    """In how many of the stored requests each feature of `Reading.features` appears; of those common enough also in
    which, one bit for each request counted. `hidden`: in how many more it stands within formulas or years only."""

    requests: int = 0
    appearances: Mapping[str, int] = field(default_factory=dict)
    holders: Mapping[str, int] = field(default_factory=dict)
    hidden: Mapping[str, int] = field(default_factory=dict)
    _weights: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _stems: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def stems(self) -> list[str]:
        """The stems counted, concepts left out; listed once."""
        if not self._stems and self.appearances:
            self._stems.extend(sorted(one for one in self.appearances if not one.startswith("#")))
        return self._stems

    def stems_from(self, beginning: str) -> list[str]:
        """The stems counted that begin so."""
        first = bisect_left(self.stems, beginning)
        return list(takewhile(lambda one: one.startswith(beginning), islice(self.stems, first, None)))

    def weight(self, feature: str) -> float:
        """Taken once for each feature: who counts on takes new statistics."""
        known = self._weights.get(feature)
        if known is None:
            seen = self.appearances.get(feature, 0)
            known = self._weights[feature] = math.log((1 + self.requests) / (1 + seen)) + LEAST_WEIGHT
        return known


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier request and how alike it is."""

    request_id: str
    score: float


def statistics_of(readings: Iterable[Reading]) -> Statistics:
    holding: defaultdict[str, list[int]] = defaultdict(list)
    hidden: Counter[str] = Counter()
    requests = 0
    for reading in readings:
        hidden.update(reading.features_hidden())
        for feature in reading.features:
            holding[feature].append(requests)
        requests += 1
    return Statistics(
        requests,
        {feature: len(places) for feature, places in holding.items()},
        {feature: _bits(places) for feature, places in holding.items() if len(places) >= COMMON_ENOUGH},
        {feature: times for feature, times in hidden.items() if times >= COMMON_ENOUGH},
    )


def _bits(places: list[int]) -> int:
    bits = bytearray(places[-1] // 8 + 1)
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


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
    for request_id, reading in candidates:
        if reading.bare:
            continue
        their_concepts[request_id] = _kept(reading, statistics, "_concepts", concept_vector)
        concept = dot(concepts, their_concepts[request_id])
        # Letters are the dear view: taken only for those that words and concepts put ahead.
        meeting = asked.meeting(reading)
        covered = meeting.covered
        hopeful.append(
            (-combined((covered, concept, covered), question, reading), request_id, reading, concept, meeting)
        )
    hopeful.sort(key=lambda one: one[0])
    letters = AskedLetters(question, statistics)
    found: list[tuple[str, float]] = []
    for _, request_id, reading, concept, meeting in hopeful[: max(SPELT_OUT, best)]:
        length = _kept(reading, statistics, "_length", letter_length)
        views = (letters.likeness(reading, length), concept, meeting.spelt_out().covered)
        if any(views):
            found.append((request_id, combined(views, question, reading)))
    found.sort(key=lambda likeness: -likeness[1])
    shown = spread(found[:best], lambda one, other: dot(their_concepts[one], their_concepts[other]))
    return [Likeness(request_id, score) for request_id, score in shown]


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


class Asked:
    """A question taken apart once, to be compared with many."""

    def __init__(self, question: Reading, statistics: Statistics) -> None:
        self.said = _Said.of(question)
        self.statistics = statistics
        self.weights = {word.stem: statistics.weight(word.stem) * word.role for word in self.said.words}
        self.whole = sum(self.weights.values())
        # Word of another text → the words of the question that look like it.
        self._near: dict[str, list[tuple[str, float]]] = {}
        self._runs: dict[str, list[int]] = {}
        self._shortest = 0

    def meeting(self, other: Reading) -> Meeting:
        """What the two say in common; words that only look alike are looked for when it is told to."""
        return Meeting(self, _Said.of(other))

    def shares_with(self, other: Reading) -> tuple[float, float]:
        """The share of the question that the other says too, and of the other that the question says, 0 to 1."""
        return self.meeting(other).spelt_out().shares

    def covered_with(self, other: Reading) -> float:
        """The two shares in one: `Meeting.covered`."""
        return self.meeting(other).spelt_out().covered

    def look_alikes(self, word: str) -> list[tuple[str, float]]:
        """Stems of the question whose letters are nearly those of a word: the same words come in many texts."""
        known = self._near.get(word)
        if known is None:
            known = self._near[word] = self._looked_for(word)
        return known

    def _looked_for(self, word: str) -> list[tuple[str, float]]:
        ours, theirs = self._runs or self._turned(), _runs(word)
        met = ours.keys() & theirs
        # Not even the shortest word, were all of these runs its own, would be near enough.
        if 2 * len(met) <= SAME_LETTERS * (self._shortest + len(theirs)):
            return []
        found = []
        for place, count in Counter([place for run in met for place in ours[run]]).items():
            one = self.said.words[place]
            degree = 2 * count / (len(_runs(one.word)) + len(theirs))
            if degree > SAME_LETTERS and abs(len(one.word) - len(word)) < LENGTHS_APART:
                found.append((one.stem, degree))
        return found

    def _turned(self) -> dict[str, list[int]]:
        """Run of letters → which words of the question have it."""
        words = self.said.words[:SPELT_WORDS]
        self._shortest = min((len(_runs(one.word)) for one in words), default=0)
        for place, one in enumerate(words):
            for run in _runs(one.word):
                self._runs.setdefault(run, []).append(place)
        return self._runs


class Meeting:
    """A question beside another text: how much of each the other says too, a stem as it is (1), by another word of its
    line of the thesaurus, or, once `spelt_out`, by a word of nearly the same letters."""

    __slots__ = ("_asked", "_here", "_left_here", "_left_there", "_their_whole", "_theirs", "_there")

    def __init__(self, asked: Asked, theirs: _Said) -> None:
        ours, weight = asked.said, asked.statistics.weight
        shared = ours.stems & theirs.stems
        concepts = ours.concepts & theirs.concepts
        here = there = their_whole = 0.0
        left_here: set[str] = set()
        left_there: list[tuple[Word, float]] = []
        for one in ours.words:
            if one.stem in shared:
                here += asked.weights[one.stem]
            elif not concepts.isdisjoint(one.concepts):
                here += asked.weights[one.stem] * SAME_CONCEPT
            elif len(left_here) < LETTERED_WORDS:
                left_here.add(one.stem)
        for one in theirs.words:
            heavy = weight(one.stem) * one.role
            their_whole += heavy
            if one.stem in shared:
                there += heavy
            elif not concepts.isdisjoint(one.concepts):
                there += heavy * SAME_CONCEPT
            elif len(left_there) < LETTERED_WORDS:
                left_there.append((one, heavy))
        self._asked, self._theirs = asked, theirs
        self._here, self._there, self._their_whole = here, there, their_whole
        self._left_here, self._left_there = left_here, left_there

    def spelt_out(self) -> Meeting:
        """With the words of either side that the other may only spell otherwise."""
        found: dict[str, float] = {}
        if self._left_here:
            for word, heavy in self._left_there:
                nearest = 0.0
                for stem, degree in self._asked.look_alikes(word.word):
                    if stem in self._left_here:
                        found[stem] = max(degree, found.get(stem, 0.0))
                        nearest = max(degree, nearest)
                self._there += heavy * nearest
        self._here += sum([self._asked.weights[stem] * degree for stem, degree in found.items()])
        self._left_there = []
        return self

    @property
    def shares(self) -> tuple[float, float]:
        """Of the question, and of the other text, 0 to 1."""
        if not self._asked.whole or not self._their_whole:
            return 0.0, 0.0
        return self._here / self._asked.whole, self._there / self._their_whole

    @property
    def covered(self) -> float:
        """Geometric mean of the two shares.

        A subject line beside a whole letter covers little of it, so the share of the shorter text counts more.
        """
        here, there = self.shares
        ours_long = len(self._asked.said.words) ** LEANING
        theirs_long = len(self._theirs.words) ** LEANING
        lean = theirs_long / (ours_long + theirs_long) if ours_long + theirs_long else 0.5
        return float(here**lean * there ** (1 - lean))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a reading says, empty words left out: each stem once, and every concept."""

    words: tuple[Word, ...]
    stems: frozenset[str]
    concepts: frozenset[str]

    @classmethod
    def of(cls, reading: Reading) -> _Said:
        kept: _Said | None = reading.__dict__.get("_said")
        if kept is None:
            seen: dict[str, Word] = {}
            for word in reading.said:
                if word.role > EMPTY:
                    seen.setdefault(word.stem, word)
            concepts = frozenset([concept for word in seen.values() for concept in word.concepts])
            kept = reading.__dict__["_said"] = cls(tuple(seen.values()), frozenset(seen), concepts)
        return kept


@lru_cache(maxsize=100_000)
def _runs(word: str) -> frozenset[str]:
    return frozenset(letters_of(word))
