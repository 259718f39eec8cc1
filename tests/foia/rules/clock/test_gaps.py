"""A documentary request told incomplete in ten days starts again when it is completed, and waits meanwhile."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foia.rules.clock import Clock, ClockStatus, Fact, FactKind, read_clock
from foia.rules.clock.gaps import read_gaps
from foia.rules.kinds import AccessKind

K = FactKind
D = AccessKind.DOCUMENTARY


def day(month: int, number: int) -> date:
    return date(2026, month, number)


FILED = Fact(K.FILED, day(9, 1))
TOLD = Fact(K.GAP_NOTICE, day(9, 9))


SEPTEMBER = date(2026, 9, 2)


def clock(*facts: Fact, today: date = SEPTEMBER) -> Clock:
    return read_clock(D, [FILED, *facts], today)


def test_who_answers_before_completion_is_in_time_and_restarts_nothing() -> None:
    answered = Fact(K.ANSWERED, day(10, 5))
    for later in ((), (Fact(K.GAP_COMPLETED, day(10, 20)),)):
        found = clock(TOLD, answered, *later)
        assert (found.on_time, found.due_on, found.status) == (True, day(10, 1), ClockStatus.STOPPED)
        assert (
            found.lines[-1].text()
            == "Conclusa prima che la richiesta fosse completata: il termine non correva."
        )


def test_who_answers_after_completion_has_thirty_days_from_there() -> None:
    completed = Fact(K.GAP_COMPLETED, day(9, 20))
    for on, on_time in ((day(10, 20), True), (day(10, 21), False)):
        found = clock(TOLD, completed, Fact(K.ANSWERED, on))
        assert (found.due_on, found.on_time) == (day(10, 20), on_time)


def test_an_incomplete_request_has_no_due_day_and_is_never_late() -> None:
    found = clock(TOLD, today=date(2027, 1, 10))
    assert (found.status, found.days_left, found.owed_by, found.waiting) == (
        ClockStatus.PAUSED,
        None,
        None,
        True,
    )
    assert (found.silent_refusal_from, found.on_time, found.conflict) == (None, None, False)
    assert [line.code for line in found.lines] == ["received", "gap_open", "waiting"]


def test_papers_sent_again_without_being_asked_move_nothing() -> None:
    twice = clock(TOLD, Fact(K.GAP_COMPLETED, day(9, 20)), Fact(K.GAP_COMPLETED, day(10, 5)))
    assert (twice.started_on, twice.due_on) == (day(9, 20), day(10, 20))


def test_the_completed_request_has_ten_days_of_its_own() -> None:
    completed = Fact(K.GAP_COMPLETED, day(9, 20))
    in_time = clock(TOLD, completed, Fact(K.GAP_NOTICE, day(9, 30)), Fact(K.GAP_COMPLETED, day(10, 7)))
    assert (in_time.due_on, in_time.gap_notice_by) == (day(11, 6), day(10, 17))
    late = clock(TOLD, completed, Fact(K.GAP_NOTICE, day(10, 1)), Fact(K.GAP_COMPLETED, day(10, 7)))
    assert (late.due_on, late.gap_notice_by) == (day(10, 20), day(9, 30))
    assert [line.code for line in late.alerts] == ["gap_notice_late"]


@pytest.mark.parametrize(("on", "waits"), [(day(5, 2), True), (day(5, 3), False)])
def test_a_notice_on_a_last_day_moved_by_a_holiday_is_in_time(on: date, waits: bool) -> None:
    """Received 21 April: the tenth day is the first of May, so Saturday the 2nd is in time."""
    assert read_gaps([Fact(K.GAP_NOTICE, on)], day(4, 21)).open is waits


def test_notice_and_completion_of_one_day_are_read_in_that_order() -> None:
    facts = [Fact(K.GAP_COMPLETED, day(9, 9)), TOLD]
    assert (read_gaps(facts, FILED.on).start, read_gaps(facts, FILED.on).open) == (day(9, 9), False)


def test_completion_without_a_notice_and_notice_after_the_answer_move_nothing() -> None:
    assert clock(Fact(K.GAP_COMPLETED, day(9, 20))).due_on == day(10, 1)
    after = clock(Fact(K.ANSWERED, day(9, 5)), TOLD)
    assert (after.due_on, after.on_time, after.waiting) == (day(10, 1), True, False)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from([K.GAP_NOTICE, K.GAP_COMPLETED]), st.integers(0, 80)), max_size=6),
    st.integers(0, 90),
)
def test_due_day_is_thirty_days_from_the_filing_or_from_a_completion(
    rows: list[tuple[FactKind, int]], answered: int
) -> None:
    facts = [Fact(kind, FILED.on + timedelta(days=passed)) for kind, passed in rows]
    found = clock(*facts)
    completions = {fact.on for fact in facts if fact.kind is K.GAP_COMPLETED}
    assert found.started_on in {FILED.on, *completions}
    assert (found.days_left is None) is found.waiting
    ended = clock(*facts, Fact(K.ANSWERED, FILED.on + timedelta(days=answered)))
    assert ended.on_time is (ended.waiting or FILED.on + timedelta(days=answered) <= ended.due_on)
