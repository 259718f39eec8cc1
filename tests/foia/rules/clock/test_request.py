"""The clock keeps its promises for any facts: never a holiday, never more than ten days of pause."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.clock import Clock, ClockStatus, Fact, FactKind, read_clock
from foia.rules.kinds import AccessKind
from pasocial.timekeeping import is_holiday, is_working_day

G = AccessKind.GENERALISED
K = FactKind
FILED = date(2026, 3, 2)
DAYS = st.dates(date(2017, 1, 1), date(2060, 1, 1))
KINDS = st.sampled_from(AccessKind)
PATRONS = st.none() | st.sampled_from([(6, 29), (12, 7), (9, 19)])


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[Fact]]:
    """A filing and up to four parties, each told, reached and heard (or not) at any time."""
    filed = draw(DAYS)
    facts = [Fact(K.FILED, filed)]
    for party in draw(st.lists(st.sampled_from("abcd"), unique=True)):
        sent = filed + timedelta(days=draw(st.integers(0, 45)))
        facts.append(Fact(K.PARTY_NOTICE_SENT, sent, party))
        if draw(st.booleans()):
            facts.append(
                Fact(K.PARTY_NOTICE_RECEIVED, sent + timedelta(days=draw(st.integers(0, 30))), party)
            )
        if draw(st.booleans()):
            facts.append(Fact(K.PARTY_OPPOSED, sent + timedelta(days=draw(st.integers(0, 40))), party))
    return filed, facts


def clock_on(today: date, *facts: Fact, kind: AccessKind = G) -> Clock:
    return read_clock(kind, [Fact(K.FILED, FILED), *facts], today)


def test_clock_needs_a_day_of_receipt() -> None:
    with pytest.raises(ValueError, match="day of receipt"):
        read_clock(G, [Fact(K.REGISTERED, FILED)], FILED)


@pytest.mark.parametrize(
    ("today", "status", "days_left"),
    [
        (date(2026, 3, 2), ClockStatus.RUNNING, 30),
        (date(2026, 4, 1), ClockStatus.RUNNING, 0),
        (date(2026, 4, 2), ClockStatus.LATE, -1),
    ],
)
def test_clock_is_late_from_the_day_after(today: date, status: ClockStatus, days_left: int) -> None:
    clock = clock_on(today)
    assert (clock.status, clock.days_left) == (status, days_left)


@pytest.mark.parametrize(
    ("today", "paused"),
    [
        (date(2026, 3, 9), False),
        (date(2026, 3, 10), True),
        (date(2026, 3, 13), True),
        (date(2026, 3, 14), False),
    ],
)
def test_clock_stands_still_from_notice_to_opposition(today: date, paused: bool) -> None:
    clock = clock_on(
        today,
        Fact(K.PARTY_NOTICE_SENT, date(2026, 3, 10), "a"),
        Fact(K.PARTY_NOTICE_RECEIVED, date(2026, 3, 10), "a"),
        Fact(K.PARTY_OPPOSED, date(2026, 3, 14), "a"),
    )
    assert clock.paused is paused


@pytest.mark.parametrize(
    ("kind", "on", "on_time"),
    [
        (K.ANSWERED, date(2026, 4, 1), True),
        (K.ANSWERED, date(2026, 4, 2), False),
        (K.WITHDRAWN, date(2026, 3, 9), True),
        (K.TRANSFERRED_AWAY, date(2026, 3, 9), True),
    ],
)
def test_clock_stops_when_the_case_ends(kind: FactKind, on: date, on_time: bool) -> None:
    clock = clock_on(date(2026, 5, 1), Fact(kind, on))
    assert (clock.status, clock.ended_on, clock.on_time, clock.days_left) == (
        ClockStatus.STOPPED,
        on,
        on_time,
        None,
    )


def test_documentary_clock_waits_while_the_gap_is_open() -> None:
    facts = [Fact(K.FILED, date(2026, 9, 1)), Fact(K.GAP_NOTICE, date(2026, 9, 11))]
    clock = read_clock(AccessKind.DOCUMENTARY, facts, date(2026, 11, 1))
    assert (clock.status, clock.silent_refusal_from) == (ClockStatus.PAUSED, None)


def test_answered_documentary_request_is_not_refused_by_silence() -> None:
    clock = clock_on(date(2026, 5, 1), Fact(K.ANSWERED, date(2026, 3, 9)), kind=AccessKind.DOCUMENTARY)
    assert clock.silent_refusal_from is None


def test_unproven_receipt_keeps_the_earliest_day_and_alerts() -> None:
    clock = clock_on(date(2026, 3, 12), Fact(K.PARTY_NOTICE_SENT, date(2026, 3, 10), "a"))
    assert (clock.due_on, clock.unproven_receipts) == (date(2026, 4, 11), ("a",))
    assert [entry.code for entry in clock.alerts] == ["receipt_unproven"]


def test_patron_day_moves_the_term() -> None:
    facts = [Fact(K.FILED, date(2026, 5, 30))]
    assert read_clock(G, facts, FILED).due_on == date(2026, 6, 29)
    assert read_clock(G, facts, FILED, (6, 29)).due_on == date(2026, 6, 30)


@given(histories(), KINDS, PATRONS, st.integers(-5, 90))
def test_clock_keeps_its_promises(
    history: tuple[date, list[Fact]], kind: AccessKind, patron: tuple[int, int] | None, passed: int
) -> None:
    filed, facts = history
    today = filed + timedelta(days=passed)
    clock = read_clock(kind, facts, today, patron)
    assert not is_holiday(clock.due_on, patron)
    assert is_working_day(clock.target_on, patron)
    assert clock.target_on <= clock.due_on <= clock.literal_due_on
    assert 0 <= clock.paused_days <= (10 if kind is G else 0)
    assert clock.due_on >= filed + timedelta(days=30 + clock.paused_days)
    assert clock.due_on <= filed + timedelta(days=30 + clock.paused_days + 5)
    assert clock.conflict is (clock.decide_not_before is not None and clock.decide_not_before > clock.due_on)
    assert sum((clock.running, clock.paused, clock.late)) == 1
    assert clock.days_left == (clock.due_on - today).days
    assert clock.late <= (today > clock.due_on)


@given(histories(), KINDS, st.integers(-5, 90), st.integers(-5, 90))
def test_days_do_not_depend_on_today(
    history: tuple[date, list[Fact]], kind: AccessKind, first: int, second: int
) -> None:
    filed, facts = history
    one, two = (read_clock(kind, facts, filed + timedelta(days=passed)) for passed in (first, second))
    assert (one.due_on, one.target_on, one.literal_due_on, one.lines) == (
        two.due_on,
        two.target_on,
        two.literal_due_on,
        two.lines,
    )


@given(DAYS, st.integers(0, 60), KINDS)
def test_who_files_later_is_never_due_earlier(filed: date, later: int, kind: AccessKind) -> None:
    first = read_clock(kind, [Fact(K.FILED, filed)], filed)
    second = read_clock(kind, [Fact(K.FILED, filed + timedelta(days=later))], filed)
    assert first.due_on <= second.due_on


@given(histories(), st.randoms(use_true_random=False))
def test_order_in_which_facts_are_recorded_does_not_matter(
    history: tuple[date, list[Fact]], random: Random
) -> None:
    filed, facts = history
    shuffled = facts[:]
    random.shuffle(shuffled)
    first, second = read_clock(G, facts, filed), read_clock(G, shuffled, filed)
    assert (first.due_on, first.literal_due_on, first.decide_not_before) == (
        second.due_on,
        second.literal_due_on,
        second.decide_not_before,
    )
