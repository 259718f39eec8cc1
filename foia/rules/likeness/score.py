"""How alike two requests are, from 0 to 1: what they share weighed by how rare it is among the requests stored."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .reading import Reading


@dataclass(frozen=True, slots=True)
class Statistics:
    """In how many of the stored requests each feature appears. Counted by the database, or by `statistics_of`."""

    requests: int = 0
    appearances: Mapping[str, int] = field(default_factory=dict)

    def weight(self, feature: str) -> float:
        return math.log((1 + self.requests) / (1 + self.appearances.get(feature, 0))) + 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier request and how alike it is."""

    request_id: str
    score: float


def statistics_of(readings: Iterable[Reading]) -> Statistics:
    appearances: Counter[str] = Counter()
    requests = 0
    for reading in readings:
        requests += 1
        appearances.update(set(features(reading)))
    return Statistics(requests, appearances)


def features(reading: Reading) -> Counter[str]:
    return Counter(reading.grams)


def _vector(reading: Reading, statistics: Statistics) -> dict[str, float]:
    raw = {
        feature: (1 + math.log(times)) * statistics.weight(feature)
        for feature, times in features(reading).items()
    }
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {feature: value / length for feature, value in raw.items()} if length else {}


def rank(
    question: Reading, candidates: Iterable[tuple[str, Reading]], statistics: Statistics, *, best: int = 50
) -> list[Likeness]:
    """The candidates most alike first; ties go to the one given first. Bare readings are like nothing."""
    asked = _vector(question, statistics)
    found = []
    for request_id, reading in candidates:
        other = _vector(reading, statistics)
        score = sum(value * other[feature] for feature, value in asked.items() if feature in other)
        if score > 0:
            found.append(Likeness(request_id, score))
    found.sort(key=lambda likeness: -likeness.score)
    return found[:best]
