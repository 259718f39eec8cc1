"""A text as patterns read it: invisible signs gone, accents folded, line-end hyphens joined, capitals kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pasocial.folding import fold
from pasocial.personal_data.findings import Finding, PersonalDatum


class Readable:
    """`text`: what is searched, in plain letters; `finding` tells where in the original a match of it stands."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._folded = fold(original, join_lines=True)
        starts = self._folded.starts
        self.text = "".join(
            one.upper() if original[starts[place]].isupper() and len(one.upper()) == 1 else one
            for place, one in enumerate(self._folded.text)
        )

    def finding(self, datum: PersonalDatum, start: int, end: int) -> Finding:
        first, last = self._folded.span(start, end)
        return Finding(datum, self.original[first:last], first, last)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.text)

    def before(self, place: int, size: int = 40) -> str:
        return self.text[max(0, place - size) : place]

    def after(self, place: int, size: int = 20) -> str:
        return self.text[place : place + size]
