"""Words that citizens and offices use for one another, from the common speech of Italian administration.

Written from general knowledge of municipal, tax, utility, school, health and welfare offices. Two words in one
line need not mean the same: they are words with which people ask for the same thing. A wrong line costs a little
order among suggestions, never a flag, because people confirm topics. The lines stand in thesaurus.txt.
"""

from __future__ import annotations

from pathlib import Path

_TEXT = Path(__file__).with_name("thesaurus.txt").read_text("utf-8")

# Written apart by some, together by others.
JOINED = (
    ("on", "line"),
    ("e", "mail"),
    ("auto", "lettura"),
    ("auto", "certificazione"),
    ("nulla", "osta"),
    ("fac", "simile"),
)

LINES = tuple(line for line in _TEXT.splitlines() if line and not line.startswith("#"))
