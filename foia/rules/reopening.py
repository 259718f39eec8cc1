"""When a case that had its answer is decided again, on what basis, and what the new decision is to the former one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from foia.rules.clock import new_decision_by
from foia.rules.facts import REOPENED, Basis, FactKind
from foia.rules.states import State, Verb, reason_against_transition
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

REASON_LENGTH = (20, 20_000)


class Effect(StrEnum):
    """What a later decision is to the one before it."""

    REPLACES = "replaces"
    EXTENDS = "extends"  # the former stands, this adds to it


BASIS_LABELS = {
    Basis.REVIEW: _("Riesame accolto"),
    Basis.OMBUDSMAN: _("Difensore civico"),
    Basis.COURT: _("Sentenza del TAR o del Consiglio di Stato"),
    Basis.OWN_ERROR: _("Errore dell'ufficio (autotutela)"),
}
# The clause with which the new decision says why it exists; the letter and the citizen's page print it.
BASIS_WORDS = {
    Basis.REVIEW: _("dopo il riesame deciso dal responsabile della trasparenza"),
    Basis.OMBUDSMAN: _("dopo la pronuncia del difensore civico"),
    Basis.COURT: _("dopo la sentenza del giudice amministrativo"),
    Basis.OWN_ERROR: _("dopo aver trovato un errore nella prima (L. 241/1990, art. 21-nonies)"),
}
# A review reopens by itself when the RPCT decides it; the others are recorded by hand.
BY_HAND = (Basis.OWN_ERROR, Basis.COURT, Basis.OMBUDSMAN)

FACT_OF = {basis: kind for kind, basis in REOPENED.items()}


def reason_against_basis(basis: str) -> Refusal | None:
    """Why a case is not reopened by hand on that basis: there is none such, or it reopens the case by itself."""
    if basis not in BY_HAND:
        return Refusal("basis_unknown", _("Scegli dall'elenco perché la richiesta si riapre."), "basis")
    return None


def reason_against_reopening_now(state: State, basis: Basis) -> Refusal | None:
    """Why the case cannot be decided again now, whatever the ruling says: a review reopens it by itself."""
    wrong = reason_against_transition(state, Verb.REOPEN)
    if wrong is None and state is State.UNDER_REVIEW and basis is not Basis.REVIEW:
        return Refusal("review_open", _("C'è un riesame in corso: la richiesta si riapre decidendo quello."))
    return wrong


def reason_against_reopening(
    state: State,
    basis: Basis,
    why: str,
    *,
    on: date,
    decide_by: date | None,
    answered_on: date | None,
    today: date,
    patron: tuple[int, int] | None = None,
) -> list[Refusal]:
    """Every reason against deciding the case again. `on`: the day the ruling was notified, or of our own act."""
    wrong = reason_against_reopening_now(state, basis)
    reasons = [wrong] if wrong else []
    if on > today:
        reasons.append(Refusal("day_in_future", _("La data è nel futuro: correggila."), "on"))
    elif answered_on is not None and on < answered_on:
        reasons.append(
            Refusal(
                "day_too_early",
                _("La data non può precedere {day}: correggila."),
                "on",
                {"day": answered_on},
            )
        )
    reasons += reasons_against_day(basis, on, decide_by, patron)
    least, most = REASON_LENGTH
    length = len(why.strip())
    if not least <= length <= most:
        reasons.append(
            Refusal(
                "text_length",
                _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
                "why",
                {"least": least, "most": most, "length": length},
            )
        )
    return reasons


def reasons_against_day(
    basis: Basis, on: date, decide_by: date | None, patron: tuple[int, int] | None = None
) -> list[Refusal]:
    """Why that day cannot be set for the new decision. Only a ruling may give more time than the law."""
    if decide_by is None:
        return []
    if decide_by < on:
        return [
            Refusal(
                "decide_by_past",
                _("Il giorno entro cui decidere non può precedere {day}."),
                "decide_by",
                {"day": on},
            )
        ]
    latest = new_decision_by(basis, on, patron)
    if basis is not Basis.COURT and decide_by > latest:
        return [
            Refusal(
                "decide_by_too_late",
                _("Il giorno non può andare oltre {day}: la legge non dà più tempo."),
                "decide_by",
                {"day": latest},
            )
        ]
    return []


def reason_against_effect(number: int, effect: str) -> Refusal | None:
    """A later decision says whether it replaces the former or adds to it; the first has none to speak of."""
    if number > 1 and effect not in Effect._value2member_map_:
        return Refusal(
            "effect_missing",
            _("Scegli se questa decisione sostituisce la precedente o la integra."),
            "effect",
        )
    return None


def closes_fact(answered: bool) -> FactKind:
    """The fact a departing decision leaves: the first answer, or one after it."""
    return FactKind.ANSWERED_AGAIN if answered else FactKind.ANSWERED
