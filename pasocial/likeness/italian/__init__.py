"""Italian, as citizens and offices write it. What a desk's own letters repeat (`formulas`) is the desk's."""

from __future__ import annotations

from collections.abc import Sequence

import snowballstemmer

from pasocial.likeness.italian.signals import places_in, years_in
from pasocial.likeness.italian.thesaurus import JOINED, LINES
from pasocial.likeness.italian.words import (
    ACRONYMS,
    EMPTY_WORDS,
    INTENT_WORDS,
    KINDS,
    OFFICES,
    ONLY_IN_CAPITALS,
)
from pasocial.likeness.language import Language

_STEMMER = snowballstemmer.stemmer("italian")


def italian(formulas: Sequence[str]) -> Language:
    """The language of Italian administration, with what is written in every text to be compared and tells nothing."""
    return Language(
        stemming=lambda word: str(_STEMMER.stemWord(word)),
        empty=EMPTY_WORDS,
        intent=INTENT_WORDS,
        acronyms=ACRONYMS,
        only_in_capitals=ONLY_IN_CAPITALS,
        joined=frozenset(JOINED),
        thesaurus=LINES,
        kinds=KINDS,
        offices=OFFICES,
        years_in=years_in,
        places_in=places_in,
        formulas=formulas,
    )
