"""Where a request stands, as one table: which verb leads from which state to which.

State, visibility and deadline are three separate things: the clock is in `clock`, what the public sees in
`visibility`. Whether a verb is wise (grounds, windows, lock) is asked of `outcomes` and `parties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pasocial.office.messaging.departures.rules import reason_against_calling_back
from pasocial.refusal import Refusal, Sentence
from pasocial.refusal import mark as _


class State(StrEnum):
    """Where the office's work on a request stands."""

    RECEIVED = "received"
    NEEDS_IDENTIFICATION = "needs_identification"
    IN_PROGRESS = "in_progress"
    AWAITING_PARTIES = "awaiting_parties"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"  # signed, not gone yet: fifteen seconds to call it back
    STANDSTILL = "standstill"  # granted over an opposition: fifteen days before documents leave
    ANSWERED = "answered"
    UNDER_REVIEW = "under_review"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Verb(StrEnum):
    """What can be done to a request."""

    ACCEPT = "accept"
    ASK_IDENTIFICATION = "ask_identification"
    IDENTIFY = "identify"
    ASSIGN = "assign"
    ASK_CLARIFICATION = "ask_clarification"
    CLARIFY = "clarify"
    RECLASSIFY = "reclassify"  # another kind of access
    NOTIFY_PARTIES = "notify_parties"
    RESUME = "resume"  # the parties spoke or their time is over
    PROPOSE = "propose"  # a decision goes to the head
    SEND_BACK = "send_back"
    APPROVE = "approve"
    UNDO = "undo"
    HOLD = "hold"
    SEND = "send"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    ASK_REVIEW = "ask_review"
    DECIDE_REVIEW = "decide_review"  # the RPCT upholds the decision
    UPHOLD_HELD = "uphold_held"  # the same, while the documents of a grant still wait
    REOPEN = "reopen"  # RPCT, ombudsman, court or our own error
    CLOSE = "close"


STATE_LABELS = {
    State.RECEIVED: _("Da prendere in carico"),
    State.NEEDS_IDENTIFICATION: _("In attesa di identificazione"),
    State.IN_PROGRESS: _("In lavorazione"),
    State.AWAITING_PARTIES: _("In attesa dei controinteressati"),
    State.AWAITING_APPROVAL: _("In attesa di approvazione"),
    State.APPROVED: _("Approvata, in partenza"),
    State.STANDSTILL: _("Accolta, invio sospeso 15 giorni"),
    State.ANSWERED: _("Risposta inviata"),
    State.UNDER_REVIEW: _("In riesame"),
    State.TRANSFERRED: _("Trasferita ad altra amministrazione"),
    State.WITHDRAWN: _("Ritirata"),
    State.CLOSED: _("Conclusa"),
}

VERB_LABELS = {
    Verb.ACCEPT: _("Prendi in carico"),
    Verb.ASK_IDENTIFICATION: _("Chiedi chi è il richiedente"),
    Verb.IDENTIFY: _("Registra l'identità"),
    Verb.ASSIGN: _("Assegna"),
    Verb.ASK_CLARIFICATION: _("Chiedi chiarimenti"),
    Verb.CLARIFY: _("Registra i chiarimenti"),
    Verb.RECLASSIFY: _("Cambia tipo di accesso"),
    Verb.NOTIFY_PARTIES: _("Avvisa i controinteressati"),
    Verb.RESUME: _("Riprendi la lavorazione"),
    Verb.PROPOSE: _("Proponi la decisione"),
    Verb.SEND_BACK: _("Rimanda con osservazioni"),
    Verb.APPROVE: _("Approva"),
    Verb.UNDO: _("Annulla l'approvazione"),
    Verb.HOLD: _("Sospendi l'invio"),
    Verb.SEND: _("Invia la risposta"),
    Verb.TRANSFER: _("Trasferisci ad altra amministrazione"),
    Verb.WITHDRAW: _("Ritira la richiesta"),
    Verb.ASK_REVIEW: _("Chiedi il riesame"),
    Verb.DECIDE_REVIEW: _("Decidi il riesame"),
    Verb.UPHOLD_HELD: _("Decidi il riesame"),
    Verb.REOPEN: _("Riapri"),
    Verb.CLOSE: _("Concludi"),
}


@dataclass(frozen=True)
class Transition:
    """One row: from any of `sources` the verb leads to `target`; no target means the state stays."""

    verb: Verb
    sources: frozenset[State]
    target: State | None
    why: str


# The office still owes an answer.
OPEN = frozenset(
    {
        State.RECEIVED,
        State.NEEDS_IDENTIFICATION,
        State.IN_PROGRESS,
        State.AWAITING_PARTIES,
        State.AWAITING_APPROVAL,
    }
)
_WORKED_ON = frozenset({State.IN_PROGRESS, State.AWAITING_PARTIES})


def _row(verb: Verb, sources: frozenset[State] | set[State], target: State | None, why: str) -> Transition:
    return Transition(verb, frozenset(sources), target, why)


