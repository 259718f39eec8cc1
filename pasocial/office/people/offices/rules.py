"""When an office has its place in the tree. Plain Python, facts in, a reason out."""

from __future__ import annotations

from collections.abc import Mapping

from pasocial.cleaning import reason_against_address
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# From the widest to the narrowest; an office is never part of a narrower one.
LEVELS = ("area", "service", "office")
LEVEL_WORDS = {
    "area": "area",
    "settore": "area",
    "direzione": "area",
    "dipartimento": "area",
    "service": "service",
    "servizio": "service",
    "office": "office",
    "ufficio": "office",
    "unità": "office",
    "unità operativa": "office",
}
LONGEST_CODE = 40


def reason_against_code(code: str) -> Refusal | None:
    """Why this is no code: it stands in files and addresses, so it is one short word."""
    if not code or len(code) > LONGEST_CODE or not code.isprintable() or " " in code:
        return Refusal("bad_code", _("Il codice ha da 1 a 40 caratteri, senza spazi."), field="code")
    return None


def reason_against_office(code: str, name: str, level: str, mailbox: str) -> Refusal | None:
    """Why these words do not describe an office."""
    if refused := reason_against_code(code):
        return refused
    if not name:
        return Refusal("name_missing", _("Scrivi il nome dell'ufficio."), field="name")
    if level not in LEVELS:
        return Refusal("unknown_level", _("Il livello è area, servizio o ufficio."), field="level")
    return reason_against_address(mailbox, "mailbox", "bad_mailbox") if mailbox else None


def reason_against_new_code(*, taken: bool) -> Refusal | None:
    """Why the code is not a new office's."""
    if taken:
        return Refusal("code_taken", _("C'è già un ufficio con questo codice."), field="code")
    return None


def reason_against_place(
    code: str, level: str, parent: str, *, parents: Mapping[str, str], levels: Mapping[str, str]
) -> Refusal | None:
    """Why an office is not part of another. `parents` and `levels`: the tree as it is, by code; "" is no parent."""
    if not parent:
        return None
    if parent not in levels:
        return Refusal(
            "unknown_parent",
            _("L'ufficio «{parent}», di cui farebbe parte, non c'è."),
            field="parent",
            values={"parent": parent},
        )
    above, met = parent, {code}
    while above and above not in met:
        met.add(above)
        above = parents.get(above, "")
    if above == code or parent == code:
        return Refusal(
            "circle",
            _("«{parent}» fa già parte di «{code}»: un ufficio non può far parte di sé stesso."),
            field="parent",
            values={"parent": parent, "code": code},
        )
    if LEVELS.index(levels[parent]) > LEVELS.index(level):
        return Refusal(
            "narrower_parent",
            _("«{parent}» è di un livello più piccolo: non può comprenderlo."),
            field="parent",
            values={"parent": parent},
        )
    return None


def reason_against_row(code: str, *, twice: bool, parent: str, parent_known: bool) -> Refusal | None:
    """Why a row of a file is no office: another row has its code, or what it is part of is nowhere."""
    if refused := reason_against_code(code):
        return refused
    if twice:
        return Refusal(
            "row_twice",
            _("Il codice «{code}» è già in un'altra riga: conta la prima."),
            field="code",
            values={"code": code},
        )
    if parent and not parent_known:
        return reason_against_place(code, LEVELS[0], parent, parents={}, levels={})
    return None


def reason_against_closing(*, closed: bool, has_open_parts: bool) -> Refusal | None:
    """Why an office is not closed: it is, or offices that are part of it go on."""
    if closed:
        return Refusal("office_closed", _("Questo ufficio è già chiuso."))
    if has_open_parts:
        return Refusal("has_parts", _("Altri uffici ne fanno parte: chiudi prima quelli o spostali."))
    return None


def level_of(word: str, depth: int) -> str:
    """The level that a file names; without a name, the one of its depth (0 is the top). "" for a word nobody knows."""
    if not word:
        return LEVELS[min(depth, len(LEVELS) - 1)]
    return LEVEL_WORDS.get(" ".join(word.split()).casefold(), "")
