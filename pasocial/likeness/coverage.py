"""How much of what one text asks another asks too: by the same word, by another word for it, by its letters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from .language import EMPTY, Word
from .reading import Reading, letters_of
from .statistics import Statistics

# How far coverage leans on the shorter text when lengths differ: 0 not at all, 1 in proportion to length.
LEANING = 0.25

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
