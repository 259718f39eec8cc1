"""Recognising that two requests may ask for the same thing, and saying why.

A suggestion, never a decision: people confirm topics. Offline, deterministic, no model, no database.
"""

from __future__ import annotations

from .asking_database import Sought, sought_in
from .coverage import Asked
from .explanation import Explanation, Part, SharedTerm, explain
from .index import LikenessIndex
from .reading import Reading, WeighedTerm, read
from .score import Likeness, difference, rank
from .statistics import Statistics, statistics_of

__all__ = [
    "Asked",
    "Explanation",
    "Likeness",
    "LikenessIndex",
    "Part",
    "Reading",
    "SharedTerm",
    "Sought",
    "Statistics",
    "WeighedTerm",
    "difference",
    "explain",
    "rank",
    "read",
    "sought_in",
    "statistics_of",
]
