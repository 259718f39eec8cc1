"""A decision is approved only when it says everything the law wants it to say."""

from dataclasses import replace
from datetime import date

import pytest

from foia.rules.clock import Clock, Fact, FactKind, read_clock
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import (
    FORBIDDEN_GROUNDS,
    DecisionDraft,
    Outcome,
    WithheldGroup,
    reason_against_deciding_now,
    reasons_against_decision,
)

K = FactKind
G = AccessKind.GENERALISED
FILED = Fact(K.FILED, date(2026, 3, 2))
TODAY = date(2026, 3, 25)
REASON = "I verbali riguardano un procedimento ispettivo ancora aperto."
GROUP = WithheldGroup("Verbali del 2026", ("inspections",), REASON)
GRANTED = DecisionDraft(Outcome.GRANTED, REASON, released_items=3)
REFUSED = DecisionDraft(Outcome.REFUSED, REASON, (GROUP,), review_office="RPCT")
PARTLY = replace(REFUSED, outcome=Outcome.PARTLY_GRANTED, released_items=2)
DEFERRED = replace(
    REFUSED,
    outcome=Outcome.DEFERRED,
    deferred_until=date(2026, 6, 30),
    transience="L'ispezione si chiude entro il 30 giugno 2026.",
)


def clock_of(*facts: Fact) -> Clock:
    return read_clock(G, [FILED, *facts], TODAY)


def faults(decision: DecisionDraft, kind: AccessKind = G, clock: Clock | None = None) -> list[str]:
    return [r.code for r in reasons_against_decision(decision, clock or clock_of(), kind, today=TODAY)]


@pytest.mark.parametrize("decision", [GRANTED, REFUSED, PARTLY, DEFERRED])
def test_complete_decision_has_nothing_against_it(decision: DecisionDraft) -> None:
    assert faults(decision) == []


def test_empty_refusal_hears_everything_at_once() -> None:
    assert faults(DecisionDraft(Outcome.REFUSED)) == [
        "reason_missing",
        "nothing_justified",
        "review_office_missing",
    ]


def test_each_group_needs_its_own_ground_and_reason() -> None:
    bare = WithheldGroup("Planimetrie", (), "vedi sopra")
    reasons = reasons_against_decision(replace(PARTLY, withheld=(GROUP, bare)), clock_of(), G, today=TODAY)
    assert [(r.code, r.field) for r in reasons] == [
        ("ground_missing", "withheld-1"),
        ("group_reason_missing", "withheld-1"),
    ]
    assert reasons[0].text() == "Scegli il motivo di legge per «Planimetrie»: ogni gruppo ha il suo."


@pytest.mark.parametrize("code", sorted(FORBIDDEN_GROUNDS))
def test_forbidden_ground_is_refused_even_beside_a_good_one(code: str) -> None:
    group = replace(GROUP, grounds=("inspections", code))
    assert faults(replace(REFUSED, withheld=(group,))) == [f"forbidden_{code}"]


def test_ground_of_another_kind_or_unknown_is_refused() -> None:
    assert faults(replace(REFUSED, withheld=(replace(GROUP, grounds=("l241_no_interest",)),))) == [
        "ground_of_other_kind"
    ]
    assert faults(replace(REFUSED, withheld=(replace(GROUP, grounds=("boh",)),))) == ["ground_unknown"]


def test_withheld_group_says_what_it_withholds() -> None:
    assert faults(replace(REFUSED, withheld=(replace(GROUP, items=" "),))) == ["items_missing"]


def test_grant_gives_something_and_withholds_nothing() -> None:
    assert faults(replace(GRANTED, released_items=0)) == ["nothing_released"]
    assert faults(replace(GRANTED, released_items=0, answer_text="Le multe sono 1.204.")) == []
    assert faults(replace(GRANTED, withheld=(GROUP,))) == ["granted_but_withheld"]


def test_refusal_that_hands_something_over_is_partial() -> None:
    assert faults(replace(REFUSED, released_items=1)) == ["refused_but_released"]
    assert faults(replace(REFUSED, withheld=(replace(GROUP, redacted=True),))) == ["refused_but_released"]