TRANSITIONS: tuple[Transition, ...] = (
    _row(Verb.ACCEPT, {State.RECEIVED}, State.IN_PROGRESS, "someone takes the request on"),
    # C2 §3.2: an anonymous applicant is asked, never silently dropped.
    _row(
        Verb.ASK_IDENTIFICATION,
        {State.RECEIVED, State.IN_PROGRESS},
        State.NEEDS_IDENTIFICATION,
        "nobody signed it",
    ),
    _row(Verb.IDENTIFY, {State.NEEDS_IDENTIFICATION}, State.IN_PROGRESS, "the applicant said who she is"),
    _row(Verb.ASSIGN, OPEN | {State.STANDSTILL, State.UNDER_REVIEW}, None, "another colleague or office"),
    _row(Verb.ASK_CLARIFICATION, {State.RECEIVED, *_WORKED_ON}, None, "vague or massive (C2 §3.1, §7d)"),
    _row(Verb.CLARIFY, {State.RECEIVED, *_WORKED_ON}, None, "the applicant answered"),
    _row(Verb.RECLASSIFY, {State.RECEIVED, State.IN_PROGRESS}, None, "another right of access applies"),
    _row(Verb.NOTIFY_PARTIES, _WORKED_ON, State.AWAITING_PARTIES, "a 5-bis(2) interest is at risk"),
    _row(Verb.RESUME, {State.AWAITING_PARTIES}, State.IN_PROGRESS, "the parties spoke or their time is over"),
    _row(
        Verb.PROPOSE,
        {State.IN_PROGRESS, State.NEEDS_IDENTIFICATION},
        State.AWAITING_APPROVAL,
        "a reasoned decision is drafted",
    ),
    _row(Verb.SEND_BACK, {State.AWAITING_APPROVAL}, State.IN_PROGRESS, "the head wants changes"),
    _row(Verb.APPROVE, {State.AWAITING_APPROVAL}, State.APPROVED, "the head signs"),
    _row(Verb.UNDO, {State.APPROVED}, State.AWAITING_APPROVAL, "called back within fifteen seconds"),
    # C2 §6.3: nothing leaves until fifteen days after the opponent knows.
    _row(Verb.HOLD, {State.APPROVED}, State.STANDSTILL, "granted over an opposition"),
    _row(Verb.SEND, {State.APPROVED, State.STANDSTILL}, State.ANSWERED, "letter and documents leave"),
    _row(
        Verb.TRANSFER,
        {State.RECEIVED, State.NEEDS_IDENTIFICATION, State.IN_PROGRESS},
        State.TRANSFERRED,
        "another administration is competent (C2 §4.1)",
    ),
    _row(Verb.WITHDRAW, OPEN, State.WITHDRAWN, "the applicant gives up"),
    # D.Lgs. 33/2013 art. 5(7): against the answer or its absence; by a party also against a grant (5(9)).
    _row(
        Verb.ASK_REVIEW,
        OPEN | {State.STANDSTILL, State.ANSWERED, State.CLOSED},
        State.UNDER_REVIEW,
        "against the decision, or because none came",
    ),
    _row(Verb.DECIDE_REVIEW, {State.UNDER_REVIEW}, State.ANSWERED, "the RPCT upholds"),
    _row(Verb.UPHOLD_HELD, {State.UNDER_REVIEW}, State.STANDSTILL, "upheld while the fifteen days still run"),
    _row(
        Verb.REOPEN,
        {State.UNDER_REVIEW, State.ANSWERED, State.CLOSED},
        State.IN_PROGRESS,
        "review, ombudsman, court or our own error",
    ),
    _row(Verb.CLOSE, {State.ANSWERED}, State.CLOSED, "the time for remedies is over"),
)

_BY_VERB = {row.verb: row for row in TRANSITIONS}


def reason_against_transition(state: State, verb: Verb) -> Refusal | None:
    """Why the verb is not possible in this state, and in which states it is."""
    row = _BY_VERB[verb]
    if state in row.sources:
        return None
    return Refusal(
        "wrong_state",
        _("«{verb}» non si può: la richiesta è «{state}». Ricarica la pagina: mostra che cosa puoi fare."),
        values={"verb": Sentence(VERB_LABELS[verb]), "state": Sentence(STATE_LABELS[state])},
    )


def next_state(state: State, verb: Verb) -> State:
    """Where the verb leads. Ask `reason_against_transition` first: a forbidden step raises ValueError."""
    row = _BY_VERB[verb]
    if state not in row.sources:
        raise ValueError(f"{verb} does not start from {state}")
    return row.target or state


def reason_against_undo(
    state: State, leaves_at: datetime | None, at: datetime, *, frozen: bool = False
) -> Refusal | None:
    """Why an approval cannot be called back any more. `leaves_at`: when its letter leaves."""
    return reason_against_transition(state, Verb.UNDO) or reason_against_calling_back(
        leaves_at, at, frozen=frozen
    )


def draw_states(transitions: Sequence[Transition] = TRANSITIONS) -> str:
    """The table as a Mermaid state diagram, for docs/states."""
    rows = [
        f"    {source} --> {row.target or source}: {row.verb}"
        for row in transitions
        for source in State
        if source in row.sources
    ]
    return diagram(State.RECEIVED, rows, [State.TRANSFERRED, State.WITHDRAWN, State.CLOSED])


def diagram(first: str, rows: Sequence[str], last: Sequence[str]) -> str:
    """A Mermaid state diagram from its rows."""
    return "\n".join(
        ["stateDiagram-v2", f"    [*] --> {first}", *rows, *(f"    {end} --> [*]" for end in last), ""]
    )
