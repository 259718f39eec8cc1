"""Persons and bodies of the case, however their names are written: spaced out, glued, broken, in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pasocial.folding import LONG, Letters, folded
from pasocial.personal_data.findings import Finding, PersonalDatum

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words of an organisation's or a double name that say nothing about a person.
# fmt: off
_EMPTY_WORDS = frozenset(
    {
        "agli", "alla", "alle", "allo", "associazione", "avvocato", "azienda", "banca", "comitato",
        "comune", "coop", "cooperativa", "costruzioni", "dalla", "dalle", "degli", "dell", "della", "delle",
        "dello", "dott", "dottor", "dottoressa", "ente", "figli", "fondazione", "fratelli", "gruppo",
        "immobiliare", "impresa", "istituto", "italia", "italiana", "italiano", "ministero", "onlus",
        "ordine", "provincia", "regione", "scuola", "servizi", "signor", "signora", "sindacato", "societa",
        "spa", "srl", "srls", "studio", "unione", "universita",
    }
)
# fmt: on
_SHORTEST_LONE_WORD = 4
# Between the words of one name: a blank or two, a comma, a line's end; a spaced-out name leaves wider gaps.
_WIDEST = 4
Stretch = tuple[int, int]


def names_in(letters: Letters, names: Sequence[str]) -> Iterator[Finding]:
    """Each name in full, its words side by side in any order; else its telling words, one by one."""
    for name in names:
        wanted = list(dict.fromkeys(folded(word) for word in _WORD.findall(name)))
        if wanted:
            yield from _of_name(letters, wanted)


def _of_name(letters: Letters, wanted: Sequence[str]) -> Iterator[Finding]:
    text = letters.folded.original
    places = {word: letters.places(word) for word in wanted}
    # A short word glued to one that was found is found too: "LiMarco".
    edges = {edge for found in places.values() for stretch in found for edge in stretch}
    for word in wanted:
        if len(word) < LONG and len(wanted) > 1:
            places[word] = letters.places(word, beside=edges)
    marks = sorted((start, end, word) for word, found in places.items() for start, end in found)
    place = 0
    while place < len(marks):
        run, reach = _run_from(text, marks, place, len(wanted))
        if run is not None:
            start, end = run
            yield Finding(PersonalDatum.NAME, text[start:end], start, end)
            place = reach
            continue
        start, end, word = marks[place]
        if len(word) >= _SHORTEST_LONE_WORD and word not in _EMPTY_WORDS and _stands_alone(text, start, end):
            yield Finding(PersonalDatum.POSSIBLE_NAME, text[start:end], start, end)
        place += 1


def _run_from(
    text: str, marks: Sequence[tuple[int, int, str]], place: int, size: int
) -> tuple[Stretch | None, int]:
    """The stretch of a whole name that begins with this word, and the mark after it."""
    if size < 2:
        return None, place
    seen = {marks[place][2]}
    start, end = marks[place][:2]
    for at in range(place + 1, len(marks)):
        begin, stop, word = marks[at]
        if begin < end:
            continue
        between = text[end:begin]
        if any(one.isalnum() for one in between) or len(between.strip()) > _WIDEST or len(between) > 12:
            break
        if word in seen:
            break
        seen.add(word)
        end = stop
        if len(seen) == size:
            return ((start, end), at + 1) if _stands_alone(text, start, end) else (None, place)
    return None, place


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not a part of a longer word ("grossista" holds no Rossi); a capital, a digit or a sign begins a new one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    first, last = text[start], text[end - 1]
    glued_before = before.isalpha() and not (before.islower() and first.isupper())
    glued_after = after.isalpha() and not (last.islower() and after.isupper())
    return not glued_before and not glued_after
