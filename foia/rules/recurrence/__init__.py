"""Counting recurring requests: who asked, when, and when a topic must be considered for publication.

Exact law (circular 2/2017, point 8.2; domain.md B). It never decides that two texts are alike, and never
publishes.
"""

from __future__ import annotations

from .counting import (
    NO_VERDICT,
    Asking,
    Level,
    Tally,
    Verdict,
    tallies,
    tally_on,
    verdict,
    verdict_in_order,
)
from .persons import PersonKey, PersonKind, normal_name, person_key, resolve_persons
from .standing import Shift, Standing, after_newest, restand, shift, stand, standing_of
from .stretches import Book, Stretch, stretch_without, stretches_with
from .terms import SOFT_PERSONS, THRESHOLD
from .year import closing_of, opening_of, within_a_year, year_after

__all__ = [
    "NO_VERDICT",
    "SOFT_PERSONS",
    "THRESHOLD",
    "Asking",
    "Book",
    "Level",
    "PersonKey",
    "PersonKind",
    "Shift",
    "Standing",
    "Stretch",
    "Tally",
    "Verdict",
    "after_newest",
    "closing_of",
    "normal_name",
    "opening_of",
    "person_key",
    "resolve_persons",
    "restand",
    "shift",
    "stand",
    "standing_of",
    "stretch_without",
    "stretches_with",
    "tallies",
    "tally_on",
    "verdict",
    "verdict_in_order",
    "within_a_year",
    "year_after",
]
