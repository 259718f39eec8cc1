"""What a request says once its courtesy, its legal formulas and its spelling are set aside.

A reading keeps the place of every word in the original text, so that a page can mark it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

import snowballstemmer

from .formulas import formula_spans
from .lexicon import ACRONYMS, EMPTY_WORDS, INTENT_WORDS, KINDS, OFFICES, ONLY_IN_CAPITALS
from .signals import blanked, places_in, years_in
from .thesaurus import JOINED, THESAURUS

# Longer texts are models pasted whole; what tells a request apart comes before, and a hostile text must
# not cost more.
READ_CHARACTERS = 20_000
READ_WORDS = 1_500
# A longer word is a pasted code or noise.
LONGEST_WORD = 40

# How much a word tells by its role, before its rarity is known.
TELLING, INTENT, EMPTY = 1.0, 0.4, 0.2

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"([A-Z]{2,5})(\d{1,4})")
_STEMMER = snowballstemmer.stemmer("italian")


class WeighedTerm(NamedTuple):
    """A word: as written without accents, its stem, its role, and where it stands (`end` excluded)."""

    word: str
    stem: str
    role: float
    start: int
    end: int


class Word(NamedTuple):
    """What a word is wherever it stands: one object for all texts that write it so. `key` is equal for the same word."""

    key: str
    word: str
    stem: str
    role: float
    concepts: tuple[str, ...]
    # Whether it stands in the whole of what was written: see `_known`.
    whole: bool


@dataclass(frozen=True)
class Reading:
    """A request ready to be compared. `bare` when nothing in it tells what is asked.

    Of forty candidates all are compared and five are explained: where words stand, places, kinds and offices are
    looked for when first asked.
    """

    text: str
    said: tuple[Word, ...]
    years: frozenset[int]
    # The text without its formulas, every letter at its place.
    kept: str

    @cached_property
    def words(self) -> tuple[WeighedTerm, ...]:
        """Every word with its place, in order."""
        return tuple(_placed(blanked(self.kept, years_in(self.kept)[1])))

    @cached_property
    def terms(self) -> tuple[WeighedTerm, ...]:
        """The telling words with their places, in order."""
        return tuple(word for word in self.words if word.role == TELLING)

    @cached_property
    def telling(self) -> tuple[Word, ...]:
        """The telling words, in order."""
        return tuple([word for word in self.said if word.role == TELLING])

    @property
    def bare(self) -> bool:
        return not self.telling

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.telling)

    @cached_property
    def features(self) -> tuple[str, ...]:
        """What is counted in statistics: every stem, and the concept (`#…`) of every telling word."""
        found = dict.fromkeys(word.stem for word in self.said)
        for word in self.telling:
            found.update(dict.fromkeys(word.concepts))
        return tuple(found)

    def features_hidden(self) -> frozenset[str]:
        """What else the whole text holds in its formulas and years: a full-text index finds it there."""
        head = self.text[:READ_CHARACTERS]
        if head == self.kept:
            return frozenset()
        return frozenset(Reading(head, _said(head), frozenset(), head).features).difference(self.features)

    @cached_property
    def kinds(self) -> frozenset[str]:
        stems = self.stems
        return frozenset(kind for kind, names in _KIND_STEMS.items() if names & stems)

    @cached_property
    def offices(self) -> frozenset[str]:
        folded = f" {' '.join(word.word for word in self.said)} "
        return frozenset(
            office for office, names in _OFFICE_NAMES.items() if any(name in folded for name in names)
        )

    @cached_property
    def places(self) -> frozenset[str]:
        return places_in(self.kept)


@lru_cache(maxsize=200_000)
def without_accents(text: str) -> str:
    """Lower case, without accents. Meant for single words."""
    if text.isascii():
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case Italian word, accents removed after stemming, so that città and citta
    agree."""
    return without_accents(str(_STEMMER.stemWord(word)))


def _concepts() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, lines in THESAURUS.items():
        ours = found.get(stem(word), ())
        found[stem(word)] = (*ours, *(f"#{line}" for line in lines if f"#{line}" not in ours))
    return found


