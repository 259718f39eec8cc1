"""Texts kept in memory in order of arrival, for measuring and for registers read without a database."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from .coverage import Asked
from .reading import Reading
from .score import Likeness, combined, concept_vector, dot, letter_vector
from .spread import COMPETING, spread
from .statistics import Statistics

# Compared word by word once letters and concepts have chosen them.
COMPARED = 120
# Weights of what is stored are taken anew each time the store has grown by this share.
GROWTH = 0.2


Scores = NDArray[np.float64]


class LikenessIndex:
    """Add texts as they arrive; ask which earlier ones are most alike. Statistics grow with what was
    added."""

    def __init__(self, *, compared: int = COMPARED) -> None:
        self._compared = compared
        self._stored: list[tuple[str, Reading]] = []
        self._appearances: Counter[str] = Counter()
        self._letters = _Space(letter_vector)
        self._concepts = _Space(concept_vector)

    def __len__(self) -> int:
        return len(self._stored)

    @property
    def statistics(self) -> Statistics:
        return Statistics(len(self._stored), self._appearances)

    def reading(self, position: int) -> Reading:
        """The reading added at that position, counted from 0."""
        return self._stored[position][1]

    def add(self, key: str, reading: Reading) -> None:
        self._stored.append((key, reading))
        self._appearances.update(reading.features)

    def best(self, question: Reading, count: int = 50) -> list[Likeness]:
        """The most alike of those added, best first, the first five spread over different matters."""
        ranked = self.best_places(question, count)
        statistics = self.statistics
        concepts = {place: concept_vector(self.reading(place), statistics) for place, _ in ranked[:COMPETING]}
        shown = spread(ranked, lambda one, other: dot(concepts[one], concepts[other]))
        return [Likeness(self._stored[place][0], score) for place, score in shown]

    def best_places(self, question: Reading, count: int = 50) -> list[tuple[int, float]]:
        """By position and not spread: keys of a register may repeat."""
        if question.bare or not self._stored:
            return []
        statistics = self.statistics
        for space in (self._letters, self._concepts):
            space.catch_up(self._stored, statistics)
        letters = self._letters.likeness(letter_vector(question, statistics))
        concepts = self._concepts.likeness(concept_vector(question, statistics))
        first = letters + concepts
        chosen = np.argsort(-first, kind="stable")[: max(self._compared, count)]
        asked = Asked(question, statistics)
        found = []
        for place in chosen:
            if first[place] <= 0:
                break
            reading = self._stored[place][1]
            views = (float(letters[place]), float(concepts[place]), asked.covered_with(reading))
            found.append((int(place), combined(views, question, reading)))
        found.sort(key=lambda one: (-one[1], one[0]))
        return found[:count]

    def at_least(self, question: Reading, least: float) -> list[tuple[int, float]]:
        """Positions of those at least so alike, best first, at a fraction of the cost: letters, the dear view, are
        compared only where the other two leave a chance."""
        if question.bare or not self._stored:
            return []
        statistics = self.statistics
        self._concepts.catch_up(self._stored, statistics)
        concepts = self._concepts.likeness(concept_vector(question, statistics))
        asked = Asked(question, statistics)
        letters: dict[str, float] | None = None
        found = []
        for place in np.argsort(-concepts, kind="stable")[: self._compared]:
            concept = float(concepts[place])
            if concept <= 0:
                break
            reading = self._stored[place][1]
            if combined((1.0, concept, 1.0), question, reading) < least:
                continue
            covered = asked.covered_with(reading)
            if combined((1.0, concept, covered), question, reading) < least:
                continue
            letters = letters or letter_vector(question, statistics)
            score = combined(
                (dot(letters, letter_vector(reading, statistics)), concept, covered), question, reading
            )
            if score >= least:
                found.append((int(place), score))
        found.sort(key=lambda one: (-one[1], one[0]))
        return found


class _Space:
    """Vectors of one view, turned by feature so that a question touches only the features it has."""

    def __init__(self, vector: Callable[[Reading, Statistics], dict[str, float]]) -> None:
        self._vector = vector
        self._weighed = 0
        self.clear()

    def clear(self) -> None:
        self._size = 0
        self._holders: dict[str, tuple[array[int], array[float]]] = {}

    def catch_up(self, stored: list[tuple[str, Reading]], statistics: Statistics) -> None:
        if len(stored) > self._weighed * (1 + GROWTH):
            self.clear()
            self._weighed = len(stored)
        for _, reading in stored[self._size :]:
            self._add(reading, statistics)

    def _add(self, reading: Reading, statistics: Statistics) -> None:
        holders = self._holders
        for feature, value in self._vector(reading, statistics).items():
            held = holders.get(feature)
            if held is None:
                held = holders[feature] = (array("i"), array("f"))
            held[0].append(self._size)
            held[1].append(value)
        self._size += 1

    def likeness(self, question: Mapping[str, float]) -> Scores:
        scores = np.zeros(self._size)
        for feature, value in question.items():
            held = self._holders.get(feature)
            if held is not None:
                # Read in place: the arrays grow only between questions.
                scores[np.frombuffer(held[0], np.int32)] += value * np.frombuffer(held[1], np.float32)
        return scores
