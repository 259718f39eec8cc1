"""When something is written about a case: to and from the applicant, among colleagues, to other offices."""

from __future__ import annotations

from datetime import date

from foia.rules.case_steps import SILENT
from foia.rules.states import State
from foia.rules.typed import reason_against_words
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

BODY_LENGTH = (2, 20_000)
PURPOSES = ("message", "clarification")


def reason_against_body(text: str, field: str) -> Refusal | None:
    """Why these words are no message: too few, or too many."""
    return reason_against_words(text, field, BODY_LENGTH, code="body_length")


def reason_against_purpose(purpose: str) -> Refusal | None:
    """Why a message is not sent as one of that kind: there is none."""
    if purpose not in PURPOSES:
        return Refusal("purpose_unknown", _("Scegli il tipo di messaggio dall'elenco."), "purpose")
    return None


def reason_against_writing_to_us(state: State) -> Refusal | None:
    """Why the applicant does not write here any more: nobody would read it."""
    if state in SILENT:
        return Refusal(
            "case_over",
            _("Questa richiesta è chiusa: nessuno leggerebbe il messaggio. Puoi farne una nuova."),
        )
    return None


def reason_against_asking(*, active: bool, due_on: date, today: date) -> Refusal | None:
    """Why a colleague of another office is not asked: she is not there any more, or the day has passed."""
    if not active:
        return Refusal(
            "contact_inactive", _("Questa persona non è più attiva: scegline un'altra."), "contact"
        )
    if due_on < today:
        return Refusal("due_in_past", _("Il giorno è già passato: scegline uno futuro."), "due_on")
    return None


def reason_against_replying(*, withdrawn: bool, replied: bool) -> Refusal | None:
    """Why a question to another office is over: it was taken back, or has its answer."""
    if withdrawn:
        return Refusal(
            "consultation_withdrawn", _("La domanda è stata ritirata: non serve più una risposta.")
        )
    if replied:
        return Refusal("consultation_replied", _("A questa domanda è già stato risposto."))
    return None
