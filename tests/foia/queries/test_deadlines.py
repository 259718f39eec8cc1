"""The clock of stored requests."""

from __future__ import annotations

from datetime import date

from foia.operations import triage
from foia.queries.deadlines import due_within, late, owed, reading
from foia.rules.clock import ClockStatus
from tests.foia.conftest import MONDAY


def test_reading_says_how_the_day_was_computed(filed_request):
    clock = reading(filed_request(), date(2026, 3, 20))
    assert (clock.due_on, clock.days_left, clock.status) == (date(2026, 4, 1), 12, ClockStatus.RUNNING)
    assert [line.code for line in clock.lines] == ["received", "count", "due"]


def test_owed_late_and_near_leave_out_tests_and_what_is_over(filed_request, answered_request, desk):
    owed_one = filed_request()
    answered_request()
    filed_request(is_test=True)
    gone = filed_request()
    triage.mark_test(request_id=gone.pk, by=desk.by_head, at=MONDAY)
    assert list(owed()) == [owed_one]
    assert list(late(date(2026, 4, 1))) == []
    assert list(late(date(2026, 4, 2))) == [owed_one]
    assert list(due_within(7, date(2026, 3, 25))) == [owed_one]
    assert list(due_within(6, date(2026, 3, 25))) == []
