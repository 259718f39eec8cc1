"""Finds what seems personal in a text: the same eyes for the register's words and for whole documents.

A pattern can only suspect. Whoever shows or publishes a text decides, and says so. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class PersonalDatum(StrEnum):
    """What kind of personal datum a text seems to hold."""

    CODICE_FISCALE = "codice_fiscale"
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    PLATE = "plate"
    NAME = "name"  # a name known in this case, in full
    POSSIBLE_NAME = "possible_name"  # one word of such a name, written with a capital
    PEC = "pec"  # an e-mail address of certified mail
    BIRTH = "birth"  # a day of birth, said to be one
    ADDRESS = "address"  # street and number
    WORD = "word"  # a word somebody asked to look for


# What a line of the register may not hold; a street or a day may well be its subject.
REGISTER_KINDS = frozenset(
    {
        PersonalDatum.CODICE_FISCALE,
        PersonalDatum.EMAIL,
        PersonalDatum.PHONE,
        PersonalDatum.IBAN,
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


# DM 23/12/1976: also written in groups, or broken at the end of a line.
_CODICE_FISCALE = re.compile(
    r"\b[A-Z]{3}\s?[A-Z]{3}\s?[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}\s?[A-Z][0-9LMNP-V]{3}\s?[A-Z]\b",
    re.IGNORECASE | re.ASCII,
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
_DAY = (
    r"(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})\b"
    r"|\d{1,2}°?\s+(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)"
    r"\s+\d{4})"
)
# "nata a Torino il 12/3/1970": the place goes with the day.
_BIRTH = re.compile(
    r"\bnat[oaie](?:/a)?\b\s+(?P<what>(?:(?!\bnat[oaie]\b)[^.;:]){0,60}?" + _DAY + r")"
    r"|\b(?:data|luogo e data) di nascita\s*:?\s*(?P<said>[^.;:\n]{0,40}?" + _DAY + r")"
    r"|\bclasse\s+(?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
# A street is an address once it has its number; "per via telematica entro 30 giorni" names nobody's home.
_ADDRESS = re.compile(
    r"\b(?i:via|viale|v\.le|piazza|piazzale|piazzetta|p\.zza|corso|c\.so|largo|vicolo|strada|contrada|borgo|calle"
    r"|salita|frazione|fraz\.|località|loc\.|lungo[a-z]+)\s+"
    r"(?:(?:d[aei]l?l?[aeo]?i?|degli|dell['’]|dei|[0-9]{1,2}|[IVX]+)\s*)?[A-ZÀ-Ý][\w'’.-]*"
    r"(?:\s+(?:(?:d[aei]l?l?[aeo]?i?|degli|dei|e)\s+)?[A-ZÀ-Ý][\w'’.-]*){0,4}"
    r"\s*,?\s*(?i:n\.?\s*|n°\s*|nr\.?\s*|civico\s+|snc\b)?(?:\d{1,4}(?:(?:\s?/\s?|-)?[A-Za-z]\b(?!['’])|\s[A-Z]\b(?!['’]))?|(?<=snc))"
)
_CERTIFIED = re.compile(r"(?:^|[.@-])(?:pec|[\w-]*legalmail|postacert|cert|[\w-]*pec)\.", re.IGNORECASE)
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


def personal_data_in(
    text: str,
    names: Iterable[str] = (),
    *,
    words: Iterable[str] = (),
    kinds: Collection[PersonalDatum] = DOCUMENT_KINDS,
) -> list[Finding]:
    """Every stretch that seems personal, in order. `names`: persons and bodies of the case; `words`: asked for."""
    findings = [one for one in _patterns_in(text) if one.datum in kinds]
    known = [name for name in names if name.strip()]
    if known:
        place = _Places(text)
        for name in known:
            findings += place.of_name(name)
    for word in words:
        findings += _word_in(text, word)
    return _without_overlaps(findings)


def _patterns_in(text: str) -> Iterator[Finding]:
    for datum, pattern in (
        (PersonalDatum.CODICE_FISCALE, _CODICE_FISCALE),
        (PersonalDatum.EMAIL, _EMAIL),
        (PersonalDatum.IBAN, _IBAN),
        (PersonalDatum.PLATE, _PLATE),
        (PersonalDatum.PHONE, _PHONE),
        (PersonalDatum.BIRTH, _BIRTH),
        (PersonalDatum.ADDRESS, _ADDRESS),
    ):
        for match in pattern.finditer(text):
            said, kind = match.group(), datum
            start, end = match.span(match.lastgroup) if match.lastgroup else match.span()
            if datum is PersonalDatum.PHONE and not _is_phone(said):
                continue
            if datum is PersonalDatum.IBAN and not _is_iban(said):
                continue
            if datum is PersonalDatum.CODICE_FISCALE and not _is_code(said):
                continue
            if datum is PersonalDatum.EMAIL and _CERTIFIED.search(said.rpartition("@")[2]):
                kind = PersonalDatum.PEC
            yield Finding(kind, text[start:end], start, end)


def _is_code(text: str) -> bool:
    """Written in groups it is a code only with its digits: four words in a row are none."""
    return not re.search(r"\s", text) or sum(one.isdigit() for one in text) >= 4


_VARIANTS = {
    "a": "aàáâä",
    "e": "eèéêë",
    "i": "iìíîï",
    "o": "oòóôö",
    "u": "uùúûü",
    "c": "cç",
    "n": "nñ",
    "'": "'’",
}


def _word_in(text: str, word: str) -> Iterator[Finding]:
    """A word or phrase, whatever its capitals, accents and line ends."""
    parts = [
        "".join(f"[{_VARIANTS[c]}]" if c in _VARIANTS else re.escape(c) for c in folded(part))
        for part in word.split()
    ]
    if not parts:
        return
    edge = r"(?<!\w)" if parts[0][0].isalnum() or parts[0][0] == "[" else ""
    for match in re.finditer(edge + r"\s+".join(parts) + r"(?!\w)", text, re.IGNORECASE):
        yield Finding(PersonalDatum.WORD, match.group(), match.start(), match.end())


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


def folded(text: str) -> str:
    """Lower case without accents, with straight apostrophes: D'ALÒ and d’alo are one name."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.casefold().replace("’", "'")


