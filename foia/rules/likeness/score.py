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

from .reading import EMPTY, Reading, Term, concepts_of, letters_of
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

# What remains of the score when both texts name years, or places, and none is shared.
OTHER_PERIOD = 0.75
OTHER_PLACE = 0.85


@dataclass(frozen=True, slots=True)
class Statistics:
    """In how many of the stored requests each feature of `Reading.features` appears; of those common enough also in
    which, one bit for each request counted."""

    requests: int = 0
    appearances: Mapping[str, int] = field(default_factory=dict)
    holders: Mapping[str, int] = field(default_factory=dict)
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
    requests = 0
    for reading in readings:
        for feature in reading.features:
            holding[feature].append(requests)
        requests += 1
    return Statistics(
        requests,
        {feature: len(places) for feature, places in holding.items()},
        {feature: _bits(places) for feature, places in holding.items() if len(places) >= COMMON_ENOUGH},
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
    letters, concepts = letter_vector(question, statistics), concept_vector(question, statistics)
    asked = Asked(question, statistics)
    hopeful: list[tuple[float, str, Reading, float]] = []
    their_concepts: dict[str, dict[str, float]] = {}
    for request_id, reading in candidates:
        if reading.bare:
            continue
        their_concepts[request_id] = _kept(reading, statistics, "_concepts", concept_vector)
        concept = dot(concepts, their_concepts[request_id])
        # Letters are the dear view: taken only for those that words and concepts put ahead.
        covered = asked.covered_with(reading, spelling=False)
        hopeful.append(
            (-combined((covered, concept, covered), question, reading), request_id, reading, concept)
        )
    hopeful.sort(key=lambda one: one[0])
    found: list[tuple[str, float]] = []
    for _, request_id, reading, concept in hopeful[: max(SPELT_OUT, best)]:
        views = (
            dot(letters, _kept(reading, statistics, "_letters", letter_vector)),
            concept,
            asked.covered_with(reading),
        )
        if any(views):
            found.append((request_id, combined(views, question, reading)))
    found.sort(key=lambda likeness: -likeness[1])
    shown = spread(found[:best], lambda one, other: dot(their_concepts[one], their_concepts[other]))
    return [Likeness(request_id, score) for request_id, score in shown]


def _kept(
    reading: Reading,
    statistics: Statistics,
    name: str,
    vector: Callable[[Reading, Statistics], dict[str, float]],
) -> dict[str, float]:
    """A vector stays on its reading while the same statistics are used: hot candidates pay once."""
    kept: tuple[Statistics, dict[str, float]] | None = reading.__dict__.get(name)
    if kept is None or kept[0] is not statistics:
        kept = reading.__dict__[name] = (statistics, vector(reading, statistics))
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


def letter_vector(reading: Reading, statistics: Statistics) -> dict[str, float]:
    """Runs of letters, each as heavy as the words it comes from; repetition counts less and less; length 1."""
    raw: defaultdict[str, float] = defaultdict(float)
    times = Counter([term[:3] for term in reading.words])
    for (word, stem, role), count in times.items():
        weight = statistics.weight(stem) * role * (count**REPETITION if count > 1 else 1)
        for run in letters_of(word):
            raw[run] += weight
    return _unit(raw)


def concept_vector(reading: Reading, statistics: Statistics) -> dict[str, float]:
    """Telling words under the lines of the thesaurus; repetition counts less and less; length 1."""
    times = Counter([concept for term in reading.terms for concept in concepts_of(term.stem)])
    return _unit({one: count**REPETITION * statistics.weight(one) for one, count in times.items()})


def _unit(raw: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum([value * value for value in raw.values()]))
    return {feature: value / length for feature, value in raw.items()} if length else {}


class Asked:
    """A question taken apart once, to be compared with many."""

    def __init__(self, question: Reading, statistics: Statistics) -> None:
        self._statistics = statistics
        self._said = _Said.of(question)
        self._weights = {term.stem: statistics.weight(term.stem) * term.role for term in self._said.words}
        self._whole = sum(self._weights.values())
        # Word of another text → the words of the question that look like it.
        self._near: dict[str, list[tuple[str, float]]] = {}
        self._runs: dict[str, list[int]] = {}

    def shares_with(self, other: Reading, *, spelling: bool = True) -> tuple[float, float]:
        """The share of the question that the other says too, and of the other that the question says, 0 to 1.

        Without `spelling` words that only look alike are not looked for.
        """
        said = _Said.of(other)
        weight = self._statistics.weight
        their_weights = {term.stem: weight(term.stem) * term.role for term in said.words}
        their_whole = sum(their_weights.values())
        if not self._whole or not their_whole:
            return 0.0, 0.0
        ours_found, theirs_found = self._matches(said, spelling=spelling)
        here = sum([self._weights[stem] * degree for stem, degree in ours_found.items()])
        there = sum([their_weights[stem] * degree for stem, degree in theirs_found.items()])
        return here / self._whole, there / their_whole

    def covered_with(self, other: Reading, *, spelling: bool = True) -> float:
        """Geometric mean of the two shares.

        A subject line beside a whole letter covers little of it, so the share of the shorter text counts more.
        """
        here, there = self.shares_with(other, spelling=spelling)
        ours_long, theirs_long = (
            len(self._said.words) ** LEANING,
            len(_Said.of(other).words) ** LEANING,
        )
        lean = theirs_long / (ours_long + theirs_long) if ours_long + theirs_long else 0.5
        return float(here**lean * there ** (1 - lean))

    def _matches(self, theirs: _Said, *, spelling: bool) -> tuple[dict[str, float], dict[str, float]]:
        """For each stem of either side, how well the other side says it: 1, by concept, or by letters."""
        shared = self._said.stems & theirs.stems
        found_here = dict.fromkeys(shared, 1.0)
        found_there = dict.fromkeys(shared, 1.0)
        left_here = _found_by_concept(self._said, theirs.concepts, shared, found_here)
        left_there = _found_by_concept(theirs, self._said.concepts, shared, found_there)
        if left_here and spelling:
            unsaid = {term.stem for term in left_here}
            for term in left_there:
                for stem, degree in self._look_alikes(term.word):
                    if stem in unsaid:
                        found_here[stem] = max(degree, found_here.get(stem, 0.0))
                        found_there[term.stem] = max(degree, found_there.get(term.stem, 0.0))
        return found_here, found_there

    def _look_alikes(self, word: str) -> list[tuple[str, float]]:
        """Stems of the question whose letters are nearly those of a word: the same words come in many texts."""
        known = self._near.get(word)
        if known is None:
            ours = self._runs or self._turned()
            common = Counter([place for run in _runs(word) for place in ours.get(run, ())])
            known = self._near[word] = []
            for place, count in common.items():
                one = self._said.words[place]
                degree = 2 * count / (len(_runs(one.word)) + len(_runs(word)))
                if degree > SAME_LETTERS and abs(len(one.word) - len(word)) < LENGTHS_APART:
                    known.append((one.stem, degree))
        return known

    def _turned(self) -> dict[str, list[int]]:
        """Run of letters → which words of the question have it."""
        for place, term in enumerate(self._said.words[:SPELT_WORDS]):
            for run in _runs(term.word):
                self._runs.setdefault(run, []).append(place)
        return self._runs


@dataclass(frozen=True, slots=True)
class _Said:
    """What a reading says, empty words left out: each stem once, and every concept."""

    words: tuple[Term, ...]
    stems: frozenset[str]
    concepts: frozenset[str]

    @classmethod
    def of(cls, reading: Reading) -> _Said:
        kept: _Said | None = reading.__dict__.get("_said")
        if kept is None:
            seen: dict[str, Term] = {}
            for term in reading.words:
                if term.role > EMPTY:
                    seen.setdefault(term.stem, term)
            concepts = frozenset([concept for stem in seen for concept in concepts_of(stem)])
            kept = reading.__dict__["_said"] = cls(tuple(seen.values()), frozenset(seen), concepts)
        return kept


def _found_by_concept(
    said: _Said, others: frozenset[str], shared: frozenset[str], found: dict[str, float]
) -> list[Term]:
    """Marks the stems that the other text says in other words; returns the first of those it does not say."""
    left: list[Term] = []
    for term in said.words:
        stem = term.stem
        if stem not in shared:
            if not others.isdisjoint(concepts_of(stem)):
                found[stem] = SAME_CONCEPT
            elif len(left) < LETTERED_WORDS:
                left.append(term)
    return left


@lru_cache(maxsize=100_000)
def _runs(word: str) -> frozenset[str]:
    return frozenset(letters_of(word))
