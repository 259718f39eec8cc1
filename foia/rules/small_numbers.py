"""Small numbers in public figures are not shown: four people who asked are easily found out.

The law asks for figures and for no personal data; five as the least is a design choice, common in statistics.
"""

from __future__ import annotations

from collections.abc import Mapping

LEAST_SHOWN = 5


def suppressed(counts: Mapping[str, int], *, total_shown: bool = True) -> dict[str, int | None]:
    """The same counts with None for those from 1 to 4; zero stays, it is about nobody.

    When the total is shown and only one cell is hidden, subtraction would give it away: the smallest of the others
    is hidden with it.
    """
    shown: dict[str, int | None] = {
        name: None if 0 < number < LEAST_SHOWN else number for name, number in counts.items()
    }
    hidden = [name for name, number in shown.items() if number is None]
    if total_shown and len(hidden) == 1:
        others = sorted((number, name) for name, number in shown.items() if number)
        if others:
            shown[others[0][1]] = None
    return shown


def one(count: int) -> int | None:
    """A single count, or None when it is too small to be shown."""
    return None if 0 < count < LEAST_SHOWN else count
