"""What may appear in public: no personal data in the subject and reason that the register shows.

Public subject and reason are separate, edited texts; names are never published (C2 §9, Annex 3). What looks
like a code, an address or a number stops approval; a lone word that may be a surname can be cleared by the
approver, who says that here it names no person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

SUBJECT_LENGTH = (10, 200)
REASON_LENGTH = (10, 500)


class PersonalDatum(StrEnum):
    """What kind of personal datum a text seems to hold."""

    CODICE_FISCALE = "codice_fiscale"
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    PLATE = "plate"
    NAME = "name"  # a name known in this case, in full
    POSSIBLE_NAME = "possible_name"  # one word of such a name, written with a capital


@dataclass(frozen=True)
class Finding:
    """A stretch of text that seems personal: `text[start:end] == excerpt`."""

    datum: PersonalDatum
    excerpt: str
    start: int
    end: int


_CODICE_FISCALE = re.compile(
    r"\b[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b", re.IGNORECASE | re.ASCII
)
_EMAIL = re.compile(
    r"(?<![\w.-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b", re.IGNORECASE | re.ASCII
)
# +39 or 0039 with at least six digits, mobile numbers, and landlines that begin with 0.
_PHONE = re.compile(
    r"(?<![\w/.,-])(?:(?:\+|00)\d{2}[\s./-]?(?:\d[\s./-]?){6,11}|3\d{2}[\s./-]?\d{3}[\s./-]?\d{3,4}"
    r"|0[1-9]\d{0,2}[\s./-]?\d{2,4}[\s./-]?\d{2,4}(?:[\s./-]?\d{1,3})?)(?![\w/])"
)
# Plates since 1994: two letters, three digits, two letters, without I, O, Q, U.
_PLATE = re.compile(r"\b[A-HJ-NPR-TV-Z]{2}[ -]?\d{3}[ -]?[A-HJ-NPR-TV-Z]{2}\b")
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
        "società", "spa", "srl", "srls", "studio", "unione", "universita", "università",
    }
)
# fmt: on
_SHORTEST_LONE_WORD = 4


def personal_data_in(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """Every stretch that seems personal, in order. `names`: persons and bodies of this case."""
    findings: list[Finding] = []
    for datum, pattern in (
        (PersonalDatum.CODICE_FISCALE, _CODICE_FISCALE),
        (PersonalDatum.EMAIL, _EMAIL),
        (PersonalDatum.IBAN, _IBAN),
        (PersonalDatum.PLATE, _PLATE),
        (PersonalDatum.PHONE, _PHONE),
    ):
        for match in pattern.finditer(text):
            if datum is PersonalDatum.PHONE and not _is_phone(match.group()):
                continue
            if datum is PersonalDatum.IBAN and not _is_iban(match.group()):
                continue
            findings.append(Finding(datum, match.group(), match.start(), match.end()))
    for name in names:
        findings += _names_in(text, name)
    return _without_overlaps(findings)


def reasons_against_disclosure(
    subject: str, reason: str, names: Iterable[str] = (), *, cleared: Collection[str] = ()
) -> list[Refusal]:
    """Every reason against approving these public texts (fields `public_subject`, `public_reason`).

    `cleared`: excerpts that the approver says name no person here; they clear only possible names and plates.
    """
    known = [name for name in names if name.strip()]
    allowed = {_plain(excerpt) for excerpt in cleared}
    reasons = [
        *_length(subject, SUBJECT_LENGTH, "public_subject"),
        *(_length(reason, REASON_LENGTH, "public_reason") if reason.strip() else ()),
    ]
    for field, text in (("public_subject", subject), ("public_reason", reason)):
        for finding in personal_data_in(text, known):
            if finding.datum in CLEARABLE and _plain(finding.excerpt) in allowed:
                continue
            reasons.append(
                Refusal(
                    f"personal_{finding.datum}",
                    _SENTENCES[finding.datum],
                    field,
                    {"excerpt": finding.excerpt},
                )
            )
    return reasons


def reason_against_disclosure(
    subject: str, reason: str, names: Iterable[str] = (), *, cleared: Collection[str] = ()
) -> Refusal | None:
    """The first reason, if there is one."""
    return next(iter(reasons_against_disclosure(subject, reason, names, cleared=cleared)), None)


# What a person may say it is not; the rest is personal whatever anybody says.
CLEARABLE = (PersonalDatum.POSSIBLE_NAME, PersonalDatum.PLATE, PersonalDatum.PHONE)

_SENTENCES = {
    PersonalDatum.CODICE_FISCALE: _(
        "Togli il codice fiscale «{excerpt}»: nel registro non va nessun dato personale."
    ),
    PersonalDatum.EMAIL: _(
        "Togli l'indirizzo e-mail «{excerpt}»: nel registro non va nessun dato personale."
    ),
    PersonalDatum.PHONE: _("«{excerpt}» sembra un telefono: toglilo, o conferma che non lo è."),
    PersonalDatum.IBAN: _("Togli l'IBAN «{excerpt}»: nel registro non va nessun dato personale."),
    PersonalDatum.PLATE: _("«{excerpt}» sembra una targa: toglila, o conferma che non lo è."),
    PersonalDatum.NAME: _("Togli il nome «{excerpt}»: nel registro non vanno nomi."),
    PersonalDatum.POSSIBLE_NAME: _(
        "«{excerpt}» è il nome di una persona del caso? Toglilo, o conferma che non lo è."
    ),
}


def _is_phone(text: str) -> bool:
    """Enough digits, and not a protocol number with its year (0761234/2026)."""
    return len(re.sub(r"\D", "", text)) >= 7 and not re.search(r"/(?:19|20)\d{2}$", text)


def _is_iban(text: str) -> bool:
    code = re.sub(r"[ -]", "", text).upper()
    if not 15 <= len(code) <= 34:
        return False
    # Any IBAN-shaped Italian code counts, even mistyped; elsewhere the check digits decide.
    if code.startswith("IT") and len(code) == 27:
        return True
    turned = code[4:] + code[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _plain(text: str) -> str:
    """Lower case without accents, with straight apostrophes: D'ALÒ and d’alo are one name."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.casefold().replace("’", "'")


