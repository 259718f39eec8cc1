"""Who may ask for a review, of what, who decides it, when the Garante is heard (D.Lgs. 33/2013 art. 5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foia.rules.kinds import AccessKind, Reviewer, rules_of
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.states import OPEN, State, Verb, reason_against_transition
from foia.rules.terms import GARANTE_DAYS, REVIEW_FILING_DAYS, in_force
from foia.rules.typed import reason_against_words
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.timekeeping import term

GROUNDS_LENGTH = (20, 20_000)
# An answer is owed: what can be reviewed then is its absence.
OWED = frozenset({*OPEN, State.APPROVED})


class ReviewOutcome(StrEnum):
    """How the review ended; the codes are those that are stored."""

    UPHELD = "refused"  # the first decision stands
    PARTLY_OVERTURNED = "partly"
    OVERTURNED = "granted"


REVIEW_LABELS = {
    ReviewOutcome.UPHELD: _("Riesame respinto"),
    ReviewOutcome.PARTLY_OVERTURNED: _("Riesame accolto in parte"),
    ReviewOutcome.OVERTURNED: _("Riesame accolto"),
}


def garante_must_be_heard(grounds: Collection[str]) -> bool:
    """Whether the refusal or deferral rests on personal data, 5-bis(2)(a)."""
    return "personal_data" in grounds


def garante_days_over(asked_on: date, today: date) -> bool:
    """Whether the ten days of the Garante have passed: the tenth is still the Garante's own (art. 5(7))."""
    return today > asked_on + timedelta(days=in_force(GARANTE_DAYS, asked_on).value)


def review_told_until(answered_on: date, patron: tuple[int, int] | None = None) -> date:
    """The day we tell applicants; later reviews are accepted and the RPCT decides (open point 11).

    A term like the others: a last day that is a holiday moves to the next that is not (c.p.c. art. 155).
    """
    return term(answered_on, in_force(REVIEW_FILING_DAYS, answered_on).value, patron)


def review_is_late(answered_on: date, filed_on: date, patron: tuple[int, int] | None = None) -> bool:
    """Whether a review came after the day we told; a note for the RPCT, never a refusal."""
    return filed_on > review_told_until(answered_on, patron)


@dataclass(frozen=True)
class Contested:
    """What a review would be about.

    `outcome` of the newest decision that people were told of, sent or held back for a party; None before the first.
    `due_on`: the last day of the answer that is owed. `asked`: a review is open. `decided`: one was decided and no
    decision left since.
    """

    kind: AccessKind
    state: State
    outcome: Outcome | None
    due_on: date | None
    asked: bool = False
    decided: bool = False


def reason_against_asking_review(case: Contested, today: date, *, by_party: bool = False) -> Refusal | None:
    """Why a review cannot be asked: another kind of access, asked already, still in time, or nothing to contest.

    One that was decided leaves room for another only against a decision that came after it (art. 5(7): each refusal).
    `by_party`: asked by a counter-interested party, against a grant (art. 5(9)).
    """
    if rules_of(case.kind).reviewer is not Reviewer.RPCT:
        return Refusal(
            "no_review",
            _("Il riesame esiste solo per l'accesso generalizzato: nella risposta trovi i tuoi rimedi."),
        )
    if by_party:
        return _reason_against_party(case)
    if case.decided:
        return Refusal(
            "review_decided",
            _("Il riesame è già stato deciso: puoi ancora rivolgerti al difensore civico o al TAR."),
        )
    if case.asked:
        return Refusal("review_asked", _("Hai già chiesto il riesame: la decisione arriva qui."))
    if case.state in OWED and case.due_on is not None and today <= case.due_on:
        return Refusal(
            "still_in_time",
            _("L'ufficio ha tempo per rispondere fino a {due_on}: il riesame si chiede dopo."),
            values={"due_on": case.due_on},
        )
    wrong = reason_against_transition(case.state, Verb.ASK_REVIEW)
    if wrong is not None:
        return wrong
    if case.state not in OWED and case.outcome is not None and not OUTCOMES[case.outcome].withholds:
        return Refusal(
            "nothing_withheld",
            _("Questa richiesta non ha ricevuto un rifiuto. Se manca qualcosa scrivici nella tua pagina."),
        )
    return None


def _reason_against_party(case: Contested) -> Refusal | None:
    if case.outcome is None or not OUTCOMES[case.outcome].releases:
        return Refusal(
            "nothing_granted", _("Non è stato concesso nulla: non c'è motivo di opporsi con un riesame.")
        )
    return None


def reason_against_grounds(text: str) -> Refusal | None:
    """Why what the applicant wrote is not enough, or too much, to be read as a review."""
    return reason_against_words(text, "grounds", GROUNDS_LENGTH)