def test_deferral_needs_an_end_and_transience() -> None:
    assert faults(replace(DEFERRED, deferred_until=None)) == ["deferral_without_end"]
    assert faults(replace(DEFERRED, deferred_until=None, deferred_event="chiusura dell'ispezione")) == []
    assert faults(replace(DEFERRED, deferred_until=TODAY)) == ["deferral_already_over"]
    assert faults(replace(DEFERRED, transience="")) == ["transience_missing"]


@pytest.mark.parametrize("code", ["state_secret", "statutory_ban", "not_held"])
def test_deferral_needs_a_prejudice_that_can_pass(code: str) -> None:
    assert faults(replace(DEFERRED, withheld=(replace(GROUP, grounds=(code,)),))) == ["ground_cannot_defer"]


def test_inadmissible_and_unreceivable_only_after_asking() -> None:
    vague = replace(REFUSED, outcome=Outcome.INADMISSIBLE, withheld=(replace(GROUP, grounds=("vague",)),))
    assert faults(vague) == ["clarification_never_asked"]
    assert faults(replace(vague, clarification_asked_on=date(2026, 3, 5))) == []
    nameless = replace(
        REFUSED, outcome=Outcome.UNRECEIVABLE, withheld=(replace(GROUP, grounds=("unidentified",)),)
    )
    assert faults(nameless) == ["identification_never_asked"]
    assert faults(replace(nameless, identification_asked_on=date(2026, 3, 5))) == []


def test_massive_request_is_refused_only_after_dialogue() -> None:
    massive = replace(REFUSED, withheld=(replace(GROUP, grounds=("unreasonable",)),))
    assert faults(massive) == ["narrowing_never_asked"]
    assert faults(replace(massive, clarification_asked_on=date(2026, 3, 5))) == []


def test_identical_request_names_the_satisfied_one() -> None:
    again = replace(REFUSED, withheld=(replace(GROUP, grounds=("already_satisfied",)),))
    assert faults(again) == ["earlier_request_missing"]
    assert faults(replace(again, earlier_request="2025-0007")) == []


def test_simple_civic_grant_gives_the_link() -> None:
    assert faults(GRANTED, AccessKind.SIMPLE_CIVIC) == ["publication_missing"]
    published = replace(GRANTED, publication_url="https://comune.example.it/bilancio")
    assert faults(published, AccessKind.SIMPLE_CIVIC) == []


def test_remedies_cannot_be_left_out() -> None:
    assert faults(replace(REFUSED, remedies=("review",))) == ["remedy_missing", "remedy_missing"]
    assert faults(replace(REFUSED, remedies=("review", "ombudsman", "court"))) == []
    assert faults(replace(REFUSED, review_office="")) == ["review_office_missing"]


def test_transfer_names_the_addressee() -> None:
    assert faults(DecisionDraft(Outcome.TRANSFERRED)) == ["addressee_missing"]
    assert faults(DecisionDraft(Outcome.TRANSFERRED, transferred_to="Regione")) == []


def test_nobody_decides_while_a_party_may_oppose() -> None:
    sent = Fact(K.PARTY_NOTICE_SENT, date(2026, 3, 15), "a")
    received = Fact(K.PARTY_NOTICE_RECEIVED, date(2026, 3, 16), "a")
    assert faults(GRANTED, clock=clock_of(sent)) == ["receipt_unproven"]
    clock = clock_of(sent, received)
    assert faults(GRANTED, clock=clock) == ["parties_may_oppose"]
    reason = reason_against_deciding_now(clock, date(2026, 3, 26))
    assert reason is not None
    assert reason.text() == (
        "Non si può ancora decidere: i controinteressati possono opporsi. Decidi da venerdì 27 marzo 2026."
    )
    assert reason_against_deciding_now(clock, date(2026, 3, 27)) is None


def test_granted_with_something_withheld_is_told_at_the_outcome() -> None:
    reasons = reasons_against_decision(replace(GRANTED, withheld=(GROUP,)), clock_of(), G, today=TODAY)
    assert ("granted_but_withheld", "outcome") in [(one.code, one.field) for one in reasons]


def test_twenty_signs_are_a_reason_and_nineteen_are_not() -> None:
    assert [faults(replace(REFUSED, reason="a" * many)) for many in (19, 20)] == [["reason_missing"], []]
