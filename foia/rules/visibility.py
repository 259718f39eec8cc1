"""What the public register shows of a request: an axis of its own, independent of the request's state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foia.rules.states import diagram
from pasocial.refusal import Refusal, Sentence
from pasocial.refusal import mark as _


class Visibility(StrEnum):
    """What the public register shows of a request; independent of its state."""

    PRIVATE = "private"
    PROPOSED = "proposed"  # public subject and reason written, not approved
    PUBLIC = "public"
    HIDDEN = "hidden"  # was public, taken down


class VisibilityVerb(StrEnum):
    """What can be done to a request's public entry."""

    PROPOSE_ENTRY = "propose_entry"
    APPROVE_ENTRY = "approve_entry"
    HIDE_ENTRY = "hide_entry"


VISIBILITY_LABELS = {
    Visibility.PRIVATE: _("Non nel registro"),
    Visibility.PROPOSED: _("Voce di registro da approvare"),
    Visibility.PUBLIC: _("Nel registro pubblico"),
    Visibility.HIDDEN: _("Tolta dal registro"),
}

# How a line that exists is stored; a request without one is private.
STORED = {
    Visibility.PROPOSED: "proposed",
    Visibility.PUBLIC: "approved",
    Visibility.HIDDEN: "hidden",
}
_READ = {code: visibility for visibility, code in STORED.items()}


def visibility_of(stored: str) -> Visibility:
    """What a stored code of a line means; empty for a request that has no line."""
    return _READ.get(stored, Visibility.PRIVATE)


@dataclass(frozen=True)
class VisibilityTransition:
    """One row of the register's own axis."""

    verb: VisibilityVerb
    sources: frozenset[Visibility]
    target: Visibility
    why: str


# C2 Annex 3: a person approves each extract.
VISIBILITY_TRANSITIONS: tuple[VisibilityTransition, ...] = (
    VisibilityTransition(
        VisibilityVerb.PROPOSE_ENTRY,
        frozenset({Visibility.PRIVATE, Visibility.PROPOSED, Visibility.PUBLIC, Visibility.HIDDEN}),
        Visibility.PROPOSED,
        "public subject and reason are written or changed",
    ),
    VisibilityTransition(
        VisibilityVerb.APPROVE_ENTRY,
        frozenset({Visibility.PROPOSED}),
        Visibility.PUBLIC,
        "no personal data, a person signs",
    ),
    VisibilityTransition(
        VisibilityVerb.HIDE_ENTRY,
        frozenset({Visibility.PUBLIC}),
        Visibility.HIDDEN,
        "taken down with a reason",
    ),
)


def reason_against_visibility(visibility: Visibility, verb: VisibilityVerb) -> Refusal | None:
    """Why the public entry cannot be changed this way now."""
    if any(row.verb is verb and visibility in row.sources for row in VISIBILITY_TRANSITIONS):
        return None
    return Refusal(
        "wrong_visibility",
        _("Non è possibile ora: la voce è «{visibility}». Ricarica la pagina."),
        values={"visibility": Sentence(VISIBILITY_LABELS[visibility])},
    )


def reason_against_proposing(*, answered: bool) -> Refusal | None:
    """Why a line of the register cannot be prepared: nothing was decided yet."""
    if not answered:
        return Refusal(
            "not_answered", _("La voce del registro si prepara quando la richiesta ha una risposta.")
        )
    return None


def reason_against_hiding(why: str) -> Refusal | None:
    """Why a line is not taken off: nobody says why."""
    if not why.strip():
        return Refusal("why_missing", _("Scrivi perché la voce viene tolta dal registro."), "why")
    return None


def next_visibility(visibility: Visibility, verb: VisibilityVerb) -> Visibility:
    """Where the verb leads; a forbidden step raises ValueError."""
    for row in VISIBILITY_TRANSITIONS:
        if row.verb is verb and visibility in row.sources:
            return row.target
    raise ValueError(f"{verb} does not start from {visibility}")


def draw_visibility() -> str:
    """The register's axis as a Mermaid state diagram."""
    rows = [
        f"    {source} --> {row.target}: {row.verb}"
        for row in VISIBILITY_TRANSITIONS
        for source in Visibility
        if source in row.sources
    ]
    return diagram(Visibility.PRIVATE, rows, [])
