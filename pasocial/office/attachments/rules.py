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
class Look:
    """What a machine saw in a file. By default it saw nothing, and so vouches for nothing.

    `found`: stretches that seem personal. `hidden`: things a reader does not see, such as an author or comments.
    `blind_pages`: pages without text, from 1. `unreadable`: why the file could not be read, in words.
    """

    read: bool = False
    found: int = 0
    hidden: tuple[str, ...] = ()
    blind_pages: tuple[int, ...] = ()
    unreadable: str = ""


@dataclass(frozen=True)
class Material:
    """One gathered file as the rules judge it: undecided unless told otherwise."""

    name: str
    state: str = OPEN
    decided: bool = False  # a moment is kept
    has_copy: bool = False


def reasons_against_clearing(look: Look, *, by_eye: bool, reason: str) -> list[Refusal]:
    """Against saying that a file holds nothing personal (D.Lgs. 33/2013, art. 5-bis(2)(a) and (4))."""
    against: list[Refusal] = []
    if (not look.read or look.blind_pages) and not by_eye:
        against.append(_against_not_looking(look))
    if (look.found or look.hidden) and not _long_enough(reason):
        against.append(
            Refusal(
                "found_personal",
                _(
                    "Nel file ci sono {count} punti che sembrano personali o nascosti: fai una copia oscurata, "
                    "oppure scrivi perché si può pubblicare così."
                ),
                "reason",
                {"count": look.found + len(look.hidden)},
            )
        )
    return against


def _against_not_looking(look: Look) -> Refusal:
    if look.blind_pages:
        return Refusal(
            "look_by_eye",
            _(
                "Le pagine {pages} non hanno testo che si possa controllare: guardale una per una e confermalo."
            ),
            "by_eye",
            {
                "pages": ", ".join(map(str, look.blind_pages[:20]))
                + (" …" if len(look.blind_pages) > 20 else "")
            },
        )
    return Refusal(
        "look_by_eye",
        _("Questo file non si può controllare in automatico: guardalo tutto e confermalo."),
        "by_eye",
    )


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
