"""A review is asked of a refusal or of silence, and decided by someone else, the Garante heard."""

from dataclasses import replace
from datetime import date

import pytest

from foia.rules.kinds import AccessKind
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.review import (
    REVIEW_LABELS,
    Contested,
    Decider,
    Hearing,
    ReviewOutcome,
    garante_days_over,
    garante_must_be_heard,
    other_office_named,
    reason_against_asking_garante,
    reason_against_asking_review,
    reason_against_entrusting,
    reason_against_garante_opinion,
    reason_against_grounds,
    reason_against_open_review,
    reasons_against_deciding_review,
    reasons_against_review_decision,
    review_is_late,
    review_told_until,
)
from foia.rules.states import State, Verb, reason_against_transition

TEXT = "Il rifiuto non spiega quale danno ci sarebbe."
G = AccessKind.GENERALISED
DUE = date(2026, 4, 1)
SILENT = Contested(G, State.IN_PROGRESS, None, DUE)


def answered(outcome: Outcome, state: State = State.ANSWERED) -> Contested:
    return Contested(G, state, outcome, DUE)


def refused(case: Contested, today: date = date(2026, 3, 20), *, by_party: bool = False) -> str | None:
    reason = reason_against_asking_review(case, today, by_party=by_party)
    return reason.code if reason else None


@pytest.mark.parametrize("outcome", [one for one in Outcome if OUTCOMES[one].withholds])
@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED, State.STANDSTILL])
def test_what_was_withheld_can_be_reviewed(outcome: Outcome, state: State) -> None:
    assert refused(answered(outcome, state)) is None


def test_silence_can_be_reviewed_from_the_day_after_the_term() -> None:
    assert refused(SILENT, DUE) == "still_in_time"
    assert refused(SILENT, date(2026, 4, 2)) is None


@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED, State.STANDSTILL])
def test_grant_is_reviewed_by_a_party_only(state: State) -> None:
    granted = answered(Outcome.GRANTED, state)
    assert refused(granted) == "nothing_withheld"
    assert refused(granted, by_party=True) is None
    assert refused(answered(Outcome.REFUSED, state), by_party=True) == "nothing_granted"
    assert refused(replace(granted, outcome=None), by_party=True) == "nothing_granted"


def test_late_new_decision_can_be_reviewed_whatever_the_former_one_gave() -> None:
    again = answered(Outcome.GRANTED, State.IN_PROGRESS)
    assert (refused(again, DUE), refused(again, date(2026, 4, 2))) == ("still_in_time", None)


@pytest.mark.parametrize(
    "state", [state for state in State if reason_against_transition(state, Verb.ASK_REVIEW)]
)
def test_no_review_is_asked_where_the_table_of_states_has_no_way(state: State) -> None:
    assert refused(answered(Outcome.REFUSED, state), date(2026, 6, 1)) == "wrong_state"


def test_one_review_at_a_time_and_one_for_each_decision() -> None:
    case = answered(Outcome.REFUSED)
    assert refused(replace(case, asked=True, state=State.UNDER_REVIEW)) == "review_asked"
    assert refused(replace(case, decided=True)) == "review_decided"


def test_review_says_why() -> None:
    short, long, enough = (reason_against_grounds("x" * length) for length in (19, 20_001, 20))
    assert [each.code if each else None for each in (short, long, enough)] == [
        "text_length",
        "text_length",
        None,
    ]


@pytest.mark.parametrize("kind", [k for k in AccessKind if k is not G])
def test_other_kinds_have_other_remedies(kind: AccessKind) -> None:
    assert refused(replace(answered(Outcome.REFUSED), kind=kind)) == "no_review"


def test_late_review_is_noted_never_refused() -> None:
    # The thirtieth day is the first of May: the term moves to the Saturday, which is no holiday.
    assert review_told_until(date(2026, 4, 1)) == date(2026, 5, 2)
    assert [review_is_late(date(2026, 4, 1), date(2026, 5, day)) for day in (1, 2, 3)] == [False, False, True]
    assert review_told_until(date(2026, 5, 30), (6, 29)) == date(2026, 6, 30)


