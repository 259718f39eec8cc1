"""What somebody who searches probably meant: words that nobody here ever wrote, in the office's own spelling."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery
from rapidfuzz.distance import OSA

from foia.queries.likeness import word_statistics
from foia.rules.likeness import ACCESS
from pasocial import search_words
from pasocial.likeness import Statistics

CONFIGURATION = "public.pasocial_it"
_WORD = re.compile(r"[^\W_]+")
MOST_WORDS, MOST_MEANT = 12, 3
# Shorter words are near too many others; from so many letters on two may be wrong.
SHORTEST, LONG = 4, 8
# What Italian adds to a stem at most.
LONGEST_ENDING = 6
# A stem of so many letters is asked for with whatever follows: stemming it again could cut it shorter.
OPEN_END = 6


def probably(text: str) -> SearchQuery | None:
    """A query for the words that are meant, when one of those typed is unknown and near to a known one; else None.

    For searches that found nothing: it costs a look through the office's vocabulary, and nothing of the database.
    """
    words = words_meant(text)
    return SearchQuery(words, config=CONFIGURATION, search_type="raw") if words else None


def words_meant(text: str) -> str:
    """The same in PostgreSQL's language of queries; "" when nothing else is meant than what is typed."""
    known = word_statistics(waiting=True)
    parts, corrected = [], False
    for word in _WORD.findall(search_words.apart(text).casefold())[:MOST_WORDS]:
        one = ACCESS.stem(word)
        if one in known.appearances or len(word) < SHORTEST or not word.isalpha():
            parts.append(f"'{word}'")
            continue
        near = _near(word, known)
        if not near:
            return ""
        parts.append(
            "(" + " | ".join(f"'{other}'{':*' if len(other) >= OPEN_END else ''}" for other in near) + ")"
        )
        corrected = True
    return " & ".join(parts) if corrected else ""


def _near(word: str, known: Statistics) -> list[str]:
    """The stems nearest to a word's beginning: a wrong letter also changes what stemming leaves of its end."""
    errors = 1 if len(word) < LONG else 2
    found = []
    for other in known.stems_from(word[0]):
        if (
            len(other) < SHORTEST
            or not other.isalpha()
            or not 0 <= len(word) - len(other) + 1 <= LONGEST_ENDING
        ):
            continue
        distance = min(
            OSA.distance(word[:length], other, score_cutoff=errors)
            for length in range(len(other) - 1, len(other) + 2)
        )
        if distance <= errors:
            found.append((distance, -len(other), other))
    return [other for _distance, _length, other in sorted(found)[:MOST_MEANT]]
