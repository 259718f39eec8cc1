"""What a request says once its courtesy, its legal formulas and its spelling are set aside.

A reading keeps the place of every term in the original text, so that a page can mark it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from .formulas import formula_spans
from .lexicon import EMPTY_WORDS, KINDS, OFFICES
from .signals import blanked, places_in, years_in

# Longer texts are models pasted whole; what tells a request apart comes before, and a hostile text must not cost more.
READ_CHARACTERS = 20_000
# A word longer than this is a pasted code or noise.
LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STEMMER = snowballstemmer.stemmer("italian")


@dataclass(frozen=True, slots=True)
class Term:
    """A telling word: its stem, and where it stands in the original text (`start` included, `end` excluded)."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A request ready to be compared. `bare` when nothing in it tells what is asked."""

    text: str
    terms: tuple[Term, ...]
    grams: tuple[str, ...]
    years: frozenset[int]
    kinds: frozenset[str]
    offices: frozenset[str]
    places: frozenset[str]

    @property
    def bare(self) -> bool:
        return not self.terms

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(term.stem for term in self.terms)


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case Italian word, accents removed after stemming (città and citta agree)."""
    return without_accents(str(_STEMMER.stemWord(word)))


def read(text: str) -> Reading:
    """Read a request (subject and text joined). Never fails: an empty or foreign text gives what it holds.

    Only the first `READ_CHARACTERS` are read. Formulas, empty words and years are not terms; years are kept apart.
    """
    head = text[:READ_CHARACTERS]
    formulas = formula_spans(head)
    kept = blanked(head, formulas)
    years, years_spans = years_in(kept)
    kept = blanked(kept, years_spans)
    terms: list[Term] = []
    words: list[str] = []
    for match in _WORD.finditer(kept):
        word = match.group().casefold()
        if word in EMPTY_WORDS or len(word) > LONGEST_WORD:
            continue
        words.append(word)
        terms.append(Term(stem(word), match.start(), match.end()))
    stems = frozenset(term.stem for term in terms)
    folded = " " + " ".join(_WORD.findall(without_accents(kept))) + " "
    return Reading(
        text=text,
        terms=tuple(terms),
        grams=tuple(grams(words)),
        years=years,
        kinds=frozenset(kind for kind, names in _KIND_STEMS.items() if names & stems),
        offices=frozenset(
            office
            for office, names in OFFICES.items()
            if any(f" {without_accents(name)} " in folded for name in names)
        ),
        places=places_in(kept),
    )


def grams(words: Iterable[str], shortest: int = 3, longest: int = 5) -> Iterator[str]:
    """Runs of 3 to 5 letters inside each word and its borders: what survives typing errors and inflection."""
    for word in words:
        edged = f" {without_accents(word)} "
        for size in range(shortest, longest + 1):
            if len(edged) <= size:
                yield edged
                break
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


_KIND_STEMS = {kind: frozenset(map(stem, names)) for kind, names in KINDS.items()}
