"""Dated facts about one request: what happened, and the day on which it has effect in law.

A correction is a new fact, never an edited one. The moment of recording is the trail's, not the fact's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FactKind(StrEnum):
    """What can happen to a request that its terms depend on."""

    # Arrival
    FILED = "filed"  # received by an administration (C2 §5.1); PEC: the delivery receipt
    REGISTERED = "registered"  # protocol; shown, never counted
    IDENTIFIED = "identified"  # an anonymous applicant gave a name; the term is unchanged (open point 5)
    RECEIVED_FROM_OTHER_BODY = (
        "received_from_other_body"  # misdirected elsewhere, here from this day (C2 §4.1)
    )
    FORWARDED_INSIDE = "forwarded_inside"  # wrong office of ours; the term is unchanged
    # Dialogue: none of it stops the clock (open point 6)
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFIED = "clarified"
    # Documentary: irregular or incomplete request
    GAP_NOTICE = "gap_notice"
    GAP_COMPLETED = "gap_completed"
    # Environmental: large and complex request
    EXTENSION_NOTIFIED = "extension_notified"
    # Counter-interested parties; `party` says which
    PARTY_NOTICE_SENT = "party_notice_sent"
    PARTY_NOTICE_RECEIVED = "party_notice_received"
    PARTY_OPPOSED = "party_opposed"
    PARTY_CONSENTED = "party_consented"
    # Grant over an opposition
    GRANT_NOTICE_SENT = "grant_notice_sent"
    GRANT_NOTICE_RECEIVED = "grant_notice_received"
    PARTY_REMEDY_SERVED = "party_remedy_served"  # review or appeal by a party: release stays locked
    PARTY_REMEDY_CLOSED = "party_remedy_closed"
    # End
    ANSWERED = "answered"  # the decision left
    TRANSFERRED_AWAY = "transferred_away"
    WITHDRAWN = "withdrawn"
    # Review by the RPCT
    REVIEW_FILED = "review_filed"
    GARANTE_ASKED = "garante_asked"
    GARANTE_ANSWERED = "garante_answered"
    REVIEW_DECIDED = "review_decided"
    # Ombudsman
    OMBUDSMAN_FILED = "ombudsman_filed"
    OMBUDSMAN_TOLD_US = "ombudsman_told_us"  # the refusal is unlawful, says the ombudsman
    REFUSAL_CONFIRMED = "refusal_confirmed"  # we confirmed it, with reasons
    # Administrative court
    COURT_SERVED = "court_served"  # an appeal of the applicant was served on us; how it ended is another fact
    # A decided case is decided again; which of them says on what basis
    REOPENED_BY_REVIEW = "reopened_by_review"
    REOPENED_BY_OMBUDSMAN = "reopened_by_ombudsman"
    REOPENED_BY_COURT = "reopened_by_court"
    REOPENED_BY_US = "reopened_by_us"  # self-protection (L. 241/1990 art. 21-nonies)
    NEW_DECISION_BY = "new_decision_by"  # the day that the RPCT or the ruling set for the new decision
    ANSWERED_AGAIN = "answered_again"  # the new decision left
    # An appeal of the applicant was lost: the decision stands
    REJECTED_BY_OMBUDSMAN = "rejected_by_ombudsman"
    REJECTED_BY_COURT = "rejected_by_court"


class Basis(StrEnum):
    """Why a case that had its answer is decided again."""

    REVIEW = "review"
    OMBUDSMAN = "ombudsman"
    COURT = "court"
    OWN_ERROR = "own_error"


REOPENED: Mapping[FactKind, Basis] = {
    FactKind.REOPENED_BY_REVIEW: Basis.REVIEW,
    FactKind.REOPENED_BY_OMBUDSMAN: Basis.OMBUDSMAN,
    FactKind.REOPENED_BY_COURT: Basis.COURT,
    FactKind.REOPENED_BY_US: Basis.OWN_ERROR,
}


OMBUDSMAN = "ombudsman"


@dataclass(frozen=True)
class Fact:
    """One dated fact. `party` names a counter-interested party by any stable key, never by her name.

    `reference` says which one, where there can be several: the remedy of a party that was served or closed; `OMBUDSMAN`
    for a question to the Garante that the ombudsman put, and not the officer who decides the review.
    """

    kind: FactKind
    on: date
    party: str = ""
    reference: str = ""


def days_of(facts: Iterable[Fact], kind: FactKind, party: str | None = None) -> list[date]:
    """Days of every fact of a kind, in order; of one party when given."""
    return sorted(f.on for f in facts if f.kind is kind and (party is None or f.party == party))


def first_day(facts: Iterable[Fact], kind: FactKind, party: str | None = None) -> date | None:
    """Day of the first fact of a kind."""
    return next(iter(days_of(facts, kind, party)), None)


def last_day(facts: Iterable[Fact], kind: FactKind, party: str | None = None) -> date | None:
    """Day of the last fact of a kind."""
    days = days_of(facts, kind, party)
    return days[-1] if days else None


def last_reopening(facts: Sequence[Fact]) -> int | None:
    """Place of the last reopening among facts in the order they were recorded; None when there was none."""
    places = [place for place, fact in enumerate(facts) if fact.kind in REOPENED]
    return places[-1] if places else None


_HEARING = (FactKind.GARANTE_ASKED, FactKind.GARANTE_ANSWERED)


def of_each_review(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of each review in turn, from facts in the order they were recorded: one is decided before the next."""
    mine = [fact for fact in facts if fact.kind not in _HEARING or fact.reference != OMBUDSMAN]
    return _in_turn(mine, FactKind.REVIEW_FILED, (*_HEARING, FactKind.REVIEW_DECIDED))


def of_each_ombudsman(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of each appeal to the ombudsman in turn, in the same way; a question to the Garante that does not say
    that the ombudsman put it belongs to a review."""
    mine = [fact for fact in facts if fact.kind not in _HEARING or fact.reference == OMBUDSMAN]
    ends = (FactKind.OMBUDSMAN_TOLD_US, FactKind.REFUSAL_CONFIRMED, FactKind.REJECTED_BY_OMBUDSMAN)
    return _in_turn(mine, FactKind.OMBUDSMAN_FILED, (*_HEARING, *ends))


def _in_turn(facts: Iterable[Fact], opening: FactKind, others: Sequence[FactKind]) -> list[list[Fact]]:
    found: list[list[Fact]] = []
    for fact in facts:
        if fact.kind is opening:
            found.append([fact])
        elif fact.kind in others and found:
            found[-1].append(fact)
    return found


def of_this_round(facts: Sequence[Fact]) -> list[Fact]:
    """The facts as the decision now being written must read them, from facts in the order they were recorded.

    Opponents were told of the former grant, not of this one: their fifteen days run again (C2 §6.3). Everything
    else, and above all their opposition, still holds.
    """
    place = last_reopening(facts)
    if place is None:
        return list(facts)
    told = (FactKind.GRANT_NOTICE_SENT, FactKind.GRANT_NOTICE_RECEIVED)
    return [fact for fact in facts[:place] if fact.kind not in told] + list(facts[place:])
