"""Where listed words stand in the pages of a file, however they are written, broken or glued. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pasocial.folding import LONG, Letters, fold, folded

# A piece of a broken word at a line's end, and what a line begins with.
_BROKEN = re.compile(r"([^\W_]+)-[ ]*(?:\n|$)")
_BEGINS = re.compile(r"(?:^|\n)\s*([^\W_]+)")
_SHORTEST_PIECE = 2


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of a page (from 0) where one of the words stands, or a piece of it."""

    page: int
    start: int
    end: int
    word: str


def each_of(phrases: Iterable[str]) -> list[str]:
    """The phrases and each word of them, also the halves of double names: whatever must go also alone."""
    words: dict[str, None] = {}
    for phrase in phrases:
        words.setdefault(" ".join(phrase.split()))
        for word in phrase.split():
            words.setdefault(word)
            halves = re.split(r"[-‐‑–—]", word)
            if len(halves) > 1 and all(half.isalpha() for half in halves):
                words.update(dict.fromkeys(halves))
    return [word for word in words if any(one.isalnum() for one in folded(word))]


class Pages:
    """The pages of a file, folded once, to be searched for any number of words."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = [Letters(page) for page in pages]
        self._breaks = [_Breaks(page) for page in pages]

    def places(self, words: Iterable[str]) -> list[Place]:
        """Every place of every word, in reading order; places of different words may overlap."""
        wanted = list(words)
        found = {place for word in wanted for place in self._of(word, {})}
        found |= {place for word in wanted for place in self._pieces(word)}
        beside: dict[int, set[int]] = {}
        for place in found:
            beside.setdefault(place.page, set()).update((place.start, place.end))
        # A short word is looked for inside others only where it is glued to what was found already.
        found |= {place for word in wanted for place in self._of(word, beside) if len(word) < 2 * LONG}
        return sorted(found)

    def _of(self, word: str, beside: dict[int, set[int]]) -> Iterable[Place]:
        for number, page in enumerate(self._pages):
            if beside and number not in beside:
                continue
            for start, end in page.places(word, beside=beside.get(number, ())):
                yield Place(number, start, end, word)

    def _pieces(self, word: str) -> Iterable[Place]:
        """Bian- at the end of a line and chini at the head of another, of the next column or page."""
        for part in {word, *word.split()}:
            key = "".join(one for one in folded(part) if one.isalnum())
            if len(key) < LONG:
                continue
            for number, here in enumerate(self._breaks):
                for piece, span in here.ends:
                    if not _SHORTEST_PIECE <= len(piece) < len(key) or not key.startswith(piece):
                        continue
                    rest = key[len(piece) :]
                    for page in (number, number + 1):
                        following = self._breaks[page].begins if page < len(self._breaks) else ()
                        for head, (start, end) in following:
                            if head == rest:
                                yield Place(number, *span, word)
                                yield Place(page, start, end, word)


class _Breaks:
    def __init__(self, page: str) -> None:
        whole = fold(page.replace("\u00ad", "-"))
        self.ends = [(match[1], whole.span(*match.span(1))) for match in _BROKEN.finditer(whole.text)]
        self.begins = [(match[1], whole.span(*match.span(1))) for match in _BEGINS.finditer(whole.text)]
