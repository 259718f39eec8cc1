"""Facts are found by kind and by party, in the order of their days."""

from datetime import date

from foia.rules.facts import Fact, FactKind, days_of, first_day, last_day

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
