"""Makes words comparable however they are written, and tells where in the original each folded letter stood.

Šimić, SIMIC, an s with a loose caron, a zero-width sign or a Cyrillic с in the middle: one word for a reader, and so one
word for whoever looks for it. What is looked for and what is looked through are folded alike. Standard library only;
this module must never decide what is personal.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Signs that people type one for the other.
_APOSTROPHES = "'`´‘’‚‛′‵ʹʻʼʽˈˊˋ՚׳＇❛❜"
_QUOTES = '"“”„‟″‶«»〝〞＂❝❞'
_MORE_DASHES = "−⁃﹘﹣－˗➖"
_BREAKS = "\n\r\v\f\x85\u2028\u2029"
# Letters that Unicode takes apart no further, and that look or are typed like these (no mark is named in them).
_LETTERS = {
    "ı": "i",
    "ȷ": "j",
    "ſ": "s",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ð": "d",
    "đ": "d",
    "ŋ": "n",
    "ĸ": "k",
    "ɑ": "a",
    "ɡ": "g",
    "ɩ": "i",
    "ʋ": "v",
    "ɴ": "n",
    "ƿ": "w",
    "ĳ": "ij",
    "ʀ": "r",
    "ɪ": "i",
}
# Cyrillic, Greek and Armenian letters drawn like Latin ones, in either case; case was folded before.
_LOOK_ALIKES = {
    **dict(zip("авекмнорстухіјѕԁһԛԝӏүґ", "abekmhopctyxijsdhqwlyг", strict=True)),
    **dict(zip("αβεζηικμνορτυχϲϳ", "abezhikmnoptyxcj", strict=True)),
    **dict(zip("օոսցհ", "onugh", strict=True)),
}
_WITH = re.compile(r"^(LATIN|CYRILLIC) (SMALL|CAPITAL) LETTER ([A-Z]{1,7}) WITH ")
_BARE = re.compile(r"(?:LATIN (?:LETTER )?(?:SMALL |CAPITAL )*|INDICATOR SYMBOL )(?:LETTER )?([A-Z])$")
# Drawn as nothing, though Unicode calls them letters or marks.
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f\u180b\u180c\u180d\u180f")


class _Table(dict[str, str]):
    """What each character folds to, found out the first time it is met."""

    def __missing__(self, one: str) -> str:
        self[one] = found = _fold_one(one)
        return found


def _fold_one(one: str) -> str:
    step = _step(one)
    if step == one or not step:
        return step
    return "".join(map(_fold_one, step))


def _step(one: str) -> str:
    if one in _BREAKS:
        return "\n"
    if one.isspace():
        return " "
    if one in _APOSTROPHES:
        return "'"
    if one in _QUOTES:
        return '"'
    if one == "⁄" or one == "∕":
        return "/"
    kind = unicodedata.category(one)
    if kind == "Pd" or one in _MORE_DASHES:
        return "-"
    if kind in ("Cf", "Cc", "Me") or unicodedata.combining(one) or one in _UNSEEN:
        return ""
    if kind == "Mn" and "VARIATION SELECTOR" in unicodedata.name(one, ""):
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(one))
    plain = unicodedata.normalize("NFKD", one).casefold()
    if plain != one:
        return plain
    if one in _LETTERS:
        return _LETTERS[one]
    if one in _LOOK_ALIKES:
        return _LOOK_ALIKES[one]
    return one if one.isascii() else _named(one)


def _named(one: str) -> str:
    """Letters with a stroke, a hook or a tail, small capitals, letters in a box: their names say which letter it is."""
    name = unicodedata.name(one, "")
    marked = _WITH.match(name)
    if marked:
        script, size, letter = marked.groups()
        try:
            base = unicodedata.lookup(f"{script} {size} LETTER {letter}")
        except KeyError:
            return one
        return one if base == one else base
    bare = _BARE.search(name)
    return bare[1].lower() if bare and "TURNED" not in name and "REVERSED" not in name else one


class _Ordinals(dict[int, str]):
    """The same by number, as `str.translate` asks: ten times faster than a loop."""

    def __missing__(self, number: int) -> str:
        self[number] = found = _TABLE[chr(number)]
        return found


_TABLE = _Table()
_ORDINALS = _Ordinals()
_JOINED = re.compile(r"(?<=[^\W_])-[ ]*\n\s*(?=[^\W_])")
# A hyphen that shows only at the end of a line is dropped by folding: the line's end must go with it.
_SOFT = re.compile("[\u00ad\u2027][\u200b-\u200d\u2060 ]*[\r\n]+[ \t]*")


@dataclass(frozen=True)
class Folded:
    """A folded text: `text[i]` comes from `original[starts[i]:ends[i]]`, and these stretches never go backwards.

    Line ends stay "\\n" (one for each sign of the original), every other space is " ".
    """

    original: str
    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` comes from, loose marks after its last letter included."""
        if start >= end:
            raise ValueError("an empty stretch has no place")
        last = self.ends[end - 1]
        while last < len(self.original) and not _TABLE[self.original[last]]:
            last += 1
        return self.starts[start], last


def folded(text: str) -> str:
    """The folded text alone. Folding twice changes nothing."""
    return text.translate(_ORDINALS)


