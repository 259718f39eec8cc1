"""When the rarer steps of a case may be recorded: it came from another body, something is missing in it, it is in court.

Each has its day in law; what it does to the term is read by `foia.rules.clock`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foia.rules.facts import Fact, FactKind, first_day, last_day
from foia.rules.kinds import AccessKind
from foia.rules.states import OPEN, State
from foia.rules.terms import GAP_NOTICE_DAYS, in_force
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.timekeeping import term

REASON_LENGTH = (20, 20_000)
# Nobody decided on these, or the applicant gave up: there is nothing to appeal against.
_WITHOUT_DECISION = (State.WITHDRAWN, State.TRANSFERRED)


def reasons_against_arrival(
    state: State,
    facts: Sequence[Fact],
    from_body: str,
    *,
    on: date,
    presented_on: date | None,
    today: date,
) -> list[Refusal]:
    """Why it cannot be recorded that a request came from another administration (C2 §4.1: the term starts here).

    `on`: the day it reached us; `presented_on`: the day it was presented there, None when that is the day on file.
    """
    reasons = _open(state)
    if last_day(facts, FactKind.RECEIVED_FROM_OTHER_BODY) is not None:
        reasons.append(
            Refusal(
                "arrival_known",
                _(
                    "È già registrato quando è arrivata qui: se il giorno è sbagliato, correggilo nella storia."
                ),
            )
        )
    nameless = reason_against_sender(from_body)
    reasons += [nameless] if nameless else []
    first = presented_on or first_day(facts, FactKind.FILED)
    reasons += _day(on, first, today)
    if presented_on is not None:
        reasons += _day(presented_on, None, today, "presented_on")
        others = [fact.on for fact in facts if fact.kind not in (FactKind.FILED, FactKind.REGISTERED)]
        if others and presented_on > min(others):
            reasons.append(
                Refusal(
                    "day_too_late",
                    _("La data non può seguire {day}, il giorno di un altro fatto: correggi prima quello."),
                    "presented_on",
                    {"day": min(others)},
                )
            )
    return reasons


def reason_against_sender(from_body: str) -> Refusal | None:
    """Which administration sent it on is said by its name."""
    if len(from_body.strip()) < 3:
        return Refusal("body_missing", _("Indica quale amministrazione l'ha trasmessa."), "from_body")
    return None


def gap_notice_by(facts: Sequence[Fact], patron: tuple[int, int] | None = None) -> date:
    """The last day on which pointing out a gap starts the term again (DPR 184/2006 art. 6(5))."""
    start = last_day(facts, FactKind.RECEIVED_FROM_OTHER_BODY) or first_day(facts, FactKind.FILED)
    assert start is not None  # a request without a day of receipt has no clock
    return term(start, in_force(GAP_NOTICE_DAYS, start).value, patron)


def gap_open(facts: Sequence[Fact]) -> date | None:
    """The day of the notice that still waits for completion; None when nothing is awaited."""
    notice = last_day(facts, FactKind.GAP_NOTICE)
    if notice is None or any(fact.kind is FactKind.GAP_COMPLETED and fact.on >= notice for fact in facts):
        return None
    return notice


def reasons_against_gap_notice(
    kind: AccessKind,
    state: State,
    facts: Sequence[Fact],
    *,
    on: date,
    today: date,
    patron: tuple[int, int] | None = None,
) -> list[Refusal]:
    """Why the applicant cannot be told now that her request is irregular or incomplete. Documentary access only."""
    if kind is not AccessKind.DOCUMENTARY:
        return [
            Refusal(
                "no_gap_notice",
                _("Solo per l'accesso documentale una mancanza ferma il termine: scrivi un messaggio."),
            )
        ]
    reasons = _open(state)
    if first_day(facts, FactKind.GAP_NOTICE) is not None:
        reasons.append(
            Refusal(
                "gap_noticed", _("La mancanza è già stata segnalata: il termine si ferma una volta sola.")
            )
        )
    start = last_day(facts, FactKind.RECEIVED_FROM_OTHER_BODY) or first_day(facts, FactKind.FILED)
    reasons += _day(on, start, today)
    limit = gap_notice_by(facts, patron)
    if on > limit:
        reasons.append(
            Refusal(
                "gap_notice_late",
                _("La mancanza andava segnalata entro {day}: ora non ferma il termine. Scrivi un messaggio."),
                "on",
                {"day": limit},
            )
        )
    return reasons


def reasons_against_gap_completion(
    state: State, facts: Sequence[Fact], *, on: date, today: date
) -> list[Refusal]:
    """Why it cannot be recorded that the request was completed: nothing is awaited, or the day is impossible."""
    reasons = _open(state)
    notice = gap_open(facts)
    if notice is None:
        reasons.append(Refusal("no_gap_open", _("Non c'è una mancanza segnalata che aspetti risposta.")))
    return reasons + _day(on, notice, today)


def reasons_against_court_appeal(
    state: State, facts: Sequence[Fact], why: str, *, on: date, today: date
) -> list[Refusal]:
    """Why it cannot be recorded that an appeal to the court was served. `why`: which court, the extremes of the deed.

    Against the answer or its absence (c.p.a. art. 116): so also while the case is open.
    """
    reasons = []
    if state in _WITHOUT_DECISION:
        reasons.append(
            Refusal(
                "nothing_to_appeal",
                _("Su questa richiesta l'ufficio non ha deciso: non c'è un ricorso da registrare."),
            )
        )
    if court_pending(facts):
        reasons.append(
            Refusal("court_pending", _("C'è già un ricorso al giudice di cui non è registrato l'esito."))
        )
    reasons += _day(on, first_day(facts, FactKind.FILED), today)
    return reasons + length_of(why, "why")


def court_pending(facts: Sequence[Fact]) -> Fact | None:
    """The appeal to the court whose outcome is not recorded yet, from facts in the order they were recorded."""
    found = None
    for fact in facts:
        if fact.kind is FactKind.COURT_SERVED:
            found = fact
        elif fact.kind in (FactKind.REOPENED_BY_COURT, FactKind.REJECTED_BY_COURT):
            found = None
    return found


def length_of(text: str, field: str) -> list[Refusal]:
    """Too short to say anything, or a book."""
    least, most = REASON_LENGTH
    length = len(text.strip())
    if least <= length <= most:
        return []
    return [
        Refusal(
            "text_length",
            _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
            field,
            {"least": least, "most": most, "length": length},
        )
    ]


def _open(state: State) -> list[Refusal]:
    if state in OPEN:
        return []
    return [
        Refusal("not_open", _("La richiesta non è più in lavorazione: ricarica la pagina per vedere dov'è."))
    ]


def _day(on: date, earliest: date | None, today: date, field: str = "on") -> list[Refusal]:
    if on > today:
        return [Refusal("day_in_future", _("La data è nel futuro: correggila."), field)]
    if earliest is not None and on < earliest:
        return [
            Refusal(
                "day_too_early", _("La data non può precedere {day}: correggila."), field, {"day": earliest}
            )
        ]
    return []
