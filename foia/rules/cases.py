"""Dated cases of the law of access as counsel writes them: each function reads one and gives what the rules say.

The form, every key and every word are documented in `docs/cases.md`; `manage.py check_cases` runs files of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from foia.rules.clock import (
    Clock,
    Fact,
    FactKind,
    read_clock,
    read_duty_clock,
    read_ombudsman_clock,
    read_review_clock,
)
from foia.rules.facts import first_day, of_this_round
from foia.rules.kinds import DEFAULT_KIND, AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.parties import (
    awaited,
    decide_not_before,
    open_remedies,
    opposition_windows,
    parties_in,
    reason_against_sending,
    send_automatically_on,
    send_not_before,
    standstills,
    unproven_receipts,
)
from foia.rules.recurrence import Asking, PersonKey, PersonKind, verdict
from foia.rules.recurrence.terms import THRESHOLD
from foia.rules.register import EntryFacts, reasons_against_extract
from foia.rules.review import review_is_late, review_told_until
from pasocial.timekeeping import Quarter
from pasocial.timekeeping.dated_cases import Case, CaseFault, Reading, as_day, chosen

# What happened, as an Italian lawyer calls it; the English words of `FactKind` do as well.
ITALIAN: Mapping[str, FactKind] = {
    "presentata": FactKind.FILED,
    "protocollata": FactKind.REGISTERED,
    "identificato": FactKind.IDENTIFIED,
    "ricevuta da altra amministrazione": FactKind.RECEIVED_FROM_OTHER_BODY,
    "passata ad altro ufficio": FactKind.FORWARDED_INSIDE,
    "chiarimenti chiesti": FactKind.CLARIFICATION_ASKED,
    "chiarimenti dati": FactKind.CLARIFIED,
    "irregolarità comunicata": FactKind.GAP_NOTICE,
    "richiesta completata": FactKind.GAP_COMPLETED,
    "proroga comunicata": FactKind.EXTENSION_NOTIFIED,
    "avviso inviato": FactKind.PARTY_NOTICE_SENT,
    "avviso ricevuto": FactKind.PARTY_NOTICE_RECEIVED,
    "opposizione": FactKind.PARTY_OPPOSED,
    "consenso": FactKind.PARTY_CONSENTED,
    "accoglimento comunicato": FactKind.GRANT_NOTICE_SENT,
    "accoglimento ricevuto": FactKind.GRANT_NOTICE_RECEIVED,
    "ricorso notificato": FactKind.PARTY_REMEDY_SERVED,
    "ricorso concluso": FactKind.PARTY_REMEDY_CLOSED,
    "risposta": FactKind.ANSWERED,
    "trasferita": FactKind.TRANSFERRED_AWAY,
    "ritirata": FactKind.WITHDRAWN,
    "riesame chiesto": FactKind.REVIEW_FILED,
    "garante sentito": FactKind.GARANTE_ASKED,
    "parere del garante": FactKind.GARANTE_ANSWERED,
    "riesame deciso": FactKind.REVIEW_DECIDED,
    "ricorso al difensore civico": FactKind.OMBUDSMAN_FILED,
    "illegittimità comunicata": FactKind.OMBUDSMAN_TOLD_US,
    "diniego confermato": FactKind.REFUSAL_CONFIRMED,
    "riaperta per riesame": FactKind.REOPENED_BY_REVIEW,
    "riaperta dal difensore civico": FactKind.REOPENED_BY_OMBUDSMAN,
    "riaperta dal giudice": FactKind.REOPENED_BY_COURT,
    "riaperta d'ufficio": FactKind.REOPENED_BY_US,
    "ricorso al giudice": FactKind.COURT_SERVED,
    "nuova decisione entro": FactKind.NEW_DECISION_BY,
    "nuova risposta": FactKind.ANSWERED_AGAIN,
    "respinto dal difensore civico": FactKind.REJECTED_BY_OMBUDSMAN,
    "respinto dal giudice": FactKind.REJECTED_BY_COURT,
}
KINDS_IN_ITALIAN: Mapping[str, AccessKind] = {
    "civico semplice": AccessKind.SIMPLE_CIVIC,
    "generalizzato": AccessKind.GENERALISED,
    "documentale": AccessKind.DOCUMENTARY,
    "ambientale": AccessKind.ENVIRONMENTAL,
}


def access_case(case: Case) -> Reading:
    """The clock of a request: when the answer is due, and what may not happen before which day."""
    facts, kind, today, patron = _facts(case), _kind(case), _today(case), case.month_and_day("patron")
    if not any(fact.kind in (FactKind.FILED, FactKind.RECEIVED_FROM_OTHER_BODY) for fact in facts):
        raise CaseFault(
            "“facts” lacks the day of receipt: add [“filed”, 2026-03-02], in Italian “presentata”."
        )
    round_ = of_this_round(facts)
    clock = read_clock(kind, round_, today or max(fact.on for fact in facts), patron)
    # While an incomplete request waits no day is due; once it ended, the day that held before is told.
    days = dict.fromkeys(("due_on", "target_on", "literal_due_on"))
    return {
        **_values(clock),
        **(days if clock.waiting and clock.ended_on is None else {}),
        "windows": {window.party: window.closes_on for window in clock.windows},
        "alerts": [line.code for line in clock.alerts],
    }


def review_case(case: Case) -> Reading:
    """The review by the transparency officer, with the Garante; and until when the applicant is told to ask for it."""
    facts, today, patron = _facts(case), _today(case), case.month_and_day("patron")
    answered, filed = first_day(facts, FactKind.ANSWERED), first_day(facts, FactKind.REVIEW_FILED)
    told = review_told_until(answered, patron) if answered else None
    reading: dict[str, object] = {"ask_by": told, "asked_late": None}
    if filed is None and told is None:
        raise CaseFault(
            "“facts” lacks [“review_filed”, …] (“riesame chiesto”) or [“answered”, …] (“risposta”)."
        )
    if filed is not None:
        if answered:
            reading["asked_late"] = review_is_late(answered, filed, patron)
        reading |= _values(read_review_clock(facts, today or max(fact.on for fact in facts), patron))
    return reading


def ombudsman_case(case: Case) -> Reading:
    """The ombudsman's two clocks: the decision, then our confirmation, or access is granted."""
    facts, today, patron = _facts(case), _today(case), case.month_and_day("patron")
    if first_day(facts, FactKind.OMBUDSMAN_FILED) is None:
        raise CaseFault("“facts” lacks [“ombudsman_filed”, …], in Italian “ricorso al difensore civico”.")
    clock = read_ombudsman_clock(facts, patron)
    granted = clock.granted_on(today) if today else clock.granted_from is not None
    return {**_values(clock), "granted": granted}


