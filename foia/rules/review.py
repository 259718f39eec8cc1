"""Who may ask for a review, of what, who decides it, when the Garante is heard (D.Lgs. 33/2013 art. 5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from foia.rules.clock import Clock
from foia.rules.kinds import AccessKind, Reviewer, rules_of
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.terms import REVIEW_FILING_DAYS, in_force
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

GROUNDS_LENGTH = (20, 20_000)


class ReviewOutcome(StrEnum):
    """How the review ended."""

    UPHELD = "upheld"  # the first decision stands
    PARTLY_OVERTURNED = "partly_overturned"
    OVERTURNED = "overturned"
    UNRECEIVABLE = "unreceivable"


REVIEW_LABELS = {
    ReviewOutcome.UPHELD: _("Decisione confermata"),
    ReviewOutcome.PARTLY_OVERTURNED: _("Riesame accolto in parte"),
    ReviewOutcome.OVERTURNED: _("Riesame accolto"),
    ReviewOutcome.UNRECEIVABLE: _("Riesame irricevibile"),
}


def garante_must_be_heard(grounds: Collection[str]) -> bool:
    """Whether the refusal or deferral rests on personal data, 5-bis(2)(a)."""
    return "personal_data" in grounds


def review_told_until(answered_on: date) -> date:
    """The day we tell applicants; later reviews are accepted and the RPCT decides (open point 11)."""
    return answered_on + timedelta(days=in_force(REVIEW_FILING_DAYS, answered_on).value)


def review_is_late(answered_on: date, filed_on: date) -> bool:
    """Whether a review came after the day we told; a note for the RPCT, never a refusal."""
    return filed_on > review_told_until(answered_on)


def reason_against_asking_review(
    kind: AccessKind,
    clock: Clock,
    outcome: Outcome | None,
    text: str,
    *,
    by_party: bool = False,
) -> Refusal | None:
    """Why a review cannot be asked. No `outcome` yet: only silence past the term can be reviewed.

    `by_party`: asked by a counter-interested party who opposed, against a grant (art. 5(9)).
    """
    if rules_of(kind).reviewer is not Reviewer.RPCT:
        return Refusal(
            "no_review_for_kind",
            _("Per questo tipo di accesso non c'è riesame: trovi gli altri rimedi nella ricevuta."),
        )
    if outcome is None and not clock.late:
        return Refusal(
            "answer_not_due_yet",
            _("La risposta è attesa entro {day}: se non arriva potrai chiedere il riesame dal giorno dopo."),
            values={"day": clock.due_on},
        )
    if outcome is not None and by_party and not OUTCOMES[outcome].releases:
        return Refusal(
            "nothing_granted", _("Non è stato concesso nulla: non c'è motivo di opporsi con un riesame.")
        )
    if outcome is not None and not by_party and not OUTCOMES[outcome].withholds:
        return Refusal(
            "nothing_withheld",
            _("Questa richiesta non ha ricevuto un rifiuto. Se manca qualcosa scrivici nella tua pagina."),
        )
    least, most = GROUNDS_LENGTH
    length = len(text.strip())
    if not least <= length <= most:
        return Refusal(
            "review_text_length",
            _("Spiega perché chiedi il riesame: da {least} a {most} caratteri, ora sono {length}."),
            "text",
            {"least": least, "most": most, "length": length},
        )
    return None


def reasons_against_review_decision(
    outcome: ReviewOutcome,
    reason: str,
    *,
    grounds: Collection[str],
    garante_asked: bool,
    garante_answered: bool,
    garante_days_over: bool,
    same_person_decided: bool,
) -> list[Refusal]:
    """Every reason against deciding the review now.

    `garante_days_over`: ten days passed without an opinion. `same_person_decided`: who decides the review is
    who signed the first decision (C2 §4.3 wants another office).
    """
    reasons: list[Refusal] = []
    if same_person_decided:
        reasons.append(
            Refusal(
                "reviewer_is_decider",
                _("Chi ha deciso la richiesta non può decidere il riesame: affidalo all'ufficio indicato."),
            )
        )
    if len(reason.strip()) < GROUNDS_LENGTH[0]:
        reasons.append(
            Refusal("reason_missing", _("Scrivi la motivazione: il riesame è sempre motivato."), "reason")
        )
    if outcome is not ReviewOutcome.UNRECEIVABLE and garante_must_be_heard(grounds):
        if not garante_asked:
            reasons.append(
                Refusal(
                    "garante_not_asked",
                    _("Il rifiuto riguarda dati personali: chiedi prima il parere del Garante privacy."),
                )
            )
        elif not garante_answered and not garante_days_over:
            reasons.append(
                Refusal(
                    "garante_may_answer",
                    _("Attendi il parere del Garante privacy, al massimo dieci giorni dalla richiesta."),
                )
            )
    return reasons
