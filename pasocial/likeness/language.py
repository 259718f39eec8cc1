"""What a language, and the matter spoken of, bring to a comparison. Given by whoever compares; this room knows none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

# How much a word tells by its role, before its rarity is known.
TELLING, INTENT, EMPTY = 1.0, 0.4, 0.2

_NUMBERED = re.compile(r"([A-Z]{2,5})(\d{1,4})")

Spans = list[tuple[int, int]]


class Word(NamedTuple):
    """What a word is wherever it stands: one object for all texts that write it so. `key` is equal for the same word."""

    key: str
    word: str
    stem: str
    role: float
    concepts: tuple[str, ...]
    # Whether it stands in the whole of what was written: see `Language.known`.
    whole: bool


@dataclass(frozen=True, eq=False)
class Language:
    """Words of a language and of a matter; what is derived from them is taken once.

    `stemming`: a lower-case word → its stem. `empty`: words that say nothing; `intent`: those of them that tell which
    side of a matter is asked. `acronyms`: each with the words it stands for; `only_in_capitals`: those that are common
    words too. `joined`: words that some write apart. `thesaurus`: lines of words that stand for one another.
    `kinds`, `offices`: a name → the words that name it. `years_in`: the years a text names and where they stand;
    `places_in`: the places it names. `formulas`: regular expressions, in lower case, of what
    everyone writes and nothing tells; one that swallowed a telling word would hide what is asked.
    """

    stemming: Callable[[str], str]
    empty: frozenset[str]
    intent: frozenset[str]
    acronyms: Mapping[str, str]
    only_in_capitals: frozenset[str]
    joined: frozenset[tuple[str, str]]
    thesaurus: Sequence[str]
    kinds: Mapping[str, Sequence[str]]
    offices: Mapping[str, Sequence[str]]
    years_in: Callable[[str], tuple[frozenset[int], Spans]]
    places_in: Callable[[str], frozenset[str]]
    formulas: Sequence[str]

    @cached_property
    def edition(self) -> int:
        """Tells one thesaurus from another: counts of lines by number mean nothing in another one."""
        return crc32("\n".join(self.thesaurus).encode())

    @cached_property
    def stem(self) -> Callable[[str], str]:
        """The stem of a lower-case word, accents removed after stemming, so that città and citta agree."""
        return lru_cache(maxsize=200_000)(lambda word: without_accents(self.stemming(word)))

    @cached_property
    def known(self) -> Callable[[str], tuple[Word, ...]]:
        """A word as written → it and, for an acronym, the words it stands for: without accents, stem, role, and whether
        it stands in the whole of what was written: the number of an acronym ("SS47", as "SS 47") stands at its end."""
        return lru_cache(maxsize=200_000)(self._looked_up)

    def _looked_up(self, written_so: str) -> tuple[Word, ...]:
        numbered = _NUMBERED.fullmatch(written_so)
        if numbered and numbered.group(1).casefold() in self.acronyms:
            return (*self.known(numbered.group(1)), self._word(numbered.group(2), TELLING, whole=False))
        written = written_so.casefold()
        expansion = self.acronyms.get(written)
        if written in self.only_in_capitals and not written_so.isupper():
            expansion = None
        role = INTENT if written in self.intent else EMPTY if written in self.empty else TELLING
        words = (written, *expansion.split()) if expansion else (written,)
        return tuple(self._word(word, role) for word in words)

    def _word(self, written: str, role: float, *, whole: bool = True) -> Word:
        word, stemmed = without_accents(written), self.stem(written)
        return Word(f"{word} {stemmed} {role}", word, stemmed, role, self.concepts_of(stemmed), whole)

    @cached_property
    def _lines_of_words(self) -> dict[str, tuple[int, ...]]:
        """Word → its lines of the thesaurus. A word may stand in several."""
        found: dict[str, tuple[int, ...]] = {}
        for number, line in enumerate(self.thesaurus):
            for word in line.split():
                found[word] = (*found.get(word, ()), number)
        return found

    @cached_property
    def _concepts(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for word, lines in self._lines_of_words.items():
            ours = found.get(self.stem(word), ())
            found[self.stem(word)] = (*ours, *(f"#{line}" for line in lines if f"#{line}" not in ours))
        return found

    def concepts_of(self, stemmed: str) -> tuple[str, ...]:
        """The thesaurus lines a stem stands in, or the stem itself."""
        return self._concepts.get(stemmed, (stemmed,))

    @cached_property
    def stems_of_lines(self) -> dict[str, set[str]]:
        """Line of the thesaurus → the stems in it."""
        lines: dict[str, set[str]] = {}
        for word in self._lines_of_words:
            stemmed = self.stem(word)
            for concept in self.concepts_of(stemmed):
                lines.setdefault(concept, set()).add(stemmed)
        return lines

    @cached_property
    def word_of_stem(self) -> dict[str, str]:
        """A stem of the thesaurus → the first word that has it."""
        spelt: dict[str, str] = {}
        for word in self._lines_of_words:
            spelt.setdefault(self.stem(word), word)
        return spelt

    @cached_property
    def joined_first(self) -> frozenset[str]:
        return frozenset(first for first, _ in self.joined)

    @cached_property
    def joined_second(self) -> frozenset[str]:
        return frozenset(second for _, second in self.joined)

    @cached_property
    def kind_stems(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(map(self.stem, names)) for kind, names in self.kinds.items()}

    @cached_property
    def office_names(self) -> dict[str, tuple[str, ...]]:
        return {
            office: tuple(f" {without_accents(name)} " for name in names)
            for office, names in self.offices.items()
        }

    @cached_property
    def _formula(self) -> re.Pattern[str] | None:
        # The border is looked at once for all: tried inside each formula it would cost more than the formulas. Lower-case
        # formulas are searched for in lower-case text: comparing without case leaves no quick way past one that cannot
        # begin.
        if not self.formulas:
            return None
        return re.compile(
            r"(?<!\w)(?:" + "|".join(f"(?:{formula})(?!\\w)" for formula in self.formulas) + ")"
        )

    def formula_spans(self, text: str) -> Spans:
        """Places of the formulas, in order, none overlapping."""
        if self._formula is None:
            return []
        return [
            match.span() for match in self._formula.finditer(lowered(text)) if match.end() > match.start()
        ]


def lowered(text: str) -> str:
    """Lower case, letter for letter, so that every place stays true: "İ" in lower case would be two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@lru_cache(maxsize=200_000)
def without_accents(text: str) -> str:
    """Lower case, without accents. Meant for single words."""
    if text.isascii():
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in place of the spans, so that every other letter keeps its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