PERSONAL = Hearing(grounds=("economic_interests", "personal_data"))


def codes(decider: Decider, hearing: Hearing) -> list[str]:
    return [each.code for each in reasons_against_deciding_review(decider, hearing)]


@pytest.mark.parametrize(
    ("asked", "answered", "days_over", "expected"),
    [
        (False, False, False, ["garante_not_asked"]),
        (True, False, False, ["garante_may_answer"]),
        (True, True, False, []),
        (True, False, True, []),
    ],
)
def test_garante_is_heard_on_personal_data(
    asked: bool, answered: bool, days_over: bool, expected: list[str]
) -> None:
    hearing = replace(PERSONAL, asked=asked, answered=answered, days_over=days_over)
    assert codes(Decider(), hearing) == expected
    assert garante_must_be_heard(["inspections"]) is False
    assert codes(Decider(), replace(hearing, grounds=("inspections",))) == []


def test_the_tenth_day_is_still_the_garantes_own() -> None:
    asked = date(2026, 4, 20)
    assert [garante_days_over(asked, date(2026, *day)) for day in ((4, 30), (5, 1))] == [False, True]


@pytest.mark.parametrize("outcome", list(ReviewOutcome))
def test_whatever_the_outcome_nobody_reviews_her_own_decision_nor_without_reasons(
    outcome: ReviewOutcome,
) -> None:
    reasons = reasons_against_review_decision(outcome, " ", Decider(signed=True), PERSONAL)
    assert [r.code for r in reasons] == ["reviewer_is_decider", "garante_not_asked", "text_length"]
    assert set(REVIEW_LABELS) == set(ReviewOutcome)


def test_outcome_is_one_of_the_list() -> None:
    reasons = reasons_against_review_decision("perhaps", TEXT, Decider(), Hearing())
    assert [(r.code, r.field) for r in reasons] == [("outcome_unknown", "outcome")]


@pytest.mark.parametrize(
    ("decider", "expected"),
    [
        (Decider(), []),
        (Decider(other_office="Segretario generale"), ["review_of_other_office"]),
        (Decider(other_office="Segretario generale", entrusted=True), []),
        (Decider(entrusted=False), ["review_of_another"]),
        (Decider(entrusted=True, signed=True), ["reviewer_is_decider"]),
    ],
)
def test_review_is_decided_by_the_office_that_the_refusal_names(
    decider: Decider, expected: list[str]
) -> None:
    assert codes(decider, Hearing()) == expected


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Responsabile della prevenzione della corruzione e della trasparenza (Elisa Marino)", ""),
        ("Officer for corruption prevention and transparency", ""),
        ("RPCT", ""),
        ("", ""),
        (" Segretario generale ", "Segretario generale"),
    ],
)
def test_transparency_officer_is_no_other_office(words: str, other: str) -> None:
    assert other_office_named(words) == other


def test_review_is_entrusted_while_it_is_open_and_not_to_who_signed() -> None:
    def code(**case: object) -> str | None:
        reason = reason_against_entrusting(
            **{"signed": False, "state": State.UNDER_REVIEW, "open_review": True, **case}  # type: ignore[arg-type]
        )
        return reason.code if reason else None

    assert (code(), code(signed=True)) == (None, "reviewer_is_decider")
    assert (code(open_review=False), code(state=State.ANSWERED)) == ("no_open_review", "no_open_review")


@pytest.mark.parametrize("state", list(State))
def test_a_review_is_open_only_while_the_request_is_under_review(state: State) -> None:
    assert (reason_against_open_review(state, True) is None) is (state is State.UNDER_REVIEW)


def test_garante_is_asked_once_and_answers_once() -> None:
    day = date(2026, 4, 20)
    assert [bool(reason_against_asking_garante(each)) for each in (None, day)] == [False, True]
    found = [reason_against_garante_opinion(*each) for each in ((None, None), (day, day), (day, None))]
    assert [each.code if each else None for each in found] == ["garante_not_asked", "garante_answered", None]
