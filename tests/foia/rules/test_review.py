"""A review is asked of a refusal or of silence, and decided by someone else, the Garante heard."""

from datetime import date

import pytest

from foia.rules.clock import Clock, Fact, FactKind, read_clock
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.review import (
    REVIEW_LABELS,
    ReviewOutcome,
    garante_must_be_heard,
    reason_against_asking_review,
    reasons_against_review_decision,
    review_is_late,
    review_told_until,
)

TEXT = "Il rifiuto non spiega quale danno ci sarebbe."
G = AccessKind.GENERALISED


def clock_on(today: date) -> Clock:
    return read_clock(G, [Fact(FactKind.FILED, date(2026, 3, 2))], today)


def refused(outcome: Outcome | None, today: date, *, by_party: bool = False, text: str = TEXT) -> str | None:
    reason = reason_against_asking_review(G, clock_on(today), outcome, text, by_party=by_party)
    return reason.code if reason else None


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.PARTLY_GRANTED, Outcome.DEFERRED])
def test_what_was_withheld_can_be_reviewed(outcome: Outcome) -> None:
    assert refused(outcome, date(2026, 3, 20)) is None


def test_silence_can_be_reviewed_from_the_day_after_the_term() -> None:
    assert refused(None, date(2026, 4, 1)) == "answer_not_due_yet"
    assert refused(None, date(2026, 4, 2)) is None


def test_grant_is_reviewed_by_a_party_only() -> None:
    assert refused(Outcome.GRANTED, date(2026, 3, 20)) == "nothing_withheld"
    assert refused(Outcome.GRANTED, date(2026, 3, 20), by_party=True) is None
    assert refused(Outcome.REFUSED, date(2026, 3, 20), by_party=True) == "nothing_granted"


def test_review_says_why() -> None:
    assert refused(Outcome.REFUSED, date(2026, 3, 20), text="No.") == "review_text_length"


@pytest.mark.parametrize("kind", [k for k in AccessKind if k is not G])
def test_other_kinds_have_other_remedies(kind: AccessKind) -> None:
    today = date(2026, 3, 20)
    reason = reason_against_asking_review(kind, clock_on(today), Outcome.REFUSED, TEXT)
    assert reason is not None
    assert reason.code == "no_review_for_kind"


def test_late_review_is_noted_never_refused() -> None:
    assert review_told_until(date(2026, 4, 1)) == date(2026, 5, 1)
    assert [review_is_late(date(2026, 4, 1), date(2026, 5, day)) for day in (1, 2)] == [False, True]


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
    reasons = reasons_against_review_decision(
        ReviewOutcome.UPHELD,
        TEXT,
        grounds=["personal_data"],
        garante_asked=asked,
        garante_answered=answered,
        garante_days_over=days_over,
        same_person_decided=False,
    )
    assert [r.code for r in reasons] == expected
    assert garante_must_be_heard(["inspections"]) is False


def test_nobody_reviews_her_own_decision_nor_without_reasons() -> None:
    reasons = reasons_against_review_decision(
        ReviewOutcome.OVERTURNED,
        " ",
        grounds=[],
        garante_asked=False,
        garante_answered=False,
        garante_days_over=False,
        same_person_decided=True,
    )
    assert [r.code for r in reasons] == ["reviewer_is_decider", "reason_missing"]
    assert set(REVIEW_LABELS) == set(ReviewOutcome)