def _names_in(text: str, name: str) -> Iterator[Finding]:
    """The name in full, its words adjacent in any order; else its telling words, one by one."""
    wanted = [_plain(word) for word in _WORD.findall(name)]
    if not wanted:
        return
    words = [(match, _plain(match.group())) for match in _WORD.finditer(text)]
    size = len(set(wanted))
    place = 0
    while place < len(words):
        stretch = words[place : place + len(wanted)]
        if size >= 2 and len(stretch) == len(wanted) and {w for _m, w in stretch} == set(wanted):
            start, end = stretch[0][0].start(), stretch[-1][0].end()
            yield Finding(PersonalDatum.NAME, text[start:end], start, end)
            place += len(wanted)
            continue
        match, word = words[place]
        place += 1
        if (
            word in wanted
            and word not in _EMPTY_WORDS
            and len(word) >= _SHORTEST_LONE_WORD
            and match.group()[0].isupper()
        ):
            yield Finding(PersonalDatum.POSSIBLE_NAME, match.group(), match.start(), match.end())


_STRENGTH = {
    datum: place
    for place, datum in enumerate(
        (
            PersonalDatum.CODICE_FISCALE,
            PersonalDatum.EMAIL,
            PersonalDatum.IBAN,
            PersonalDatum.NAME,
            PersonalDatum.PLATE,
            PersonalDatum.PHONE,
            PersonalDatum.POSSIBLE_NAME,
        )
    )
}


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """The surest reading of each stretch, in reading order."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (_STRENGTH[f.datum], f.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.start)


def _length(text: str, limits: tuple[int, int], field: str) -> Iterator[Refusal]:
    least, most = limits
    length = len(text.strip())
    if not least <= length <= most:
        yield Refusal(
            "public_text_length",
            _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
            field,
            {"least": least, "most": most, "length": length},
        )
