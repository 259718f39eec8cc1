"""Steps of a case whose guard is more than the table of states, and the name of each step that staff can take.

The same guard disables the button, explains it, refuses the call and leaves the step out of what can be done next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from foia.rules.clock import read_clock
from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.states import OPEN, State, Verb, reason_against_transition
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


class CaseStep(StrEnum):
    """What staff can do to a case, by the name that its address in the API ends with."""

    TAKE = "take"
    KIND = "kind"
    HOLDER = "holder"
    ASK_IDENTIFICATION = "ask-identification"
    IDENTIFY = "identify"
    TRANSFER = "transfer"
    EXTEND = "extend"
    MARK_TEST = "mark-test"
    CONSULT = "consultations"
    ADD_PARTY = "parties"
    DRAFT = "decision"
    SUBMIT = "decision/submit"
    RETURN = "decision/return"
    APPROVE = "decision/approve"
    UNDO = "decision/undo"
    REOPEN = "reopen"
    REJECTED_APPEAL = "appeal-rejected"
    ASK_GARANTE = "review/garante-asked"
    RECORD_GARANTE = "review/garante-answered"
    ENTRUST_REVIEW = "review/entrust"
    DECIDE_REVIEW = "review/decide"


# Nobody reads what is written to a request that another body answers or that was taken back.
SILENT = frozenset({State.TRANSFERRED, State.WITHDRAWN})
# A decision is written while the case is worked on; while parties may speak it is a draft and no more.
DRAFTED_IN = frozenset({State.IN_PROGRESS, State.NEEDS_IDENTIFICATION, State.AWAITING_PARTIES})


def reason_against_working(state: State) -> Refusal | None:
    """Why nothing about the work on it can be changed: the office owes no answer any more."""
    if state not in OPEN:
        return Refusal(
            "not_open", _("La richiesta non è più in lavorazione: ricarica la pagina per vedere dov'è.")
        )
    return None


def reason_against_marking_test(state: State, is_test: bool) -> Refusal | None:
    """Why it cannot be marked as a trial: it is marked already, or it is over."""
    if is_test:
        return Refusal("already_test", _("È già segnata come prova."))
    return reason_against_working(state)


def reason_against_asking_identification(state: State) -> Refusal | None:
    """Why the applicant cannot be asked who she is; she may be asked again while she has not said it (C2 §3.2)."""
    return (
        None
        if state is State.NEEDS_IDENTIFICATION
        else reason_against_transition(state, Verb.ASK_IDENTIFICATION)
    )


def reason_against_extending(
    kind: AccessKind, state: State, facts: Sequence[Fact], today: date, patron: tuple[int, int] | None = None
) -> Refusal | None:
    """Why the term cannot be extended: the kind has no extension, or announcing it today moves nothing."""
    if not rules_of(kind).extendable:
        return Refusal(
            "not_extendable",
            _("Questo termine non si può prorogare: lo ammette solo l'accesso ambientale."),
        )
    over = reason_against_working(state)
    if over is not None:
        return over
    announced = [*facts, Fact(FactKind.EXTENSION_NOTIFIED, today)]
    if read_clock(kind, announced, today, patron).due_on == read_clock(kind, facts, today, patron).due_on:
        return Refusal(
            "extension_useless",
            _("La proroga non cambia il termine: va comunicata una sola volta, entro i primi 30 giorni."),
        )
    return None


def reason_against_consulting(state: State) -> Refusal | None:
    """Why another office is not asked any more."""
    if state in SILENT:
        return Refusal("not_open", _("La richiesta è chiusa: non serve più chiedere agli uffici."))
    return None


def reason_against_drafting(state: State, *, frozen: bool) -> Refusal | None:
    """Why the decision cannot be written now. `frozen`: one was proposed and has not come back."""
    if state not in DRAFTED_IN:
        return reason_against_transition(state, Verb.PROPOSE)
    if frozen:
        return Refusal(
            "decision_frozen",
            _("La decisione è già stata proposta: per cambiarla va prima rimandata indietro."),
        )
    return None


def reason_against_contesting(
    state: State, *, answered: bool, due_on: date | None, today: date
) -> Refusal | None:
    """Why no appeal can have been decided: the office did not decide, and still has time to."""
    if state in SILENT:
        return Refusal(
            "nothing_to_appeal",
            _("Su questa richiesta l'ufficio non ha deciso: non c'è un ricorso da registrare."),
        )
    if not answered and (due_on is None or today <= due_on):
        return Refusal(
            "nothing_to_appeal_yet",
            _("L'ufficio non ha ancora risposto e ha ancora tempo: non c'è un ricorso da registrare."),
        )
    return None
