"""The most pressing request comes first."""

from datetime import date

import pytest

from foia.rules.clock import Fact, FactKind, read_clock
from foia.rules.kinds import AccessKind
from foia.rules.priority import PRIORITY_LABELS, Priority, priority

FILED = Fact(FactKind.FILED, date(2026, 3, 6))  # due Tue 7 April, aimed at Fri 3 April


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 6), Priority.CALM),
        (date(2026, 3, 19), Priority.NORMAL),
        (date(2026, 3, 27), Priority.SOON),
        (date(2026, 4, 3), Priority.TODAY),
        (date(2026, 4, 7), Priority.TODAY),
        (date(2026, 4, 8), Priority.LATE),
    ],
)
def test_priority_follows_the_day_aimed_at(today: date, expected: Priority) -> None:
    assert priority(read_clock(AccessKind.GENERALISED, [FILED], today), today) is expected


def test_conflict_needs_a_choice_today() -> None:
    today = date(2026, 3, 30)
    facts = [
        Fact(FactKind.FILED, date(2026, 3, 2)),
        Fact(FactKind.PARTY_NOTICE_SENT, date(2026, 3, 28), "a"),
        Fact(FactKind.PARTY_NOTICE_RECEIVED, date(2026, 4, 8), "a"),
    ]
    assert priority(read_clock(AccessKind.GENERALISED, facts, today), today) is Priority.TODAY


def test_ended_case_comes_last() -> None:
    today = date(2026, 6, 1)
    facts = [FILED, Fact(FactKind.ANSWERED, date(2026, 5, 1))]
    assert priority(read_clock(AccessKind.GENERALISED, facts, today), today) is Priority.DONE
    assert max(Priority) is Priority.DONE
    assert set(PRIORITY_LABELS) == set(Priority)
