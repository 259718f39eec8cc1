"""How two requesters are told apart without keeping who they are: keyed hashes of the strongest identifier
given.

Never made from an e-mail address: one person may own many, and many persons may share one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pasocial.cleaning import address


class PersonKind(StrEnum):
    """What the key rests on, strongest first (domain.md B, person key order)."""

    CODICE_FISCALE = "cf"
    EIDAS = "eidas"
    PEC = "pec"
    NAME_AND_BIRTH = "nome"
    UNPROVEN = "incerta"


@dataclass(frozen=True, slots=True)
class PersonKey:
    """One requester. Equal when kind and digest are equal; `aliases` are the keys of her other identifiers.

    Two keys that share an alias are the same person (`resolve_persons`): who files once with
    her codice fiscale and once with name and birth date only must not count twice.
    """

    kind: PersonKind
    digest: str
    aliases: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def proven(self) -> bool:
        """An unproven key (a bare name, or nothing) never adds a person to the hard flag."""
        return self.kind is not PersonKind.UNPROVEN

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.digest}"


_HOMOCODY = str.maketrans("LMNPQRSTUV", "0123456789")
_DIGIT_PLACES = (6, 7, 9, 10, 12, 13, 14)
_MONTHS = "ABCDEHLMPRST"
_CF = re.compile(r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]")


def normal_name(name: str) -> str:
    """Letters only, no accents, words in alphabetical order: `D'Àmico, Anna Maria` = `anna maria d amico`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"[^\W\d_]+", plain)))


def person_key(
    *,
    secret: bytes,
    codice_fiscale: str = "",
    eidas: str = "",
    pec: str = "",
    name: str = "",
    birth_date: date | None = None,
) -> PersonKey:
    """The key of a requester: HMAC-SHA256 of the strongest identifier given (domain.md B, person key order).

    A codice fiscale that was written in homocody (letters for digits, to tell namesakes apart) keeps its own
    spelling: namesakes are two people. One that is not well formed is ignored, so that a typing error falls
    back on the next identifier instead of inventing a person.
    """

    def digest(kind: str, value: str) -> str:
        return hmac.new(secret, f"{kind}\x1f{value}".encode(), hashlib.sha256).hexdigest()

    tax_code = re.sub(r"\s+", "", codice_fiscale).upper()
    name_words = normal_name(name)
    found: list[tuple[PersonKind, str]] = []
    if _CF.fullmatch(tax_code) or re.fullmatch(r"\d{11}", tax_code):  # 11 digits: the tax code of a body
        found.append((PersonKind.CODICE_FISCALE, tax_code))
    if cleaned := re.sub(r"\s+", "", eidas).upper():
        found.append((PersonKind.EIDAS, cleaned))
    if cleaned := address(re.sub(r"\s+", "", pec)).casefold():
        found.append((PersonKind.PEC, cleaned))
    birth = birth_date.strftime("%y%m%d") if birth_date else _birth_in(tax_code)
    if name_words and birth:
        # Two digits of the year, because the codice fiscale does not tell the century.
        found.append((PersonKind.NAME_AND_BIRTH, f"{name_words}\x1f{birth}"))
    if not found:
        return PersonKey(PersonKind.UNPROVEN, digest("incerta", name_words))
    digests = [(kind, digest(kind.value, value)) for kind, value in found]
    kind, strongest = digests[0]
    return PersonKey(kind, strongest, frozenset(f"{kind.value}:{value}" for kind, value in digests))


def _birth_in(tax_code: str) -> str:
    """`yymmdd` of a natural person's codice fiscale (DM 12 March 1974: month letter, day + 40 for women)."""
    if not _CF.fullmatch(tax_code):
        return ""
    plain = "".join(
        letter.translate(_HOMOCODY) if place in _DIGIT_PLACES else letter
        for place, letter in enumerate(tax_code)
    )
    day = int(plain[9:11])
    return f"{plain[6:8]}{_MONTHS.index(plain[8]) + 1:02d}{day - 40 if day > 40 else day:02d}"


Pairs = Iterable[tuple[PersonKey, PersonKey]]


def resolve_persons(
    keys: Iterable[PersonKey], *, same: Pairs = (), different: Pairs = ()
) -> dict[PersonKey, PersonKey]:
    """Each key → the key that stands for that person: the strongest of all keys linked by shared identifiers.

    Two different codici fiscali are never joined, whatever weaker identifier they share (namesakes born on
    one
    day, two people behind one PEC); a weaker key that could be either becomes one of them, never a third
    person.

    `same` and `different` are pairs that staff declared. What staff declare the same is joined first, even two
    codici fiscali (a temporary one and the one that replaced it); what they declare different is never joined,
    neither directly nor through others, and wins over everything else: it can only raise the number of people.
    """
    order = list(PersonKind)
    aliases: dict[PersonKey, set[str]] = {}
    for key in keys:
        aliases.setdefault(key, set()).update(key.aliases)
    stands = {key: key for key in aliases}
    apart: dict[PersonKey, set[PersonKey]] = {}
    for one, other in different:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    groups = {key: {key} for key in aliases}

    def rank(key: PersonKey) -> tuple[int, str]:
        return order.index(key.kind), key.digest

    def root(key: PersonKey) -> PersonKey:
        while stands[key] != key:
            stands[key] = stands[stands[key]]
            key = stands[key]
        return key

    def join(one: PersonKey, other: PersonKey) -> None:
        strong, weak = sorted((root(one), root(other)), key=rank)
        if strong == weak or any(apart.get(key, set()) & groups[strong] for key in groups[weak]):
            return
        stands[weak] = strong
        groups[strong] |= groups.pop(weak)

    declared = [pair for pair in same if pair[0] in stands and pair[1] in stands]
    for one, other in sorted(declared, key=lambda pair: (rank(pair[0]), rank(pair[1]))):
        join(one, other)
    owner: dict[str, PersonKey] = {}
    for key in sorted(aliases, key=rank):
        for alias in sorted(aliases[key]):
            mine, theirs = root(key), root(owner.setdefault(alias, key))
            if mine == theirs or mine.kind is theirs.kind is PersonKind.CODICE_FISCALE:
                continue
            join(mine, theirs)
    return {key: root(key) for key in stands}
