"""When a gathered file may become public: never before a person decided it. Plain Python, facts in, a reason out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

OPEN, CLEAR, REPLACED, LEFT_OUT = "open", "clear", "replaced", "left_out"
DECIDED = frozenset({CLEAR, REPLACED, LEFT_OUT})
PUBLISHED = frozenset({CLEAR, REPLACED})
REASON_LENGTH = (10, 1000)


@dataclass(frozen=True)
class Suspect:
    """One text of a file that seems personal, wherever it stands: `pages` from 1, 0 for the file's own name.

    `datum` is a code of personal_data.PersonalDatum, or `hidden` for something a reader does not see.
    """

    key: str
    datum: str
    excerpt: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Inspected:
    """A file as the rule on release judges it. By default nobody read it, and so nothing vouches for it.

    `unread`: codes of what no machine could read (pages as numbers). `confirmed`: keys a person answered for by name;
    `by_eye` is among them once she declared that she looked at what was not read. `beyond`: texts found and not kept.
    """

    name: str
    read: bool = False
    suspects: tuple[Suspect, ...] = ()
    beyond: int = 0
    unread: tuple[str, ...] = ()
    confirmed: frozenset[str] = frozenset()

    @property
    def open_suspects(self) -> tuple[Suspect, ...]:
        """What nobody redacted or confirmed."""
        return tuple(one for one in self.suspects if one.key not in self.confirmed)

    @property
    def wants_eyes(self) -> bool:
        return bool(self.unread) and BY_EYE not in self.confirmed


BY_EYE = "by_eye"
# What a sentence names; the page lists the rest.
NAMED = 3


@dataclass(frozen=True)
class Material:
    """One gathered file as the rules judge it: undecided unless told otherwise."""

    name: str
    state: str = OPEN
    decided: bool = False  # a moment is kept
    has_copy: bool = False


def reasons_against_releasing(inspected: Inspected) -> list[Refusal]:
    """Why a file may not become public yet (D.Lgs. 33/2013, art. 5-bis(2)(a) and (4); GDPR art. 5(1)(c)).

    The one rule for every way out: a decision, a page, the register. Each text found is redacted or confirmed by name.
    """
    if not inspected.read:
        return [
            Refusal(
                "file_being_read",
                _("«{name}» si sta ancora leggendo in cerca di dati personali: riprova tra poco."),
                "files",
                {"name": inspected.name},
            )
        ]
    reasons: list[Refusal] = []
    if inspected.wants_eyes:
        reasons.append(
            Refusal(
                "file_not_looked_at",
                _("«{name}» non si può leggere per intero in automatico: guardalo tutto e dichiaralo."),
                "files",
                {"name": inspected.name},
            )
        )
    found = inspected.open_suspects
    if found:
        named = "», «".join(one.excerpt for one in found[:NAMED])
        more = " …" if len(found) > NAMED else ""
        reasons.append(
            Refusal(
                "file_personal_data",
                _(
                    "In «{name}» ci sono dati che sembrano personali e nessuno ha confermato ({count}): "
                    "«{found}»{more}. Oscurali o confermali uno per uno."
                ),
                "files",
                {"name": inspected.name, "count": len(found), "found": named, "more": more},
            )
        )
    if inspected.beyond:
        reasons.append(
            Refusal(
                "file_too_many_data",
                _(
                    "In «{name}» i dati che sembrano personali sono troppi per confermarli uno per uno "
                    "(altri {count}): rilascia una copia oscurata."
                ),
                "files",
                {"name": inspected.name, "count": inspected.beyond},
            )
        )
    return reasons


def reasons_against_confirming(inspected: Inspected, keys: Iterable[str], reason: str) -> list[Refusal]:
    """A person answers for what she was shown, one by one, and says why."""
    against: list[Refusal] = []
    known = {one.key for one in inspected.suspects} | {BY_EYE}
    chosen = list(keys)
    if not chosen:
        against.append(
            Refusal("nothing_chosen", _("Segna che cosa confermi: niente è confermato da solo."), "keys")
        )
    if any(key not in known for key in chosen):
        against.append(
            Refusal(
                "not_found_there", _("Il file è stato letto di nuovo: guarda che cosa c'è adesso."), "keys"
            )
        )
    if not _long_enough(reason):
        against.append(
            Refusal(
                "why_missing",
                _(
                    "Scrivi perché si può pubblicare, con almeno 10 caratteri: per esempio, è il numero dell'ufficio."
                ),
                "reason",
            )
        )
    return against


def reason_against_leaving_out(reason: str) -> Refusal | None:
    if not _long_enough(reason):
        return Refusal("why_missing", _("Scrivi perché il file resta fuori: almeno 10 caratteri."), "reason")
    return None


def _long_enough(reason: str) -> bool:
    least, most = REASON_LENGTH
    return least <= len(reason.strip()) <= most


def reason_against_changing(published: bool) -> Refusal | None:
    """What the public already reads is corrected with the page, not behind it."""
    if published:
        return Refusal(
            "already_public", _("Il file è già pubblicato: la decisione non si cambia più da qui.")
        )
    return None


def reasons_against_publishing(material: Iterable[Material]) -> list[Refusal]:
    """Refused by default: each gathered file needs a decision, and a replaced one its copy."""
    return [
        Refusal(
            "material_open",
            _(
                "Manca la decisione su «{name}»: confermalo, sostituiscilo con una copia oscurata o lascialo fuori."
            ),
            "files",
            {"name": one.name},
        )
        for one in material
        if one.state not in DECIDED or not one.decided or (one.state == REPLACED and not one.has_copy)
    ]


def reason_against_copy(*, there: bool) -> Refusal | None:
    """Why a copy does not take a file's place: it was not made of it."""
    return (
        None
        if there
        else Refusal("not_its_copy", _("Scegli una copia oscurata di questo stesso file."), "copy")
    )
