"""The public register of requests (registro degli accessi): fields of C2 Annex 3, outcomes, extracts.

ANAC 1309/2016 asks for an update every six months, C2 §9 every three: quarterly satisfies both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foia.rules.disclosure import reasons_against_disclosure
from foia.rules.kinds import AccessKind
from foia.rules.outcomes.endings import Outcome
from pasocial.refusal import Refusal, Sentence
from pasocial.refusal import mark as _
from pasocial.timekeeping import Quarter


class RegisterOutcome(StrEnum):
    """The outcomes that C2 Annex 3 knows, and one for cases that ended without a decision on access."""

    GRANTED = "granted"
    PARTIAL_REFUSAL = "partial_refusal"
    FULL_REFUSAL = "full_refusal"
    NO_DECISION = "no_decision"


REGISTER_LABELS = {
    RegisterOutcome.GRANTED: _("Accoglimento"),
    RegisterOutcome.PARTIAL_REFUSAL: _("Rifiuto parziale"),
    RegisterOutcome.FULL_REFUSAL: _("Rifiuto totale"),
    RegisterOutcome.NO_DECISION: _("Senza decisione"),
}

_OUTCOMES = {
    Outcome.GRANTED: RegisterOutcome.GRANTED,
    Outcome.PARTLY_GRANTED: RegisterOutcome.PARTIAL_REFUSAL,
    Outcome.DEFERRED: RegisterOutcome.PARTIAL_REFUSAL,
    Outcome.REFUSED: RegisterOutcome.FULL_REFUSAL,
    Outcome.INADMISSIBLE: RegisterOutcome.FULL_REFUSAL,
    Outcome.UNRECEIVABLE: RegisterOutcome.FULL_REFUSAL,
    Outcome.TRANSFERRED: RegisterOutcome.NO_DECISION,
    Outcome.WITHDRAWN: RegisterOutcome.NO_DECISION,
}

_NOTES = {
    Outcome.INADMISSIBLE: _("Rifiuto totale (inammissibile)"),
    Outcome.UNRECEIVABLE: _("Rifiuto totale (irricevibile)"),
    Outcome.TRANSFERRED: _("Trasferita ad altra amministrazione"),
    Outcome.WITHDRAWN: _("Ritirata dal richiedente"),
}


def register_outcome(outcome: Outcome) -> RegisterOutcome:
    """The register's word for an outcome: a deferral counts as partial refusal."""
    return _OUTCOMES[outcome]


def register_wording(
    outcome: Outcome, deferred_until: date | None = None, deferred_event: str = ""
) -> Sentence:
    """The outcome as the register prints it, with the end of a deferral."""
    if outcome is Outcome.DEFERRED and deferred_until:
        return Sentence(_("Rifiuto parziale (differito fino a {day})"), {"day": deferred_until})
    if outcome is Outcome.DEFERRED and deferred_event:
        return Sentence(_("Rifiuto parziale (differito fino a: {event})"), {"event": deferred_event})
    if outcome in _NOTES:
        return Sentence(_NOTES[outcome])
    return Sentence(REGISTER_LABELS[_OUTCOMES[outcome]])


@dataclass(frozen=True)
class EntryFacts:
    """One row of the register: nothing in it may lead to a person."""

    code: str
    kind: AccessKind
    presented_on: date
    public_subject: str
    had_parties: bool
    outcome: Outcome | None
    decided_on: date | None
    public_reason: str = ""


def reasons_against_entry(
    entry: EntryFacts, names: Iterable[str] = (), *, cleared: Collection[str] = ()
) -> list[Refusal]:
    """Every reason against showing this row. `names`: the persons of the case, never shown."""
    reasons = reasons_against_disclosure(entry.public_subject, entry.public_reason, names, cleared=cleared)
    refused = entry.outcome is not None and register_outcome(entry.outcome) in (
        RegisterOutcome.PARTIAL_REFUSAL,
        RegisterOutcome.FULL_REFUSAL,
    )
    if refused and not entry.public_reason.strip():
        reasons.append(
            Refusal(
                "public_reason_missing",
                _("Scrivi in breve, per il registro, perché l'accesso è rifiutato in tutto o in parte."),
                "public_reason",
            )
        )
    if entry.outcome is not None and entry.decided_on is None:
        reasons.append(
            Refusal("decision_day_missing", _("Manca la data della decisione: registrala."), "decided_on")
        )
    if entry.decided_on and entry.decided_on < entry.presented_on:
        reasons.append(
            Refusal(
                "decided_before_presented",
                _("La decisione non può precedere la richiesta: controlla le date."),
                "decided_on",
            )
        )
    return reasons


def reasons_against_extract(
    quarter: Quarter,
    entries: Sequence[tuple[EntryFacts, Sequence[str]]],
    *,
    signed: bool,
    today: date,
    cleared: Collection[str] = (),
) -> list[Refusal]:
    """Why a quarter's extract may not be published: not over, a row that names someone, nobody signed it.

    `entries`: each row with the names of its case.
    """
    reasons: list[Refusal] = []
    if today <= quarter.span.last:
        reasons.append(
            Refusal(
                "quarter_not_over",
                _("Il trimestre finisce {last_day}: pubblica l'estratto da quando è concluso."),
                values={"last_day": quarter.span.last},
            )
        )
    for entry, names in entries:
        for reason in reasons_against_entry(entry, names, cleared=cleared):
            reasons.append(
                Refusal(
                    reason.code,
                    _("Voce {code}: {reason}"),
                    reason.field,
                    {"code": entry.code, "reason": Sentence(reason.sentence, reason.values)},
                )
            )
    if not signed:
        reasons.append(
            Refusal(
                "extract_unsigned",
                _("L'estratto va approvato da una persona prima di essere pubblicato: firmalo."),
                "signed",
            )
        )
    return reasons
