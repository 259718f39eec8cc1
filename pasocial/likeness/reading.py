"""What a text says once its courtesy, its legal formulas and its spelling are set aside.

A reading keeps the place of every word in the original text, so that a page can mark it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from .language import TELLING, Language, Word, blanked

# Longer texts are models pasted whole; what tells a request apart comes before, and a hostile text must
# not cost more.
READ_CHARACTERS = 20_000
READ_WORDS = 1_500
# A longer word is a pasted code or noise.
LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+")


class WeighedTerm(NamedTuple):
    """A word: as written without accents, its stem, its role, and where it stands (`end` excluded)."""

    word: str
    stem: str
    role: float
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A text ready to be compared. `bare` when nothing in it tells what is asked.

    Of forty candidates all are compared and five are explained: where words stand, places, kinds and offices are
    looked for when first asked.
    """

    text: str
    said: tuple[Word, ...]
    years: frozenset[int]
    # The text without its formulas, every letter at its place.
    kept: str
    language: Language = field(repr=False, compare=False)

    @cached_property
    def words(self) -> tuple[WeighedTerm, ...]:
        """Every word with its place, in order."""
        return tuple(_placed(blanked(self.kept, self.language.years_in(self.kept)[1]), self.language))

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
        return frozenset(
            Reading(head, _said(head, self.language), frozenset(), head, self.language).features
        ).difference(self.features)

    @cached_property
    def kinds(self) -> frozenset[str]:
        stems = self.stems
        return frozenset(kind for kind, names in self.language.kind_stems.items() if names & stems)

    @cached_property
    def offices(self) -> frozenset[str]:
        folded = f" {' '.join(word.word for word in self.said)} "
        return frozenset(
            office
            for office, names in self.language.office_names.items()
            if any(name in folded for name in names)
        )

    @cached_property
    def places(self) -> frozenset[str]:
        return self.language.places_in(self.kept)


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


def read(text: str, language: Language) -> Reading:
    """Read a text. Never fails: an empty or foreign text gives what it holds."""
    head = text[:READ_CHARACTERS]
    kept = blanked(head, language.formula_spans(head))
    years, year_spans = language.years_in(kept)
    return Reading(text, _said(blanked(kept, year_spans), language), years, kept, language)


def _said(kept: str, language: Language) -> tuple[Word, ...]:
    """The words in order. Nearly every text is one look-up for each of its words; only one that joins words, or is
    longer than what is read, is gone through as `_placed` does."""
    written = _WORD.findall(kept)
    if not written:
        return ()
    if len(max(written, key=len)) <= LONGEST_WORD:
        said = tuple(chain.from_iterable(map(language.known, written)))
        if len(said) <= READ_WORDS and language.joined_second.isdisjoint([word.word for word in said]):
            return said
    return tuple(word for word, _, _ in _gone_through(kept, language))


def _placed(kept: str, language: Language) -> list[WeighedTerm]:
    return [
        WeighedTerm(word.word, word.stem, word.role, start, end)
        for word, start, end in _gone_through(kept, language)
    ]


def _gone_through(kept: str, language: Language) -> list[tuple[Word, int, int]]:
    """The words in order, where each begins and ends."""
    found: list[tuple[Word, int, int]] = []
    before = ""
    for match in _WORD.finditer(kept):
        written, (start, end) = match.group(), match.span()
        if len(written) > LONGEST_WORD:
            continue
        if before in language.joined_first and (before, written.casefold()) in language.joined:
            first, start, _ = found.pop()
            written = first.word + written
        elif len(found) >= READ_WORDS:
            break
        for word in language.known(written):
            found.append((word, start if word.whole else end - len(word.word), end))
        before = found[-1][0].word
    return found