@dataclass(frozen=True)
class Decider:
    """Who is about to decide a review, and what stands in the way of her.

    `signed`: she drafted or approved the decision under review. `entrusted`: the review was given to her by name, or,
    when False, to someone else; None when it was given to nobody. `other_office`: the one that the refusal names
    instead of the RPCT, who holds the documents himself (C2 §4.3).
    """

    signed: bool = False
    entrusted: bool | None = None
    other_office: str = ""


@dataclass(frozen=True)
class Hearing:
    """What the Garante was asked about the review, and whether there is anything left to wait for."""

    grounds: Collection[str] = ()
    asked: bool = False
    answered: bool = False
    days_over: bool = False


def reason_against_decider(decider: Decider) -> Refusal | None:
    """Why this person may not decide the review: it is another's, or she would judge her own act (C2 §4.3)."""
    if decider.entrusted is False:
        return Refusal(
            "review_of_another",
            _("Questo riesame è affidato a un'altra persona: lo decide lei."),
        )
    if decider.signed:
        return Refusal(
            "reviewer_is_decider",
            _("Chi ha deciso la richiesta non può decidere il riesame: affidalo all'ufficio indicato."),
        )
    if decider.other_office and decider.entrusted is None:
        return Refusal(
            "review_of_other_office",
            _("La risposta indica per il riesame un altro ufficio, «{office}»: affidalo a chi lo dirige."),
            values={"office": decider.other_office},
        )
    return None


def reason_against_hearing(hearing: Hearing) -> Refusal | None:
    """Why the review must wait for the Garante (art. 5(7)): not asked, or asked and still within the ten days."""
    if not garante_must_be_heard(hearing.grounds):
        return None
    if not hearing.asked:
        return Refusal(
            "garante_not_asked",
            _("Il rifiuto riguarda dati personali: chiedi prima il parere del Garante privacy."),
        )
    if not hearing.answered and not hearing.days_over:
        return Refusal(
            "garante_may_answer",
            _("Attendi il parere del Garante privacy, al massimo dieci giorni dalla richiesta."),
        )
    return None


def reasons_against_deciding_review(decider: Decider, hearing: Hearing) -> list[Refusal]:
    """Every reason against deciding the review now, whatever its outcome: it disables, explains and refuses."""
    return [each for each in (reason_against_decider(decider), reason_against_hearing(hearing)) if each]


def reasons_against_review_decision(
    outcome: str, reasons: str, decider: Decider, hearing: Hearing
) -> list[Refusal]:
    """Every reason against this decision on a review."""
    found = reasons_against_deciding_review(decider, hearing)
    if outcome not in ReviewOutcome._value2member_map_:
        found.append(Refusal("outcome_unknown", _("Scegli un esito dall'elenco."), "outcome"))
    words = reason_against_words(reasons, "reasons", GROUNDS_LENGTH)
    return [*found, words] if words else found


def reason_against_entrusting(*, signed: bool, state: State, open_review: bool) -> Refusal | None:
    """Why the review cannot be given to that person. `signed`: she drafted or approved the decision under review."""
    wrong = reason_against_open_review(state, open_review)
    if wrong is not None:
        return wrong
    if signed:
        return Refusal(
            "reviewer_is_decider",
            _("Ha preparato o firmato la decisione: il riesame va affidato a un'altra persona."),
            "to",
        )
    return None


def reason_against_open_review(state: State, open_review: bool) -> Refusal | None:
    """Why nothing can be done to a review: there is none to decide."""
    if not open_review or state is not State.UNDER_REVIEW:
        return Refusal("no_open_review", _("Non c'è un riesame da decidere su questa richiesta."))
    return None


def reason_against_asking_garante(asked_on: date | None) -> Refusal | None:
    """Why the Garante cannot be asked: once is enough (art. 5(7))."""
    if asked_on is not None:
        return Refusal("garante_asked", _("Il parere del Garante è già stato chiesto."))
    return None


def reason_against_garante_opinion(asked_on: date | None, opinion_on: date | None) -> Refusal | None:
    """Why an opinion of the Garante cannot be recorded: nobody asked for one, or it is here already."""
    if asked_on is None:
        return Refusal("garante_not_asked", _("Registra prima quando hai chiesto il parere al Garante."))
    if opinion_on is not None:
        return Refusal("garante_answered", _("Il parere del Garante è già registrato."))
    return None


# The transparency officer by his own name, in either language: every other office is another one.
_THE_OFFICER = ("rpct", "trasparenza", "transparency")


def other_office_named(words: str) -> str:
    """The office that a decision names for the review, when it is not the RPCT's; else empty (C2 §4.3)."""
    named = words.strip()
    return "" if any(mark in named.casefold() for mark in _THE_OFFICER) else named
