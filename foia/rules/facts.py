"""Dated facts about one request: what happened, and the day on which it has effect in law.

A correction is a new fact, never an edited one. The moment of recording is the trail's, not the fact's.
"""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True)
class Fact:
    """One dated fact. `party` names a counter-interested party by any stable key, never by her name."""

    kind: FactKind
    on: date
    party: str = ""


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
