"""When a recorded fact may be put right: a mistyped day, or something that never happened. Nothing is ever erased.

Who may is asked of `foia.policy`; what a correction does to the clock is read by folding the facts that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foia.rules.facts import Fact, FactKind
from foia.rules.states import OPEN, State
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

REASON_LENGTH = (10, 4_000)


@dataclass(frozen=True)
class Correctable:
    """`may_void`: it may also never have happened. `decided_upon`: the decision was taken because of it."""

    may_void: bool = True
    decided_upon: bool = False


_DAY_ONLY = Correctable(may_void=False)
_DECIDED_UPON = Correctable(decided_upon=True)

# What is not here was written by the platform in the moment it happened, or is a decision of somebody: that is
# contested or decided again, not corrected.
CORRECTABLE: Mapping[FactKind, Correctable] = {
    FactKind.FILED: _DAY_ONLY,  # without a day of receipt there is no clock
    FactKind.REGISTERED: Correctable(),
    FactKind.IDENTIFIED: _DAY_ONLY,
    FactKind.RECEIVED_FROM_OTHER_BODY: Correctable(),
    FactKind.FORWARDED_INSIDE: Correctable(),
    FactKind.CLARIFICATION_ASKED: _DAY_ONLY,
    FactKind.CLARIFIED: Correctable(),
    FactKind.GAP_NOTICE: _DAY_ONLY,  # its text went to the applicant
    FactKind.GAP_COMPLETED: _DECIDED_UPON,
    FactKind.EXTENSION_NOTIFIED: _DAY_ONLY,  # its text went to the applicant
    FactKind.PARTY_NOTICE_SENT: _DECIDED_UPON,
    FactKind.PARTY_NOTICE_RECEIVED: _DECIDED_UPON,
    FactKind.PARTY_OPPOSED: _DECIDED_UPON,
    FactKind.PARTY_CONSENTED: _DECIDED_UPON,
    FactKind.GRANT_NOTICE_SENT: Correctable(may_void=False, decided_upon=True),
    FactKind.GRANT_NOTICE_RECEIVED: _DECIDED_UPON,
    FactKind.PARTY_REMEDY_SERVED: _DECIDED_UPON,
    FactKind.PARTY_REMEDY_CLOSED: _DECIDED_UPON,
    FactKind.ANSWERED: _DAY_ONLY,
    FactKind.ANSWERED_AGAIN: _DAY_ONLY,
    FactKind.TRANSFERRED_AWAY: _DAY_ONLY,
    FactKind.WITHDRAWN: _DAY_ONLY,
    FactKind.REVIEW_FILED: _DAY_ONLY,
    FactKind.GARANTE_ASKED: Correctable(),
    FactKind.GARANTE_ANSWERED: Correctable(),
    FactKind.OMBUDSMAN_FILED: Correctable(),
    FactKind.OMBUDSMAN_TOLD_US: Correctable(),
    FactKind.REFUSAL_CONFIRMED: _DAY_ONLY,
    FactKind.REOPENED_BY_OMBUDSMAN: _DAY_ONLY,
    FactKind.REOPENED_BY_COURT: _DAY_ONLY,
    FactKind.REOPENED_BY_US: _DAY_ONLY,
    FactKind.NEW_DECISION_BY: Correctable(),
    FactKind.COURT_SERVED: Correctable(),
    FactKind.REJECTED_BY_OMBUDSMAN: Correctable(),
    FactKind.REJECTED_BY_COURT: Correctable(),
}

# Which facts a fact follows: of the same party, the nearest one recorded before it. A letter is not received before
# it was sent.
FOLLOWS: Mapping[FactKind, tuple[FactKind, ...]] = {
    FactKind.CLARIFIED: (FactKind.CLARIFICATION_ASKED,),
    FactKind.GAP_COMPLETED: (FactKind.GAP_NOTICE,),
    FactKind.PARTY_NOTICE_RECEIVED: (FactKind.PARTY_NOTICE_SENT,),
    FactKind.PARTY_OPPOSED: (FactKind.PARTY_NOTICE_SENT,),
    FactKind.PARTY_CONSENTED: (FactKind.PARTY_NOTICE_SENT,),
    FactKind.GRANT_NOTICE_RECEIVED: (FactKind.GRANT_NOTICE_SENT,),
    FactKind.PARTY_REMEDY_SERVED: (FactKind.GRANT_NOTICE_SENT,),
    FactKind.PARTY_REMEDY_CLOSED: (FactKind.PARTY_REMEDY_SERVED,),
    FactKind.GARANTE_ASKED: (FactKind.REVIEW_FILED,),
    FactKind.GARANTE_ANSWERED: (FactKind.GARANTE_ASKED,),
    FactKind.REVIEW_DECIDED: (FactKind.REVIEW_FILED,),
    FactKind.OMBUDSMAN_TOLD_US: (FactKind.OMBUDSMAN_FILED,),
    FactKind.REJECTED_BY_OMBUDSMAN: (FactKind.OMBUDSMAN_FILED,),
    FactKind.REFUSAL_CONFIRMED: (FactKind.OMBUDSMAN_TOLD_US,),
    FactKind.REOPENED_BY_OMBUDSMAN: (FactKind.ANSWERED, FactKind.OMBUDSMAN_TOLD_US),
    FactKind.REOPENED_BY_COURT: (FactKind.ANSWERED, FactKind.COURT_SERVED),
    FactKind.REJECTED_BY_COURT: (FactKind.COURT_SERVED,),
    FactKind.REOPENED_BY_US: (FactKind.ANSWERED,),
    FactKind.ANSWERED_AGAIN: (
        FactKind.REOPENED_BY_REVIEW,
        FactKind.REOPENED_BY_OMBUDSMAN,
        FactKind.REOPENED_BY_COURT,
        FactKind.REOPENED_BY_US,
    ),
    FactKind.NEW_DECISION_BY: (
        FactKind.REOPENED_BY_REVIEW,
        FactKind.REOPENED_BY_OMBUDSMAN,
        FactKind.REOPENED_BY_COURT,
        FactKind.REOPENED_BY_US,
    ),
}
# An appeal may end without the office having known of it before: voiding its beginning is not barred by its end.
_LOOSE = frozenset({FactKind.REJECTED_BY_OMBUDSMAN, FactKind.REJECTED_BY_COURT})
# The protocol may be of another day than the receipt, on either side of it when the receipt was mistyped.
_ANY_DAY = frozenset({FactKind.FILED, FactKind.REGISTERED})
_OF_REVIEW = frozenset({FactKind.REVIEW_FILED, FactKind.GARANTE_ASKED, FactKind.GARANTE_ANSWERED})


def reasons_against_correcting(
    facts: Sequence[Fact],
    place: int | None,
    *,
    on: date | None,
    why: str,
    state: State,
    answered: bool,
    today: date,
) -> list[Refusal]:
    """Every reason against putting a fact right.

    `facts`: those that hold, in the order they were recorded; `place` of the wrong one, None when it holds no more.
    `on`: the right day, None when it never happened. `answered`: the office's decision left, or is about to.
    """
    if place is None:
        return [
            Refusal(
                "already_corrected",
                _("Questo fatto è già stato corretto: ricarica la pagina per vedere come."),
            )
        ]
    wrong = facts[place]
    rules = CORRECTABLE.get(wrong.kind)
    if rules is None:
        return [
            Refusal(
                "not_correctable",
                _("Questo fatto non si corregge: è una decisione, si cambia solo con una nuova decisione."),
            )
        ]
    reasons = []
    if _decided_upon(facts, place, rules, state, answered):
        reasons.append(
            Refusal(
                "decision_rests_on_it",
                _("Su questo fatto si fonda una decisione già presa: riapri prima la richiesta."),
            )
        )
    if on is None:
        reasons += _against_voiding(facts, place, rules)
    else:
        reasons += _against_day(facts, place, on, today)
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


def reason_against_correcting_notice(*, sent_from_here: bool) -> Refusal | None:
    """Why the day of a notice stands: it left from here, so nobody typed it."""
    if sent_from_here:
        return Refusal(
            "sent_from_here", _("Questo avviso è partito da qui quel giorno: la data non si corregge.")
        )
    return None


def _decided_upon(
    facts: Sequence[Fact], place: int, rules: Correctable, state: State, answered: bool
) -> bool:
    kind = facts[place].kind
    if kind in _OF_REVIEW:
        for later in facts[place + 1 :]:
            if later.kind is FactKind.REVIEW_FILED:
                break
            if later.kind is FactKind.REVIEW_DECIDED:
                return True
        return False
    # Granted over an opposition nothing left yet: the days that hold it back are still put right.
    return rules.decided_upon and answered and state not in OPEN and state is not State.STANDSTILL


def _against_voiding(facts: Sequence[Fact], place: int, rules: Correctable) -> list[Refusal]:
    if not rules.may_void:
        return [Refusal("cannot_be_voided", _("Questo fatto è accaduto: scrivi il giorno giusto."), "on")]
    followers = [
        fact for fact, before in _followers(facts, place) if before == place and fact.kind not in _LOOSE
    ]
    if followers:
        return [
            Refusal(
                "others_follow",
                _("Da questo fatto ne dipende un altro, di {day}: annulla prima quello."),
                values={"day": followers[0].on},
            )
        ]
    return []


def _against_day(facts: Sequence[Fact], place: int, on: date, today: date) -> list[Refusal]:
    wrong = facts[place]
    if on == wrong.on:
        return [
            Refusal("nothing_corrected", _("Il giorno è lo stesso di prima: scrivi quello giusto."), "on")
        ]
    if on > today and wrong.kind is not FactKind.NEW_DECISION_BY:
        return [Refusal("day_in_future", _("La data è nel futuro: correggila."), "on")]
    before = [facts[index].on for index in _predecessors(facts, place)]
    if wrong.kind not in _ANY_DAY:
        before += [fact.on for fact in facts if fact.kind is FactKind.FILED]
    if before and on < max(before):
        return [
            Refusal(
                "day_too_early",
                _("La data non può precedere {day}: correggila."),
                "on",
                {"day": max(before)},
            )
        ]
    after = [fact.on for fact, former in _followers(facts, place) if former == place]
    if wrong.kind is FactKind.FILED:
        after = [fact.on for fact in facts if fact.kind not in _ANY_DAY]
    if after and on > min(after):
        return [
            Refusal(
                "day_too_late",
                _("La data non può seguire {day}, il giorno di un altro fatto: correggi prima quello."),
                "on",
                {"day": min(after)},
            )
        ]
    return []


def _predecessors(facts: Sequence[Fact], place: int) -> list[int]:
    """Places of the facts this one follows: of each kind the nearest recorded before it."""
    found = []
    for kind in FOLLOWS.get(facts[place].kind, ()):
        for index in range(place - 1, -1, -1):
            if facts[index].kind is kind and _together(facts[index], facts[place]):
                found.append(index)
                break
    return found


def _together(earlier: Fact, later: Fact) -> bool:
    """Of the same party; and where a closing says which remedy it closes, of that one."""
    named = later.kind is FactKind.PARTY_REMEDY_CLOSED and later.reference
    return earlier.party == later.party and (not named or earlier.reference == later.reference)


def _followers(facts: Sequence[Fact], place: int) -> list[tuple[Fact, int]]:
    """Facts recorded later that follow one of this kind, each with the place of the one it follows."""
    return [
        (facts[index], before)
        for index in range(place + 1, len(facts))
        for before in _predecessors(facts, index)
        if facts[before].kind is facts[place].kind
    ]
