"""Five suggestions that show five things: near copies of one another give way to the next different text.

When the first suggestion is wrong, a text in the same words as the first is wrong too, and would only take its place. The
first is never moved, and the scores stay the same in value and order: only their holders change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Place = TypeVar("Place", str, int)

# How much likeness to one already shown costs; how many compete for the places shown.
COPY_COST = 0.15
COMPETING = 20
SHOWN = 5


def spread(
    ranked: Sequence[tuple[Place, float]], alike: Callable[[Place, Place], float]
) -> list[tuple[Place, float]]:
    """`ranked` best first, and a likeness between two of them from 0 to 1 → the same places and scores,
    spread."""
    if len(ranked) < 3:
        return list(ranked)
    chosen: list[tuple[Place, float]] = [ranked[0]]
    rest: list[tuple[Place, float]] = list(ranked[1:COMPETING])
    nearest = {place: alike(ranked[0][0], place) for place, _ in rest}
    while rest and len(chosen) < SHOWN:
        taken = max(rest, key=lambda one: one[1] - COPY_COST * nearest[one[0]])
        chosen.append(taken)
        rest.remove(taken)
        for place, _ in rest:
            nearest[place] = max(nearest[place], alike(taken[0], place))
    order = [place for place, _ in chosen] + [place for place, _ in rest]
    order += [place for place, _ in ranked[COMPETING:]]
    return [(place, score) for place, (_, score) in zip(order, ranked, strict=True)]
