"""Requests kept in memory in order of arrival, for measuring and for registers read without a database."""

from __future__ import annotations

from collections import Counter

from .reading import Reading, read
from .score import Likeness, Statistics, features, rank


class LikenessIndex:
    """Add requests as they arrive; ask which earlier ones are most alike. Statistics grow with what was added."""

    def __init__(self) -> None:
        self._readings: list[tuple[str, Reading]] = []
        self._appearances: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._readings)

    def add(self, request_id: str, text: str | Reading) -> Reading:
        reading = text if isinstance(text, Reading) else read(text)
        self._readings.append((request_id, reading))
        self._appearances.update(set(features(reading)))
        return reading

    def best(self, text: str | Reading, count: int = 50) -> list[Likeness]:
        reading = text if isinstance(text, Reading) else read(text)
        return rank(reading, self._readings, Statistics(len(self), self._appearances), best=count)
