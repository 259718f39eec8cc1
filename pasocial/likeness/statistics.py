"""How rare each word is among the texts stored: what tells one question from another."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile

from .reading import Reading

# A word in fewer of the texts counted needs no other beside it to be asked for.
COMMON_ENOUGH = 6

# What a word found in every text still weighs; a rare one weighs up to about ten more.
LEAST_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Statistics:
    """In how many of the stored texts each feature of `Reading.features` appears; of those common enough also in
    which, one bit for each text counted. `hidden`: in how many more it stands within formulas or years only."""

    texts: int = 0
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
            known = self._weights[feature] = math.log((1 + self.texts) / (1 + seen)) + LEAST_WEIGHT
        return known


def statistics_of(readings: Iterable[Reading]) -> Statistics:
    holding: defaultdict[str, list[int]] = defaultdict(list)
    hidden: Counter[str] = Counter()
    texts = 0
    for reading in readings:
        hidden.update(reading.features_hidden())
        for feature in reading.features:
            holding[feature].append(texts)
        texts += 1
    return Statistics(
        texts,
        {feature: len(places) for feature, places in holding.items()},
        {feature: _bits(places) for feature, places in holding.items() if len(places) >= COMMON_ENOUGH},
        {feature: times for feature, times in hidden.items() if times >= COMMON_ENOUGH},
    )


def _bits(places: list[int]) -> int:
    bits = bytearray(places[-1] // 8 + 1)
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")