def fold(text: str, *, join_lines: bool = False) -> Folded:
    """The folded text and where each letter of it stood. `join_lines`: Bian-⏎chini reads bianchini."""
    skipped = [match.span() for match in _SOFT.finditer(text)] if join_lines else []
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    place = 0
    for begin, end in [*skipped, (len(text), len(text))]:
        for at in range(place, begin):
            piece = _TABLE[text[at]]
            for _letter in piece:
                starts.append(at)
                ends.append(at + 1)
            pieces.append(piece)
        place = end
    whole = Folded(text, "".join(pieces), starts, ends)
    return _joined(whole) if join_lines else whole


def _joined(whole: Folded) -> Folded:
    text: list[str] = []
    starts, ends = array("l"), array("l")
    place = 0
    for match in [*_JOINED.finditer(whole.text), None]:
        begin = match.start() if match else len(whole.text)
        text.append(whole.text[place:begin])
        starts.extend(whole.starts[place:begin])
        ends.extend(whole.ends[place:begin])
        place = match.end() if match else begin
    return Folded(whole.original, "".join(text), starts, ends)


# From this many letters on a word is looked for inside other words too: glued names ("rossimario") are names.
LONG = 5
# Between two letters of a spaced word ("M a r i o", "0131/55 51 23") stand at most so many other signs.
_WIDEST_GAP = 3


def unspaced(key: str) -> bool:
    """Whether this is written in letters without capitals, as where words are not parted or take their articles along."""
    return len(key) > 1 and all(unicodedata.category(one) == "Lo" for one in key)


class Letters:
    """The letters and digits of a text in a row, ready to be searched for words however they are parted.

    Folding a long text is the dear part: one of these serves any number of words.
    """

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.at = array("l", (place for place, one in enumerate(self.folded.text) if one.isalnum()))
        self.row = "".join(self.folded.text[place] for place in self.at)

    def places(self, word: str, *, beside: Collection[int] = ()) -> list[tuple[int, int]]:
        """Where `word` stands in the original, in order, as stretches [start, end) that never overlap.

        However it is written: accents, capitals, glued to signs or digits, spaced out, broken at a line's end, with
        invisible signs inside. Long words also inside other words. `beside`: places in the original where something else
        is known to begin or end, so that a short word glued to it is found too.
        """
        plain = folded(word)
        where = [place for place, one in enumerate(plain) if one.isalnum()]
        key = "".join(plain[place] for place in where)
        if not key:
            return []
        own = [plain[one + 1 : two] for one, two in pairwise(where)]
        found: list[tuple[int, int]] = []
        place = self.row.find(key)
        while place >= 0:
            first, last = self.at[place], self.at[place + len(key) - 1]
            if self._is_meant(place, own, beside):
                found.append(self.folded.span(first, last + 1))
                place = self.row.find(key, place + len(key))
            else:
                place = self.row.find(key, place + 1)
        return found

    def _is_meant(self, place: int, own: list[str], beside: Collection[int]) -> bool:
        """Whether these letters are the word. `own`: what stands between its letters where it is written as asked."""
        size = len(own) + 1
        between = [self.folded.text[self.at[i] + 1 : self.at[i + 1]] for i in range(place, place + size - 1)]
        gaps = [gap for gap, mine in zip(between, own, strict=True) if gap and gap != mine]
        if any(len(gap) > _WIDEST_GAP and not _BREAK.fullmatch(gap) for gap in gaps):
            return False
        if not any(between) and (size >= LONG or unspaced(self.row[place : place + size])):
            return True
        if (
            size < LONG
            and len(gaps) not in (0, size - 1)
            and not all(_HYPHENS.fullmatch(gap) for gap in gaps)
        ):
            return False
        return self._edge(place, -1, beside) and self._edge(place + size - 1, 1, beside)

    def _edge(self, place: int, way: int, beside: Collection[int]) -> bool:
        """Whether a word may begin (-1) or end (1) with this letter."""
        here = self.at[place]
        near = here + way
        text = self.folded.text
        if not 0 <= near < len(text) or not text[near].isalnum():
            return True
        one, other = self._written(here), self._written(near)
        if one.isdigit() != other.isdigit():
            return True
        first, second = (other, one) if way < 0 else (one, other)
        if first.islower() and second.isupper():
            return True
        return self.folded.starts[here] in beside if way < 0 else self.folded.ends[here] in beside

    def _written(self, at: int) -> str:
        return self.folded.original[self.folded.starts[at]]


_BREAK = re.compile(r"[ ]*-?[ ]*\n\s*")
_HYPHENS = re.compile(r"-|'|[ ]*-?[ ]*\n\s*")


def places_of(word: str, text: str) -> list[tuple[int, int]]:
    """Where one word or phrase stands in a text, however it is written. See `Letters.places`."""
    return Letters(text).places(word)


def union(stretches: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same places without overlaps, in order: one more stretch never covers less."""
    last: tuple[int, int] | None = None
    for start, end in sorted(stretches):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def covers(stretches: list[tuple[int, int]], place: int) -> bool:
    """Whether one of these stretches, in order and apart, holds the place."""
    at = bisect_left(stretches, (place + 1, -1)) - 1
    return at >= 0 and stretches[at][0] <= place < stretches[at][1]
