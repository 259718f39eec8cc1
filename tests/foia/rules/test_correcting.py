"""Which facts may be put right, on which days, and when a decision that was taken bars it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foia.rules.correcting import (
    CORRECTABLE,
    FOLLOWS,
    reason_against_correcting_notice,
    reasons_against_correcting,
)
from foia.rules.facts import Fact, FactKind
from foia.rules.states import State

TODAY = date(2026, 4, 20)
WHY = "La cartolina dice un altro giorno."
K = FactKind


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


CASE = [
    Fact(K.FILED, day(2)),
    Fact(K.PARTY_NOTICE_SENT, day(10), "1"),
    Fact(K.PARTY_NOTICE_RECEIVED, day(12), "1"),
    Fact(K.PARTY_NOTICE_SENT, day(11), "2"),
    Fact(K.PARTY_OPPOSED, day(14), "1"),
    Fact(K.GRANT_NOTICE_SENT, day(1, 4), "1"),
    Fact(K.GRANT_NOTICE_RECEIVED, day(8, 4), "1"),
]


def codes(place, on, *, facts=CASE, why=WHY, state=State.IN_PROGRESS, answered=False):
    return [
        one.code
        for one in reasons_against_correcting(
            facts, place, on=on, why=why, state=state, answered=answered, today=TODAY
        )
    ]


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        (2, day(13), []),
        (2, day(10), []),
        (2, day(9), ["day_too_early"]),
        (2, day(12), ["nothing_corrected"]),
        (2, date(2026, 4, 21), ["day_in_future"]),
        (1, day(12), []),
        (1, day(13), ["day_too_late"]),  # after the receipt
        (1, day(1), ["day_too_early"]),  # before the request
        (3, day(30), []),  # the other party's receipt says nothing of this one
        (4, day(30), []),
        (4, day(9), ["day_too_early"]),
        (6, day(31), ["day_too_early"]),
        (0, day(1), []),
        (0, day(10), []),
        (0, day(11), ["day_too_late"]),
        # Never happened.
        (2, None, []),
        (4, None, []),
        (1, None, ["others_follow"]),
        (5, None, ["cannot_be_voided"]),
        (0, None, ["cannot_be_voided"]),
        (None, day(5), ["already_corrected"]),
    ],
)
def test_day_stands_between_the_facts_before_and_after_it(place, on, expected):
    assert codes(place, on) == expected


@pytest.mark.parametrize(("why", "expected"), [("", ["text_length"]), ("errore", ["text_length"]), (WHY, [])])
def test_correction_needs_its_reason(why, expected):
    assert codes(2, day(13), why=why) == expected


@pytest.mark.parametrize(
    ("state", "answered", "expected"),
    [
        (State.IN_PROGRESS, False, []),
        (State.AWAITING_APPROVAL, False, []),
        (State.STANDSTILL, True, []),
        (State.APPROVED, True, ["decision_rests_on_it"]),
        (State.ANSWERED, True, ["decision_rests_on_it"]),
        (State.UNDER_REVIEW, True, ["decision_rests_on_it"]),
        (State.UNDER_REVIEW, False, []),  # against silence: nothing was decided
        (State.CLOSED, True, ["decision_rests_on_it"]),
        (State.IN_PROGRESS, True, []),  # reopened
    ],
)
def test_decision_that_left_bars_what_it_rests_on_until_the_case_is_reopened(state, answered, expected):
    assert codes(2, day(13), state=state, answered=answered) == expected
    # The day it arrived only says whether the answer was in time: it is put right at any moment.
    assert codes(0, day(1), state=state, answered=answered) == []


def test_decided_review_bars_its_own_days_and_not_those_of_the_next():
    facts = [
        Fact(K.FILED, day(2)),
        Fact(K.ANSWERED, day(10)),
        Fact(K.REVIEW_FILED, day(12)),
        Fact(K.GARANTE_ASKED, day(13)),
        Fact(K.REVIEW_DECIDED, day(20)),
        Fact(K.REVIEW_FILED, day(1, 4)),
        Fact(K.GARANTE_ASKED, day(3, 4)),
    ]
    assert codes(3, day(14), facts=facts, state=State.UNDER_REVIEW, answered=True) == ["decision_rests_on_it"]
    assert codes(6, day(2, 4), facts=facts, state=State.UNDER_REVIEW, answered=True) == []
    assert codes(6, day(31), facts=facts, state=State.UNDER_REVIEW, answered=True) == ["day_too_early"]
    assert codes(4, day(21), facts=facts) == ["not_correctable"]


def test_what_follows_is_correctable_or_a_decision():
    decisions = {K.REVIEW_DECIDED, K.REOPENED_BY_REVIEW}
    assert set(FOLLOWS) - decisions <= set(CORRECTABLE)
    assert set(FactKind) - set(CORRECTABLE) == decisions


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(CASE) - 1), shift=st.integers(-40, 40))
def test_correction_that_is_allowed_leaves_nothing_received_before_it_was_sent(place, shift):
    on = CASE[place].on + timedelta(days=shift)
    if codes(place, on):
        return
    after = [*CASE[:place], replace(CASE[place], on=on), *CASE[place + 1 :]]
    assert [fact.kind for fact in after] == [fact.kind for fact in CASE]
    filed = after[0].on
    assert all(filed <= fact.on <= TODAY for fact in after)
    for later in after:
        for kind in FOLLOWS.get(later.kind, ()):
            for earlier in after:
                if earlier.kind is kind and earlier.party == later.party:
                    assert earlier.on <= later.on


def test_day_of_a_notice_that_left_from_here_stands():
    assert reason_against_correcting_notice(sent_from_here=False) is None
    assert reason_against_correcting_notice(sent_from_here=True).code == "sent_from_here"
