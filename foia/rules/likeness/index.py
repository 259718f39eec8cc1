"""Requests kept in memory in order of arrival, for measuring and for registers read without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from .reading import Reading, read
from .score import Asked, Likeness, Statistics, combined, concept_vector, dot, letter_vector
from .spread import COMPETING, spread

# Compared word by word once letters and concepts have chosen them.
COMPARED = 120
# Weights of what is stored are taken anew each time the store has grown by this share.
GROWTH = 0.1


class LikenessIndex:
    """Add requests as they arrive; ask which earlier ones are most alike. Statistics grow with what was
    added."""

    def __init__(self, *, compared: int = COMPARED) -> None:
        self._compared = compared
        self._stored: list[tuple[str, Reading]] = []
        self._appearances: Counter[str] = Counter()
        self._letters = _Space(letter_vector)
        self._concepts = _Space(concept_vector)
        self._weighed = 0

    def __len__(self) -> int:
        return len(self._stored)

    @property
    def statistics(self) -> Statistics:
        return Statistics(len(self._stored), self._appearances)

    def reading(self, position: int) -> Reading:
        """The reading added at that position, counted from 0."""
        return self._stored[position][1]

    def add(self, request_id: str, text: str | Reading) -> Reading:
        reading = text if isinstance(text, Reading) else read(text)
        self._stored.append((request_id, reading))
        self._appearances.update(reading.features)
        return reading

    def best(self, text: str | Reading, count: int = 50) -> list[Likeness]:
        """The most alike of those added, best first, the first five spread over different requests."""
        ranked = self.best_places(text, count)
        statistics = self.statistics
        concepts = {place: concept_vector(self.reading(place), statistics) for place, _ in ranked[:COMPETING]}
        shown = spread(ranked, lambda one, other: dot(concepts[one], concepts[other]))
        return [Likeness(self._stored[place][0], score) for place, score in shown]

    def best_places(self, text: str | Reading, count: int = 50) -> list[tuple[int, float]]:
        """By position and not spread: identifiers of a register may repeat."""
        question = text if isinstance(text, Reading) else read(text)
        if question.bare or not self._stored:
            return []
        statistics = self.statistics
        self._catch_up(statistics)
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

    def _catch_up(self, statistics: Statistics) -> None:
        if len(self._stored) > self._weighed * (1 + GROWTH):
            for space in (self._letters, self._concepts):
                space.clear()
            self._weighed = len(self._stored)
        for _, reading in self._stored[len(self._letters) :]:
            self._letters.add(reading, statistics)
            self._concepts.add(reading, statistics)


class _Space:
    """Vectors of one view, turned by feature so that a question touches only the features it has."""

    def __init__(self, vector: Callable[[Reading, Statistics], dict[str, float]]) -> None:
        self._vector = vector
        self.clear()

    def __len__(self) -> int:
        return self._size

    def clear(self) -> None:
        self._size = 0
        self._places: dict[str, list[int]] = {}
        self._values: dict[str, list[float]] = {}
        self._settled: dict[str, tuple[int, np.ndarray, np.ndarray]] = {}

    def add(self, reading: Reading, statistics: Statistics) -> None:
        for feature, value in self._vector(reading, statistics).items():
            self._places.setdefault(feature, []).append(self._size)
            self._values.setdefault(feature, []).append(value)
        self._size += 1

    def likeness(self, question: Mapping[str, float]) -> np.ndarray:
        scores = np.zeros(self._size)
        for feature, value in question.items():
            places = self._places.get(feature)
            if places is None:
                continue
            settled = self._settled.get(feature)
            if settled is None or settled[0] < len(places):
                settled = (len(places), np.array(places), np.array(self._values[feature]))
                self._settled[feature] = settled
            scores[settled[1]] += value * settled[2]
        return scores
