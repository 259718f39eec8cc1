"""When a contact may move on, and by which day it is answered. Plain Python: facts in, a reason or nothing out."""

from __future__ import annotations

from datetime import date, timedelta

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# State → what may be done from it.
TRANSITIONS = {
    "new": frozenset({"take", "assign", "reply", "note", "close", "hand_over"}),
    "taken": frozenset({"assign", "reply", "note", "close", "hand_over"}),
    "answered": frozenset({"assign", "reply", "note", "close", "hand_over"}),
    "closed": frozenset({"note", "reopen"}),
    "given": frozenset({"note"}),
}

WRONG_MOMENT = {
    "take": _("Il contatto è già stato preso in carico."),
    "assign": _("Il contatto è concluso: non si assegna più."),
    "reply": _("Il contatto è concluso: riaprilo per rispondere."),
    "note": _("Il contatto non c'è più."),
    "close": _("Il contatto è già concluso."),
    "reopen": _("Il contatto è ancora aperto."),
    "hand_over": _("Il contatto è concluso o è già una richiesta di accesso."),
}

# Feedback on accessibility is answered in thirty days (AgID guidelines on accessibility, L. 4/2004, art. 3-quinquies);
# afterwards its writer may turn to the digital ombudsman.
ACCESSIBILITY_DAYS = 30
ACCESSIBILITY = "accessibility"

LEAST_TEXT = 10


def reason_against_moving(state: str, verb: str) -> Refusal | None:
    if verb in TRANSITIONS[state]:
        return None
    return Refusal("wrong_moment", WRONG_MOMENT[verb])


def due_on(kind: str, received_on: date, *, answer_days: int) -> date:
    """The day by which the office has promised an answer: its charter's days, or the law's where it says fewer or other."""
    return received_on + timedelta(days=ACCESSIBILITY_DAYS if kind == ACCESSIBILITY else answer_days)


def reason_against_text(text: str) -> Refusal | None:
    if len(text.strip()) >= LEAST_TEXT:
        return None
    return Refusal(
        "too_short",
        _("Scrivi almeno {least} caratteri, così capiamo di che cosa si tratta."),
        "text",
        {"least": LEAST_TEXT},
    )


def reason_against_closing(why: str, *, answered: bool) -> Refusal | None:
    """Nothing is closed in silence: either it was answered, or somebody writes down why it need not be."""
    if answered or why.strip():
        return None
    return Refusal("why_missing", _("Nessuno ha ancora risposto: scrivi perché non serve."), "why")


def reason_against_saying(*, by_hand: bool) -> Refusal | None:
    """What was answered by word of mouth is written down only where somebody calls or comes."""
    return None if by_hand else Refusal("wrong_moment", _("Chi ha scritto aspetta una risposta scritta."))


def reason_against_sending(address: str, *, by_hand: bool) -> Refusal | None:
    if by_hand:
        return Refusal("wrong_moment", _("Qui si risponde a voce: scrivi che cosa hai detto."))
    if address:
        return None
    return Refusal(
        "no_address", _("Non c'è un indirizzo a cui rispondere: chiama chi ha scritto e annota l'esito.")
    )
