"""The outcomes a request can have; there is no silent one (C2 §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pasocial.refusal import mark as _


class Outcome(StrEnum):
    """How the request ended."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    # Technical endings: nothing was decided on the merits.
    INADMISSIBLE = "inadmissible"
    UNRECEIVABLE = "unreceivable"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class OutcomeRules:
    """What an outcome asks of the decision. Italian texts are marked, not translated."""

    label: str
    meaning: str  # one plain sentence for the citizen
    decided: bool  # by a decision of the office, which needs approval and a letter
    withholds: bool  # something is kept back: grounds, reasons and remedies are compulsory
    releases: bool  # something is handed over


OUTCOMES: Mapping[Outcome, OutcomeRules] = {
    Outcome.GRANTED: OutcomeRules(_("Accolta"), _("Ricevi tutto quello che hai chiesto."), True, False, True),
    Outcome.PARTLY_GRANTED: OutcomeRules(
        _("Accolta parzialmente"),
        _("Ricevi una parte di quello che hai chiesto; del resto trovi i motivi."),
        True,
        True,
        True,
    ),
    Outcome.DEFERRED: OutcomeRules(
        _("Differita"), _("Potrai ricevere quello che hai chiesto, ma più avanti."), True, True, False
    ),
    Outcome.REFUSED: OutcomeRules(
        _("Rifiutata"), _("Non possiamo darti quello che hai chiesto; trovi i motivi."), True, True, False
    ),
    Outcome.INADMISSIBLE: OutcomeRules(
        _("Inammissibile"),
        _("La richiesta non dice che cosa cerchi, nemmeno dopo il nostro invito a precisarla."),
        True,
        True,
        False,
    ),
    Outcome.UNRECEIVABLE: OutcomeRules(
        _("Irricevibile"),
        _("Non sappiamo chi ha fatto la richiesta, nemmeno dopo averlo chiesto."),
        True,
        True,
        False,
    ),
    Outcome.TRANSFERRED: OutcomeRules(
        _("Trasferita"),
        _("L'abbiamo mandata all'amministrazione che ha i documenti, e te l'abbiamo detto."),
        False,
        False,
        False,
    ),
    Outcome.WITHDRAWN: OutcomeRules(_("Ritirata"), _("Hai ritirato la richiesta."), False, False, False),
}
