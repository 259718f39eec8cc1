"""Searching a list in Italian: stems of the words, and titles written nearly so."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import F, Func, Q, QuerySet, TextField, Value

from pasocial import search_words

CONFIGURATION = "public.pasocial_it"
# Shared groups of three letters: one wrong letter in a word of nine leaves 0.54.
NEAR = 0.45


class FoldedWords(Func):
    """Text as the index of names compares it: small letters without accents, however they were composed."""

    function = "public.folded"
    output_field = TextField()


def stems(words: str) -> SearchQuery:
    """The words as a search box's language reads them: a quoted phrase, a word to leave out."""
    return SearchQuery(search_words.asked(words), config=CONFIGURATION, search_type="websearch")


def nearness(words: str, column: str) -> TrigramWordSimilarity:
    """How alike the words are to the part of a column that is most like them, from 0 to 1; NEAR is near enough."""
    return TrigramWordSimilarity(FoldedWords(Value(words)), FoldedWords(column))  # type: ignore[arg-type]


def speaking_of(found: QuerySet[Any], words: str, *, vector: str | SearchVector, title: str) -> QuerySet[Any]:
    """Rows that hold the words, or whose title is written nearly so. For lists of some thousands: every title is
    compared. `vector`: the column of the index, or what to make one of."""
    spoken = F(vector) if isinstance(vector, str) else vector
    return found.annotate(spoken=spoken, near=nearness(words, title)).filter(
        Q(spoken=stems(words)) | Q(near__gte=NEAR)
    )