_CONCEPTS = _concepts()


def concepts_of(stemmed: str) -> tuple[str, ...]:
    """The thesaurus lines a stem stands in, or the stem itself."""
    return _CONCEPTS.get(stemmed, (stemmed,))


@lru_cache(maxsize=100_000)
def letters_of(word: str) -> tuple[str, ...]:
    """Runs of 3 to 5 letters of a word and its borders: what survives typing errors and inflection."""
    edged = f" {word} "
    runs: list[str] = []
    for size in (3, 4, 5):
        if len(edged) <= size:
            runs.append(edged)
            break
        runs += [edged[start : start + size] for start in range(len(edged) - size + 1)]
    return tuple(runs)


def read(text: str) -> Reading:
    """Read a request (subject first, then text). Never fails: an empty or foreign text gives what it
    holds."""
    head = text[:READ_CHARACTERS]
    kept = blanked(head, formula_spans(head))
    years, year_spans = years_in(kept)
    return Reading(text, _said(blanked(kept, year_spans)), years, kept)


def _said(kept: str) -> tuple[Word, ...]:
    """The words in order. Nearly every text is one look-up for each of its words; only one that joins words, or is
    longer than what is read, is gone through as `_placed` does."""
    written = _WORD.findall(kept)
    if not written:
        return ()
    if len(max(written, key=len)) <= LONGEST_WORD:
        said = tuple(chain.from_iterable(map(_known, written)))
        if len(said) <= READ_WORDS and _JOINED_SECOND.isdisjoint([word.word for word in said]):
            return said
    return tuple(word for word, _, _ in _gone_through(kept))


def _placed(kept: str) -> list[WeighedTerm]:
    return [
        WeighedTerm(word.word, word.stem, word.role, start, end) for word, start, end in _gone_through(kept)
    ]


def _gone_through(kept: str) -> list[tuple[Word, int, int]]:
    """The words in order, where each begins and ends."""
    found: list[tuple[Word, int, int]] = []
    before = ""
    for match in _WORD.finditer(kept):
        written, (start, end) = match.group(), match.span()
        if len(written) > LONGEST_WORD:
            continue
        if before in _JOINED_FIRST and (before, written.casefold()) in _JOINED:
            first, start, _ = found.pop()
            written = first.word + written
        elif len(found) >= READ_WORDS:
            break
        for word in _known(written):
            found.append((word, start if word.whole else end - len(word.word), end))
        before = found[-1][0].word
    return found


@lru_cache(maxsize=200_000)
def _known(written_so: str) -> tuple[Word, ...]:
    """A word as written → it and, for an acronym, the words it stands for: without accents, stem, role, and whether it
    stands in the whole of what was written: the number of an acronym ("SS47", as "SS 47") stands at its end."""
    numbered = _NUMBERED.fullmatch(written_so)
    if numbered and numbered.group(1).casefold() in ACRONYMS:
        return (*_known(numbered.group(1)), _word(numbered.group(2), TELLING, whole=False))
    written = written_so.casefold()
    expansion = ACRONYMS.get(written)
    if written in ONLY_IN_CAPITALS and not written_so.isupper():
        expansion = None
    role = INTENT if written in INTENT_WORDS else EMPTY if written in EMPTY_WORDS else TELLING
    words = (written, *expansion.split()) if expansion else (written,)
    return tuple(_word(word, role) for word in words)


def _word(written: str, role: float, *, whole: bool = True) -> Word:
    word, stemmed = without_accents(written), stem(written)
    return Word(f"{word} {stemmed} {role}", word, stemmed, role, concepts_of(stemmed), whole)


_JOINED = frozenset(JOINED)
_JOINED_FIRST = frozenset(first for first, _ in JOINED)
_JOINED_SECOND = frozenset(second for _, second in JOINED)
_KIND_STEMS = {kind: frozenset(map(stem, names)) for kind, names in KINDS.items()}
_OFFICE_NAMES = {
    office: tuple(f" {without_accents(name)} " for name in names) for office, names in OFFICES.items()
}
