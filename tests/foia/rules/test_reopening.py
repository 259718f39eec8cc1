"""When a decided case is decided again, and which day may be set for it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.facts import Basis, FactKind
from foia.rules.reopening import (
    BASIS_LABELS,
    BASIS_WORDS,
    FACT_OF,
    closes_fact,
    reason_against_basis,
    reason_against_effect,
    reason_against_reopening,
    reasons_against_day,
)
from foia.rules.states import State

TODAY = date(2026, 4, 11)
WHY = "Il giudice ordina di consegnare i documenti."


def codes(state=State.ANSWERED, basis=Basis.COURT, why=WHY, **changes):
    given = {"on": TODAY, "decide_by": None, "answered_on": date(2026, 3, 2), "today": TODAY, **changes}
    return [reason.code for reason in reason_against_reopening(state, basis, why, **given)]


def test_every_basis_has_its_fact_and_its_words():
    assert set(FACT_OF) == set(BASIS_LABELS) == set(BASIS_WORDS) == set(Basis)


def test_answered_and_closed_cases_can_be_reopened():
    assert (codes(), codes(State.CLOSED)) == ([], [])


def test_open_case_has_nothing_to_reopen():
    assert codes(State.IN_PROGRESS) == ["wrong_state"]


def test_case_under_review_is_reopened_by_the_review_alone():
    assert codes(State.UNDER_REVIEW) == ["review_open"]
    assert codes(State.UNDER_REVIEW, Basis.REVIEW) == []


def test_all_faults_are_told_at_once():
    assert codes(why="x", on=date(2026, 3, 1), decide_by=date(2026, 2, 1)) == [
        "day_too_early",
        "decide_by_past",
        "text_length",
    ]


@given(st.sampled_from(list(Basis)), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 90))
def test_only_a_ruling_gives_more_than_the_law(basis, on, days):
    found = [reason.code for reason in reasons_against_day(basis, on, on + timedelta(days=days))]
    if basis is Basis.COURT or days <= 30:
        assert found == []
    elif days > 36:  # thirty days roll over at most a few holidays
        assert found == ["decide_by_too_late"]


def test_first_decision_stands_in_no_relation_to_another():
    assert reason_against_effect(1, "") is None
    assert reason_against_effect(2, "extends") is None
    assert reason_against_effect(2, "").code == "effect_missing"


def test_first_answer_and_a_later_one_leave_different_facts():
    assert [closes_fact(answered) for answered in (False, True)] == [
        FactKind.ANSWERED,
        FactKind.ANSWERED_AGAIN,
    ]


def test_review_reopens_by_itself_and_the_others_by_hand():
    assert [basis for basis in Basis if reason_against_basis(basis) is not None] == [Basis.REVIEW]
    assert reason_against_basis("perhaps").code == "basis_unknown"


def test_day_before_the_ruling_is_told_at_its_field():
    reasons = reasons_against_day(Basis.COURT, TODAY, TODAY - timedelta(days=1))
    assert [(one.code, one.field) for one in reasons] == [("decide_by_past", "decide_by")]