def notices_case(case: Case) -> Reading:
    """Notices to counter-interested parties: each one's time to oppose, and from when a decision may be taken."""
    facts, kind, patron = _facts(case), _kind(case), case.month_and_day("patron")
    today = _today(case) or max((fact.on for fact in facts), default=date.min)
    windows = opposition_windows(kind, facts, patron)
    return {
        "closes_on": {window.party: window.closes_on for window in windows},
        "ended_on": {window.party: window.ended_on for window in windows},
        "opposed": [window.party for window in windows if window.opposed],
        "opposed_late": [window.party for window in windows if window.opposed_late],
        "parties": parties_in(facts),
        "decide_not_before": decide_not_before(windows),
        "awaited": list(awaited(windows, today)),
        "unproven_receipts": list(unproven_receipts(windows)),
    }


def standstill_case(case: Case) -> Reading:
    """What holds the documents of a grant on a day: the fifteen days of an opponent, and the parties' remedies."""
    facts, kind, patron = _facts(case), _kind(case), case.month_and_day("patron")
    today = _today(case) or max((fact.on for fact in facts), default=date.min)
    facts = of_this_round(facts)
    locks = standstills(kind, facts)
    opposed = any(window.opposed for window in opposition_windows(kind, facts, patron))
    refusal = reason_against_sending(
        kind,
        facts,
        today,
        over_opposition=case.flag("over_opposition", opposed or bool(locks)),
        patron=patron,
    )
    return {
        "may_send": refusal is None,
        "reason": refusal.code if refusal else None,
        "held_by": [lock.party for lock in locks if lock.holds_on(today)],
        "send_not_before": send_not_before(locks),
        "send_automatically_on": send_automatically_on(locks, patron),
        "open_remedies": len(open_remedies(facts)),
    }


