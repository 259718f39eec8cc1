"""A term that has passed is neither revived nor shortened by what comes later; checked against a second reading."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foia.rules.clock import Clock, ClockStatus, Fact, FactKind, read_clock, read_review_clock
from foia.rules.clock.pause import Pause, pause_for_garante, pause_for_parties
from foia.rules.kinds import AccessKind
from foia.rules.parties import opposition_windows
from pasocial.timekeeping import roll_forward

G = AccessKind.GENERALISED
K = FactKind


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def told(party: str, sent: date, received: date | None = None, opposed: date | None = None) -> list[Fact]:
    facts = [Fact(K.PARTY_NOTICE_SENT, sent, party), Fact(K.PARTY_NOTICE_RECEIVED, received or sent, party)]
    return facts + ([Fact(K.PARTY_OPPOSED, opposed, party)] if opposed else [])


FILED = Fact(K.FILED, day(3, 2))
FIRST = [FILED, *told("a", day(3, 12), opposed=day(3, 14))]


APRIL = date(2026, 4, 11)


def read(*facts: Fact, today: date = APRIL) -> Clock:
    return read_clock(G, facts, today)


def test_a_late_answer_stays_late_whatever_is_notified_afterwards() -> None:
    late = [*FIRST, Fact(K.ANSWERED, day(4, 7)), Fact(K.REOPENED_BY_US, day(4, 9))]
    for facts in (late, [*late, *told("b", day(4, 10))]):
        clock = read(*facts)
        assert (clock.due_on, clock.on_time, clock.paused_days) == (day(4, 3), False, 2)


def test_a_notice_after_the_day_that_the_earlier_ones_gave_moves_nothing() -> None:
    for sent, due in ((day(4, 3), day(4, 11)), (day(4, 4), day(4, 3)), (day(4, 10), day(4, 3))):
        clock = read(*FIRST, *told("b", sent))
        assert (clock.due_on, clock.late) == (due, due < day(4, 11))
    assert [line.code for line in read(*FIRST, *told("b", day(4, 10))).alerts] == ["notice_late", "conflict"]


def test_a_third_notice_counts_if_the_second_one_made_room_for_it() -> None:
    room = [*FIRST, *told("b", day(4, 3))]
    assert read(*room, *told("c", day(4, 10))).windows[-1].closes_on == day(4, 20)
    assert read(*room, *told("c", day(4, 10))).due_on == day(4, 11)
    assert read(*FIRST, *told("c", day(4, 10))).due_on == day(4, 3)


def test_a_notice_after_an_answer_in_time_leaves_the_first_term_as_it_was() -> None:
    clock = read(*FIRST, Fact(K.ANSWERED, day(3, 30)), *told("b", day(3, 31)))
    assert (clock.due_on, clock.on_time, clock.conflict, clock.alerts) == (day(4, 3), True, False, ())


def test_extension_after_the_answer_or_the_day_moves_nothing() -> None:
    filed = Fact(K.FILED, day(10, 1))
    environmental = AccessKind.ENVIRONMENTAL
    late = [filed, Fact(K.EXTENSION_NOTIFIED, day(11, 1)), Fact(K.ANSWERED, day(11, 20))]
    assert read_clock(environmental, late, day(12, 1)).on_time is False
    before = [filed, Fact(K.ANSWERED, day(10, 20)), Fact(K.EXTENSION_NOTIFIED, day(10, 25))]
    assert read_clock(environmental, before, day(12, 1)).due_on == day(10, 31)


def test_arrival_from_another_body_after_the_answer_restarts_nothing() -> None:
    late = [FILED, Fact(K.ANSWERED, day(4, 7))]
    assert read(*late, Fact(K.RECEIVED_FROM_OTHER_BODY, day(4, 9))).on_time is False
    first = [FILED, Fact(K.RECEIVED_FROM_OTHER_BODY, day(3, 9)), Fact(K.RECEIVED_FROM_OTHER_BODY, day(5, 9))]
    assert read(*first).started_on == day(3, 9)


def test_a_notice_on_the_rolled_last_day_never_pauses_beyond_the_due_day() -> None:
    """Received 6 March: the thirtieth day is Easter, the last one Tuesday 7 April."""
    facts = [Fact(K.FILED, day(3, 6)), *told("a", day(4, 7))]
    for today, status in (
        (day(4, 7), "paused"),
        (day(4, 15), "paused"),
        (day(4, 16), "late"),
        (day(4, 17), "late"),
    ):
        clock = read(*facts, today=today)
        assert (clock.due_on, clock.status) == (day(4, 15), status)


def test_a_word_after_the_term_does_not_shorten_the_pause_that_gave_it() -> None:
    facts = [Fact(K.FILED, day(3, 6)), *told("a", day(4, 7))]
    assert read(*facts, Fact(K.PARTY_OPPOSED, day(4, 16), "a")).due_on == day(4, 15)
    assert read(*facts, Fact(K.PARTY_OPPOSED, day(4, 9), "a")).due_on == day(4, 7)


@pytest.mark.parametrize(
    ("asked", "due", "paused"),
    [(day(5, 1), day(5, 11), 10), (day(5, 2), day(5, 11), 10), (day(5, 3), day(5, 2), 0)],
)
def test_the_garante_is_heard_in_time_on_a_day_moved_by_a_holiday(
    asked: date, due: date, paused: int
) -> None:
    """Filed 11 April: the twentieth day is the first of May, so the last one is Saturday 2."""
    clock = read_review_clock([Fact(K.REVIEW_FILED, day(4, 11)), Fact(K.GARANTE_ASKED, asked)], day(4, 12))
    assert (clock.due_on, clock.paused_days) == (due, paused)


def test_an_opinion_after_the_term_does_not_bring_the_day_back() -> None:
    facts = [
        Fact(K.REVIEW_FILED, day(3, 16)),
        Fact(K.GARANTE_ASKED, day(4, 7)),
    ]  # raw: Easter, rolled to the 7th
    assert read_review_clock(facts, day(4, 15)).due_on == day(4, 15)
    assert read_review_clock(facts, day(4, 16)).status is ClockStatus.LATE
    assert read_review_clock([*facts, Fact(K.GARANTE_ANSWERED, day(4, 16))], day(4, 16)).due_on == day(4, 15)


def test_an_opinion_asked_for_another_proceeding_or_after_the_decision_is_not_counted() -> None:
    filed = Fact(K.REVIEW_FILED, day(4, 14))
    assert (
        pause_for_garante([filed, Fact(K.GARANTE_ASKED, day(4, 13))], filed.on, day(5, 4), 10, None)
        == Pause()
    )
    asked = Fact(K.GARANTE_ASKED, day(4, 22))
    assert pause_for_garante([filed, asked], filed.on, day(5, 4), 10, day(4, 21)) == Pause()


def test_a_pause_stands_from_the_notice_for_its_days() -> None:
    pause = Pause(day(3, 10), 4, 4)
    assert [pause.stands_on(day(3, number)) for number in (9, 10, 13, 14)] == [False, True, True, False]
    assert not Pause().stands_on(day(3, 10))


def second_reading(filed: date, parties: list[tuple[int, int | None, int | None]]) -> date:
    """The due day once more, from whole numbers: (day of sending, days of post, days to the word) of each party."""
    base = filed + timedelta(days=30)
    due, first, last = roll_forward(base), None, None
    for sent, post, word in sorted(parties, key=lambda row: row[0]):
        day_sent = filed + timedelta(days=sent)
        if day_sent > due:
            continue
        first = first or day_sent
        closes = day_sent + timedelta(days=10)
        if post is not None:
            closes = roll_forward(day_sent + timedelta(days=post + 10))

        def due_if(end: date, start: date = first, before: date | None = last) -> date:
            return roll_forward(base + timedelta(days=min(10, (max(end, before or end) - start).days)))

        end = closes
        if word is not None and day_sent + timedelta(days=word) <= due_if(closes):
            end = (
                min(day_sent + timedelta(days=word), closes)
                if post is not None
                else day_sent + timedelta(days=word)
            )
        last = max(end, last or end)
        due = due_if(last)
    return due


PARTIES = st.lists(
    st.tuples(st.integers(0, 50), st.none() | st.integers(0, 25), st.none() | st.integers(0, 30)), max_size=4
)
DAYS = st.dates(date(2017, 1, 1), date(2040, 1, 1))


def facts_of(filed: date, parties: list[tuple[int, int | None, int | None]]) -> list[Fact]:
    facts = [Fact(K.FILED, filed)]
    for name, (sent, post, word) in zip("abcd", parties, strict=False):
        on = filed + timedelta(days=sent)
        facts.append(Fact(K.PARTY_NOTICE_SENT, on, name))
        if post is not None:
            facts.append(Fact(K.PARTY_NOTICE_RECEIVED, on + timedelta(days=post), name))
        if word is not None:
            facts.append(Fact(K.PARTY_OPPOSED, on + timedelta(days=word), name))
    return facts


@settings(max_examples=300)
@given(DAYS, PARTIES)
def test_two_readings_of_the_law_agree(
    filed: date, parties: list[tuple[int, int | None, int | None]]
) -> None:
    assert read_clock(G, facts_of(filed, parties), filed).due_on == second_reading(filed, parties)


LATER = st.lists(
    st.tuples(
        st.sampled_from(
            [
                K.PARTY_NOTICE_SENT, K.PARTY_NOTICE_RECEIVED, K.PARTY_OPPOSED, K.PARTY_CONSENTED,
                K.GAP_NOTICE, K.GAP_COMPLETED, K.EXTENSION_NOTIFIED, K.REGISTERED, K.CLARIFIED, K.REOPENED_BY_US,
                K.ANSWERED_AGAIN, K.GRANT_NOTICE_RECEIVED, K.PARTY_REMEDY_SERVED, K.WITHDRAWN,
            ]
        ),
        st.integers(1, 60),
        st.sampled_from("abcdef"),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=300)
@given(DAYS, PARTIES, LATER, st.sampled_from(AccessKind))
def test_nothing_after_the_due_day_moves_it(
    filed: date,
    parties: list[tuple[int, int | None, int | None]],
    later: list[tuple[FactKind, int, str]],
    kind: AccessKind,
) -> None:
    facts = facts_of(filed, parties)
    due = read_clock(kind, facts, filed).due_on
    more = [Fact(what, due + timedelta(days=passed), party) for what, passed, party in later]
    assert read_clock(kind, [*facts, *more], filed).due_on == due


@settings(max_examples=300)
@given(DAYS, PARTIES, LATER, st.sampled_from(AccessKind), st.integers(0, 60))
def test_a_late_answer_never_becomes_timely(
    filed: date,
    parties: list[tuple[int, int | None, int | None]],
    later: list[tuple[FactKind, int, str]],
    kind: AccessKind,
    answered: int,
) -> None:
    end = Fact(K.ANSWERED, filed + timedelta(days=answered))
    facts = [*facts_of(filed, parties), end]
    before = read_clock(kind, facts, filed)
    assume(before.on_time is False)
    more = [Fact(what, end.on + timedelta(days=passed), party) for what, passed, party in later]
    more.append(Fact(K.RECEIVED_FROM_OTHER_BODY, end.on + timedelta(days=1)))
    after = read_clock(kind, [*facts, *more], filed)
    assert (after.on_time, after.due_on) == (False, before.due_on)


@settings(max_examples=200)
@given(DAYS, PARTIES, st.sampled_from(AccessKind), st.integers(0, 90))
def test_a_clock_that_stands_still_has_its_last_day_ahead(
    filed: date, parties: list[tuple[int, int | None, int | None]], kind: AccessKind, passed: int
) -> None:
    today = filed + timedelta(days=passed)
    clock = read_clock(kind, facts_of(filed, parties), today)
    assert clock.late is (today > clock.due_on)
    assert not clock.paused or (clock.days_left or 0) >= 0


@given(PARTIES)
def test_the_order_in_which_parties_are_listed_does_not_matter(
    parties: list[tuple[int, int | None, int | None]],
) -> None:
    windows = opposition_windows(G, facts_of(FILED.on, parties))
    raw = FILED.on + timedelta(days=30)
    assert pause_for_parties(windows, raw, 10, 10, None) == pause_for_parties(
        windows[::-1], raw, 10, 10, None
    )
