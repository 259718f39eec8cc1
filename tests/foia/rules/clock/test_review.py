"""Reviews last twenty days, thirty at most; an unconfirmed refusal turns into access."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.clock import ClockStatus, Fact, FactKind, read_ombudsman_clock, read_review_clock
from pasocial.timekeeping import is_holiday

K = FactKind
FILED = Fact(K.REVIEW_FILED, date(2026, 4, 14))
ASKED = Fact(K.GARANTE_ASKED, date(2026, 4, 20))


@pytest.mark.parametrize(
    ("facts", "today", "status"),
    [
        ([FILED], date(2026, 5, 4), ClockStatus.RUNNING),
        ([FILED], date(2026, 5, 5), ClockStatus.LATE),
        ([FILED, ASKED], date(2026, 4, 21), ClockStatus.PAUSED),
        ([FILED, ASKED], date(2026, 4, 30), ClockStatus.RUNNING),
        ([FILED, Fact(K.REVIEW_DECIDED, date(2026, 4, 30))], date(2026, 6, 1), ClockStatus.STOPPED),
    ],
)
def test_review_status(facts: list[Fact], today: date, status: ClockStatus) -> None:
    clock = read_review_clock(facts, today)
    assert clock.status is status
    assert clock.late is (status is ClockStatus.LATE)


def test_garante_asked_after_the_term_cannot_revive_it() -> None:
    clock = read_review_clock([FILED, Fact(K.GARANTE_ASKED, date(2026, 5, 5))], date(2026, 5, 6))
    assert (clock.due_on, clock.status) == (date(2026, 5, 4), ClockStatus.LATE)


def test_review_explains_itself() -> None:
    lines = [e.text() for e in read_review_clock([FILED, ASKED], FILED.on).lines]
    assert lines[2:] == [
        "Parere chiesto al Garante lunedì 20 aprile 2026. Giorni di sospensione: 10; "
        "si arriva a giovedì 14 maggio 2026.",
        "Il riesame va deciso entro giovedì 14 maggio 2026.",
    ]


def test_proceedings_that_were_never_filed_have_no_clock() -> None:
    with pytest.raises(ValueError, match="never filed"):
        read_review_clock([], date(2026, 4, 1))
    with pytest.raises(ValueError, match="never filed"):
        read_ombudsman_clock([FILED])


def test_refusal_confirmed_in_time_stands() -> None:
    facts = [Fact(K.OMBUDSMAN_FILED, date(2026, 5, 5)), Fact(K.OMBUDSMAN_TOLD_US, date(2026, 6, 1))]
    in_time = read_ombudsman_clock([*facts, Fact(K.REFUSAL_CONFIRMED, date(2026, 7, 1))])
    too_late = read_ombudsman_clock([*facts, Fact(K.REFUSAL_CONFIRMED, date(2026, 7, 2))])
    assert (in_time.granted_from, in_time.granted_on(date(2026, 8, 1))) == (None, False)
    assert too_late.granted_from == date(2026, 7, 2)
    assert [too_late.granted_on(date(2026, 7, 1)), too_late.granted_on(date(2026, 7, 2))] == [False, True]


def test_a_confirmation_follows_what_it_confirms_against() -> None:
    facts = [
        Fact(K.REFUSAL_CONFIRMED, date(2026, 5, 20)),  # of an earlier appeal
        Fact(K.OMBUDSMAN_FILED, date(2026, 5, 5)),
        Fact(K.OMBUDSMAN_TOLD_US, date(2026, 6, 1)),
    ]
    clock = read_ombudsman_clock(facts)
    assert (clock.confirmed_on, clock.granted_from) == (None, date(2026, 7, 2))


def test_the_garante_heard_by_the_ombudsman_counts_from_the_appeal_and_in_rolled_days() -> None:
    filed = Fact(K.OMBUDSMAN_FILED, date(2026, 4, 1))  # the thirtieth day is the first of May
    before, rolled = (Fact(K.GARANTE_ASKED, on) for on in (date(2026, 3, 30), date(2026, 5, 2)))
    assert read_ombudsman_clock([before, filed]).paused_days == 0
    assert read_ombudsman_clock([filed, rolled]).due_on == date(2026, 5, 11)


@given(st.dates(date(2017, 1, 1), date(2060, 1, 1)), st.integers(0, 40), st.none() | st.integers(0, 40))
def test_review_never_pauses_more_than_ten_days(filed: date, asked: int, answered: int | None) -> None:
    facts = [Fact(K.REVIEW_FILED, filed), Fact(K.GARANTE_ASKED, filed + timedelta(days=asked))]
    if answered is not None:
        facts.append(Fact(K.GARANTE_ANSWERED, filed + timedelta(days=asked + answered)))
    clock = read_review_clock(facts, filed)
    assert 0 <= clock.paused_days <= 10
    assert not is_holiday(clock.due_on)
    assert clock.due_on >= filed + timedelta(days=20 + clock.paused_days)