def new_decision_case(case: Case) -> Reading:
    """A case decided again: when the new decision is due."""
    facts, today = _facts(case), _today(case)
    clock = read_duty_clock(facts, today or max(fact.on for fact in facts), case.month_and_day("patron"))
    if clock is None:
        raise CaseFault("“facts” lacks a reopening, such as [“reopened_by_us”, …] (“riaperta d'ufficio”).")
    return _values(clock)


def recurrence_case(case: Case) -> Reading:
    """Requests for the same thing within a year (C2 §8.2): the flag, its day and how many people are counted.

    An asking of a person who is not known by name yet (`anonymous`), of a request sent elsewhere (`transferred`) or of a
    trial (`test`) does not count; `of:X` and `for:X` tie her to an organisation, the second as its confirmed voice.
    """
    uncounted = {"anonymous", "transferred", "test"}
    askings = []
    for number, row in enumerate(case.rows("askings", ("on", "who", "how"), 2), 1):
        who, how = str(row["who"]), str(row.get("how", ""))
        relation, _, organisation = how.partition(":")
        if how not in {"", "refused", *uncounted} and not (relation in {"of", "for"} and organisation):
            raise CaseFault(
                f"row {number} of “askings” does not know “{how}”; it may be: refused, transferred, anonymous, "
                "test, of:NAME, for:NAME."
            )
        askings.append(
            Asking(
                request_id=str(number),
                person=PersonKey(PersonKind.UNPROVEN, who) if who.startswith("?") else who,
                organisation=organisation or None,
                on=as_day(row["on"], f"“on” in row {number} of “askings”"),
                counts=how not in uncounted,
                organisation_confirmed=relation == "for",
            )
        )
    found = verdict(askings, case.number("threshold", THRESHOLD), strict=case.flag("strict", False))
    first, last = found.window or (None, None)
    return {
        "level": str(found.level),
        "flagged_on": found.flagged_on,
        "soft_on": found.soft_on,
        "persons": found.persons,
        "unproven": found.unproven,
        "requests": found.requests,
        "window_from": first,
        "window_to": last,
    }


def register_case(case: Case) -> Reading:
    """The extract of a quarter: not before it is over, not unsigned, and never with a name in it."""
    year, number = case.number("year"), case.number("quarter")
    if number not in (1, 2, 3, 4):
        raise CaseFault(f"“quarter” must be 1, 2, 3 or 4, and is {number}.")
    quarter = Quarter(year, number)
    day = quarter.span.first
    entries = []
    for place, row in enumerate(case.rows("entries", ("subject", "names"), 1), 1):
        names = row.get("names", [])
        entry = EntryFacts(
            f"{year}-{place}", AccessKind.GENERALISED, day, str(row["subject"]),
            had_parties=False, outcome=Outcome.GRANTED, decided_on=day,
        )  # fmt: skip
        entries.append((entry, [str(name) for name in names] if isinstance(names, list) else [str(names)]))
    reasons = reasons_against_extract(quarter, entries, signed=case.flag("signed"), today=case.day("today"))
    codes = list(dict.fromkeys(reason.code for reason in reasons))
    return {"may_publish": not codes, "reasons": codes, "last_day": quarter.span.last}


def _facts(case: Case) -> list[Fact]:
    """`[what, on]`, `[what, on, party]` or `[what, on, party, reference]`, in Italian or English."""
    found = []
    for number, row in enumerate(case.rows("facts", ("what", "on", "party", "reference"), 2), 1):
        what = str(row["what"]).strip()
        kind = ITALIAN.get(what.lower()) or chosen(FactKind, what, f"“what” in row {number} of “facts”")
        on = as_day(row["on"], f"“on” in row {number} of “facts”")
        found.append(Fact(kind, on, str(row.get("party", "")), str(row.get("reference", ""))))
    if not found:
        raise CaseFault("“facts” is empty: write at least one row.")
    return found


def _kind(case: Case) -> AccessKind:
    written = case.text("kind", str(DEFAULT_KIND))
    return KINDS_IN_ITALIAN.get(written.lower()) or chosen(AccessKind, written, "“kind”")


def _today(case: Case) -> date | None:
    return case.day("today") if case.has("today") else None


def _values(clock: object) -> dict[str, object]:
    """The plain values of a reading by name; what is made of parts is told in other keys."""
    hidden = {"lines", "windows", "standstills"}
    if isinstance(clock, Clock):
        hidden.add("kind")
    return {part.name: getattr(clock, part.name) for part in fields(clock) if part.name not in hidden}  # type: ignore[arg-type]
