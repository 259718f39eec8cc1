"""Recognising that two texts may ask for the same thing, and saying why.

A suggestion, never a decision: people confirm. Offline, deterministic, no model, no database; the language is given by
whoever compares (`Language`), and so is the table that is asked (`Table`).
"""

from __future__ import annotations

from .asking_database import Sought, Table, sought_in
from .coverage import Asked
from .explanation import Explanation, Part, SharedTerm, explain
from .index import LikenessIndex
from .language import Language
from .reading import Reading, WeighedTerm, read
from .score import Likeness, difference, rank
from .statistics import Statistics, statistics_of

__all__ = [
    "Asked",
    "Explanation",
    "Language",
    "Likeness",
    "LikenessIndex",
    "Part",
    "Reading",
    "SharedTerm",
    "Sought",
    "Statistics",
    "Table",
    "WeighedTerm",
    "difference",
    "explain",
    "rank",
    "read",
    "sought_in",
    "statistics_of",
]
