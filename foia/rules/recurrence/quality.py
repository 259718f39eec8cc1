"""How good the suggestions of alike requests were, on cases that people judged; and from which likeness they may be
proposed many at once.

Statistics of an office's own cases, no law: a threshold is measured or there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# The share of wrong suggestions a threshold may let through.
FALSE_SHARE = 0.05
# One-sided 95 %: the true share lies above the upper limit once in twenty offices.
Z = 1.645
# Thresholds tried. Few on purpose: the best of a hundred tries looks better than it is.
STEPS = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """One suggestion that a person judged by itself: how alike the two were, and whether they ask for the same."""

    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold would let through. `precision` and `recall` are None where nothing was judged."""

    score: float
    judged: int
    wrong: int
    precision: float | None
    recall: float | None
    upper: float

    @property
    def good(self) -> bool:
        return self.judged > 0 and self.upper < FALSE_SHARE


@dataclass(frozen=True, slots=True)
class ThresholdQuality:
    """Every threshold tried, the lowest first, and the lowest good one. `missing` is how many more judged suggestions,
    all of them right, would be needed at the threshold nearest to being good; 0 when one is."""

    points: tuple[Point, ...]
    judged: int
    wrong: int
    best: Point | None
    missing: int


def upper_limit(wrong: int, judged: int) -> float:
    """Upper limit of Wilson's score interval for a share, one-sided 95 %; 1.0 when nothing was judged."""
    if not judged:
        return 1.0
    share, square = wrong / judged, Z * Z
    middle = share + square / (2 * judged)
    spread = Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return max(share, min(1.0, (middle + spread) / (1 + square / judged)))


def least_judged(wrong: int = 0) -> int:
    """The fewest judged suggestions that can show under 5 % wrong when `wrong` of them are."""
    judged = wrong + 1
    while upper_limit(wrong, judged) >= FALSE_SHARE:
        judged += 1
    return judged


def point_at(score: float, judged: Sequence[JudgedPair]) -> Point:
    """What this threshold would let through."""
    right = sum(one.right for one in judged)
    above = [one.right for one in judged if one.score >= score]
    found = sum(above)
    return Point(
        score,
        len(above),
        len(above) - found,
        found / len(above) if above else None,
        found / right if right else None,
        upper_limit(len(above) - found, len(above)),
    )


def measure(judged: Sequence[JudgedPair]) -> ThresholdQuality:
    """Precision, recall and the upper limit of the wrong share at each threshold; the lowest good one."""
    points = [point_at(score, judged) for score in STEPS]
    best = next((point for point in points if point.good), None)
    nearest = min(least_judged(point.wrong) - point.judged for point in points)
    right = sum(one.right for one in judged)
    return ThresholdQuality(tuple(points), len(judged), len(judged) - right, best, 0 if best else nearest)
