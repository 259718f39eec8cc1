"""The term of a new decision: thirty days from what reopened the case, or the day that was set."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.clock import ClockStatus, new_decision_by, read_duty_clock
from foia.rules.facts import REOPENED, Basis, Fact, FactKind, of_this_round
from pasocial.timekeeping import holiday_on

FILED = Fact(FactKind.FILED, date(2026, 3, 2))
ANSWERED = Fact(FactKind.ANSWERED, date(2026, 3, 20))
BY_REVIEW = Fact(FactKind.REOPENED_BY_REVIEW, date(2026, 3, 22))
TODAY = date(2026, 4, 1)


def read(*facts, today=TODAY):
    return read_duty_clock([FILED, ANSWERED, *facts], today)


def test_case_never_reopened_owes_nothing():
    assert read() is None


def test_new_decision_is_due_thirty_days_after_the_review():
    duty = read(BY_REVIEW)
    assert (duty.basis, duty.due_on, duty.days_left, duty.open) == (
        Basis.REVIEW,
        date(2026, 4, 21),
        20,
        True,
    )
    assert [line.code for line in duty.lines] == ["opened", "count", "due"]


def test_last_day_on_a_holiday_moves():
    duty = read(Fact(FactKind.REOPENED_BY_US, date(2026, 3, 6)))
    assert (duty.due_on, duty.target_on) == (date(2026, 4, 7), date(2026, 4, 3))


def test_earlier_day_that_was_set_holds_as_it_is():
    duty = read(BY_REVIEW, Fact(FactKind.NEW_DECISION_BY, date(2026, 4, 5)))
    assert (duty.due_on, duty.set_on) == (date(2026, 4, 5), date(2026, 4, 5))


def test_later_day_is_a_matter_of_a_ruling():
    late = Fact(FactKind.NEW_DECISION_BY, date(2026, 6, 1))
    assert read(BY_REVIEW, late).due_on == date(2026, 4, 21)
    assert read(Fact(FactKind.REOPENED_BY_COURT, date(2026, 3, 22)), late).due_on == date(2026, 6, 1)


def test_duty_is_late_until_the_new_decision_leaves():
    assert read(BY_REVIEW, today=date(2026, 4, 22)).status is ClockStatus.LATE
    done = read(BY_REVIEW, Fact(FactKind.ANSWERED_AGAIN, date(2026, 4, 23)), today=date(2026, 5, 1))
    assert (done.status, done.ended_on, done.days_left) == (ClockStatus.STOPPED, date(2026, 4, 23), None)


def test_second_reopening_starts_a_term_of_its_own():
    duty = read(
        BY_REVIEW,
        Fact(FactKind.NEW_DECISION_BY, date(2026, 4, 1)),
        Fact(FactKind.ANSWERED_AGAIN, date(2026, 4, 1)),
        Fact(FactKind.REOPENED_BY_COURT, date(2026, 5, 4)),
    )
    assert (duty.basis, duty.due_on, duty.open) == (Basis.COURT, date(2026, 6, 3), True)


def test_opponents_told_of_the_former_grant_know_nothing_of_the_new_one():
    told = Fact(FactKind.GRANT_NOTICE_SENT, date(2026, 3, 20), "7")
    opposed = Fact(FactKind.PARTY_OPPOSED, date(2026, 3, 10), "7")
    again = Fact(FactKind.GRANT_NOTICE_SENT, date(2026, 4, 1), "7")
    assert of_this_round([FILED, opposed, told]) == [FILED, opposed, told]
    assert of_this_round([FILED, opposed, told, BY_REVIEW, again]) == [FILED, opposed, BY_REVIEW, again]


@given(st.sampled_from(sorted(REOPENED)), st.dates(date(2018, 1, 1), date(2035, 1, 1)))
def test_due_day_is_never_a_holiday_nor_before_thirty_days(kind, on):
    duty = read_duty_clock([FILED, ANSWERED, Fact(kind, on)], on)
    assert duty.due_on == new_decision_by(REOPENED[kind], on)
    assert duty.due_on >= on + timedelta(days=30)
    assert holiday_on(duty.due_on) is None
