"""Finds what seems personal in a text: the same eyes for the register's words and for whole documents.

A pattern can only suspect. Whoever shows or publishes a text decides, and says so. Plain Python.

`numbers.py` knows codes, telephones, cards and addresses of the net; `places.py` streets and births; `names.py` persons
known in the case, however their names are written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pasocial.folding import Letters
from pasocial.personal_data.findings import (
    DOCUMENT_KINDS,
    REGISTER_KINDS,
    Finding,
    PersonalDatum,
    together,
)
from pasocial.personal_data.names import names_in
from pasocial.personal_data.numbers import numbers_in
from pasocial.personal_data.places import places_in
from pasocial.personal_data.readable import Readable

__all__ = ["DOCUMENT_KINDS", "REGISTER_KINDS", "Finding", "PersonalDatum", "personal_data_in"]


def personal_data_in(
    text: str,
    names: Iterable[str] = (),
    *,
    words: Iterable[str] = (),
    kinds: Collection[PersonalDatum] = DOCUMENT_KINDS,
) -> list[Finding]:
    """Every stretch that seems personal, in order and apart. `names`: persons and bodies of the case; `words`: asked for.

    Where two findings overlap they become one that covers both: one more word never covers less.
    """
    read = Readable(text)
    findings = [one for one in (*numbers_in(read), *places_in(read)) if one.datum in kinds]
    known = [name for name in names if name.strip()]
    wanted = [word for word in words if word.strip()]
    if known or wanted:
        letters = Letters(text)
        findings += names_in(letters, known)
        findings += [
            Finding(PersonalDatum.WORD, text[start:end], start, end)
            for word in wanted
            for start, end in letters.places(word)
        ]
    return together(text, findings)