class _Places:
    """Where each word of a text stands: many names are looked for in one long document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [(match, folded(match.group())) for match in _WORD.finditer(text)]
        self._where: dict[str, list[int]] = {}
        for place, (_match, word) in enumerate(self._words):
            self._where.setdefault(word, []).append(place)

    def of_name(self, name: str) -> Iterator[Finding]:
        """The name in full, its words adjacent in any order; else its telling words, one by one."""
        wanted = [folded(word) for word in _WORD.findall(name)]
        size = len(set(wanted))
        free = 0
        for place in sorted(place for word in set(wanted) for place in self._where.get(word, ())):
            if place < free:
                continue
            stretch = self._words[place : place + len(wanted)]
            if (
                size >= 2
                and len(stretch) == len(wanted)
                and {word for _match, word in stretch} == set(wanted)
            ):
                start, end = stretch[0][0].start(), stretch[-1][0].end()
                yield Finding(PersonalDatum.NAME, self._text[start:end], start, end)
                free = place + len(wanted)
                continue
            match, word = self._words[place]
            if word not in _EMPTY_WORDS and len(word) >= _SHORTEST_LONE_WORD and match.group()[0].isupper():
                yield Finding(PersonalDatum.POSSIBLE_NAME, match.group(), match.start(), match.end())


_STRENGTH = {
    datum: place
    for place, datum in enumerate(
        (
            PersonalDatum.CODICE_FISCALE,
            PersonalDatum.PEC,
            PersonalDatum.EMAIL,
            PersonalDatum.IBAN,
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


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """The surest reading of each stretch, in reading order."""
    kept: list[Finding] = []
    starts: list[int] = []
    for finding in sorted(findings, key=lambda f: (_STRENGTH[f.datum], f.start)):
        place = bisect(starts, finding.start)
        before_ends = place == 0 or kept[place - 1].end <= finding.start
        if before_ends and (place == len(kept) or finding.end <= kept[place].start):
            kept.insert(place, finding)
            starts.insert(place, finding.start)
    return kept
