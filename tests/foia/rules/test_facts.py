"""Facts are found by kind and by party, in the order of their days."""

from datetime import date

from foia.rules.facts import (
    OMBUDSMAN,
    Fact,
    FactKind,
    days_of,
    first_day,
    last_day,
    of_each_ombudsman,
    of_each_review,
)

SENT = FactKind.PARTY_NOTICE_SENT
FACTS = [
    Fact(SENT, date(2026, 3, 12), "b"),
    Fact(SENT, date(2026, 3, 10), "a"),
    Fact(FactKind.FILED, date(2026, 3, 2)),
]


def test_days_come_in_order_and_by_party() -> None:
    assert days_of(FACTS, SENT) == [date(2026, 3, 10), date(2026, 3, 12)]
    assert days_of(FACTS, SENT, "b") == [date(2026, 3, 12)]


def test_first_and_last_day_of_a_kind() -> None:
    assert (first_day(FACTS, SENT), last_day(FACTS, SENT)) == (date(2026, 3, 10), date(2026, 3, 12))
    assert (first_day(FACTS, FactKind.ANSWERED), last_day(FACTS, FactKind.ANSWERED)) == (None, None)


def test_facts_of_two_reviews_never_mix() -> None:
    """In the order they were recorded: an opinion of the Garante belongs to the review that was open then."""
    first = [
        Fact(FactKind.REVIEW_FILED, date(2026, 3, 12)),
        Fact(FactKind.GARANTE_ASKED, date(2026, 3, 14)),
        Fact(FactKind.REVIEW_DECIDED, date(2026, 3, 22)),
    ]
    again = [
        Fact(FactKind.REOPENED_BY_REVIEW, date(2026, 3, 22)),
        Fact(FactKind.ANSWERED_AGAIN, date(2026, 3, 26)),
    ]
    second = [Fact(FactKind.REVIEW_FILED, date(2026, 4, 1))]
    assert of_each_review([*FACTS, *first, *again, *second]) == [first, second]
    assert of_each_review(FACTS) == []


def test_a_question_to_the_garante_belongs_to_the_proceeding_that_put_it() -> None:
    reviewed = [
        Fact(FactKind.REVIEW_FILED, date(2026, 3, 12)),
        Fact(FactKind.GARANTE_ASKED, date(2026, 3, 14)),
    ]
    appealed = [
        Fact(FactKind.OMBUDSMAN_FILED, date(2026, 4, 2)),
        Fact(FactKind.GARANTE_ASKED, date(2026, 4, 3), reference=OMBUDSMAN),
        Fact(FactKind.OMBUDSMAN_TOLD_US, date(2026, 4, 20)),
    ]
    again = [Fact(FactKind.OMBUDSMAN_FILED, date(2026, 6, 2))]
    facts = [*reviewed, *appealed, *again]
    assert of_each_review(facts) == [reviewed]
    assert of_each_ombudsman(facts) == [appealed, again]
