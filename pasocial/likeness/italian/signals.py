"""Years and places: what makes two requests in the same words ask for different documents."""

from __future__ import annotations

import re
import unicodedata

from pasocial.likeness.language import blanked

# Patterns begin with the letters they may begin with, and look behind afterwards: so nearly every place of a text is
# passed over without trying.
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_YEARS = re.compile(
    r"((?:1(?<![\d/]1)9[5-9]|2(?<![\d/]2)0[0-4])\d)"
    rf"(?:\s*(?:[-–/]|al|a|fino\s+al|e\s+il|sino\s+al)\s*({_YEAR}|\d{{2}}(?!\d)))?(?![\d])",
    re.IGNORECASE,
)
# A date is not a period: "delibera del 12/3/2024" names one act, its year is kept all the same.
_DATE = re.compile(rf"\d(?<!\w\d)\d?[./-]\d{{1,2}}[./-]({_YEAR}|\d{{2}})\b")
_LONGEST_PERIOD = 60

_PLACE_WORDS = (
    *(
        "via",
        "viale",
        "vicolo",
        "villa",
        "piazza",
        "piazzale",
        "piazzetta",
        "plesso",
        "palestra",
        "parco",
        "ponte",
    ),
    *(
        "piscina",
        "palazzo",
        "corso",
        "contrada",
        "cimitero",
        r"comune\s+di",
        "circoscrizione",
        "largo",
        "lungomare",
    ),
    *(
        "localit[aà]",
        "liceo",
        "strada",
        "scuola",
        "stadio",
        "frazione",
        "quartiere",
        "borgo",
        "biblioteca",
        "rione",
    ),
    *("istituto", "asilo", "nido", "ospedale", "museo", "municipio", "teatro"),
)
_PLACE_BEGINNINGS = "|".join(
    rf"{letter}(?<!\w{letter})(?:{'|'.join(word[1:] for word in _PLACE_WORDS if word[0] == letter)})"
    for letter in dict.fromkeys(word[0] for word in _PLACE_WORDS)
)
_PLACE = re.compile(
    rf"(?:{_PLACE_BEGINNINGS})\s+"
    r"((?:(?:(?i:san|santa|santo|sant['’]|don|papa|della|delle|degli|dei|del|di|d['’]|la|il|lo)\s?)\s*){0,3}[A-ZÀ-Ý][\w'’]*(?:\s+[A-ZÀ-Ý][\w'’]*){0,2})"
)


_NOT_OF_THE_NAME = frozenset(
    ("di", "del", "della", "dei", "degli", "delle", "d", "la", "il", "lo", "villa", "palazzo")
)


def years_in(text: str) -> tuple[frozenset[int], list[tuple[int, int]]]:
    """Every year that the text names, periods filled in, and where they stand: "dal 2021 al 2023" is three
    years."""
    years: set[int] = set()
    spans: list[tuple[int, int]] = []
    for match in _DATE.finditer(text):
        year = match.group(1)
        years.add(int(year) if len(year) == 4 else 2000 + int(year))
        spans.append(match.span())
    for match in _YEARS.finditer(blanked(text, spans)):
        first = int(match.group(1))
        last = int(match.group(2)) if match.group(2) else first
        if last < 100:
            last += first // 100 * 100
        if not first <= last <= first + _LONGEST_PERIOD:
            last = max(first, min(last, first))
        years.update(range(first, last + 1))
        spans.append(match.span())
    return frozenset(years), spans


def places_in(text: str) -> frozenset[str]:
    """Named places: the name after a word like via, piazza, scuola. A common noun there ("scuola media")
    is none."""
    found = set()
    for match in _PLACE.finditer(text):
        name = unicodedata.normalize("NFKD", match.group(1).casefold())
        words = re.findall(r"\w+", "".join(c for c in name if not unicodedata.combining(c)))
        # "Parco di Villa Ada" and "Villa Ada" are one place.
        if telling := [word for word in words if word not in _NOT_OF_THE_NAME]:
            found.add(" ".join(telling))
    return frozenset(found)
