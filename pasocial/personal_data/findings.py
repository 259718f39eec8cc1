"""What a finding is, which kinds there are, and how findings that overlap become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PersonalDatum(StrEnum):
    """What kind of personal datum a text seems to hold."""

    CODICE_FISCALE = "codice_fiscale"
    VAT = "vat"  # partita IVA: of a firm, which may be one person
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    CARD = "card"  # number of a payment card
    PLATE = "plate"
    NAME = "name"  # a name known in this case, in full
    POSSIBLE_NAME = "possible_name"  # one word of such a name
    PEC = "pec"  # an e-mail address of certified mail
    BIRTH = "birth"  # a day of birth, said to be one
    ADDRESS = "address"  # street and number
    WORD = "word"  # a word somebody asked to look for


# What a line of the register may not hold; a street or a day may well be its subject.
REGISTER_KINDS = frozenset(
    {
        PersonalDatum.CODICE_FISCALE,
        PersonalDatum.VAT,
        PersonalDatum.EMAIL,
        PersonalDatum.PEC,
        PersonalDatum.PHONE,
        PersonalDatum.IBAN,
        PersonalDatum.CARD,
        PersonalDatum.PLATE,
        PersonalDatum.NAME,
        PersonalDatum.POSSIBLE_NAME,
    }
)
DOCUMENT_KINDS = frozenset(PersonalDatum)


@dataclass(frozen=True)
class Finding:
    """A stretch of text that seems personal: `text[start:end] == excerpt`."""

    datum: PersonalDatum
    excerpt: str
    start: int
    end: int


# The surest reading of a stretch first.
_STRENGTH = {
    datum: place
    for place, datum in enumerate(
        (
            PersonalDatum.CODICE_FISCALE,
            PersonalDatum.PEC,
            PersonalDatum.EMAIL,
            PersonalDatum.IBAN,
            PersonalDatum.CARD,
            PersonalDatum.VAT,
            PersonalDatum.WORD,
            PersonalDatum.ADDRESS,
            PersonalDatum.BIRTH,
            PersonalDatum.NAME,
            PersonalDatum.PLATE,
            PersonalDatum.PHONE,
            PersonalDatum.POSSIBLE_NAME,
        )
    )
}


def together(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """In reading order and apart: what overlaps is one finding, as long as both and of the surer kind."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda found: (found.start, -found.end)):
        if kept and one.start < kept[-1].end:
            last = kept[-1]
            end = max(last.end, one.end)
            datum = min(last.datum, one.datum, key=_STRENGTH.__getitem__)
            kept[-1] = Finding(datum, text[last.start : end], last.start, end)
        else:
            kept.append(one)
    return kept
