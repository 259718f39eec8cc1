"""Parties have ten days to oppose, fifteen to react, and nobody decides or sends before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.parties import (
    awaited,
    decide_not_before,
    opposition_windows,
    parties_in,
    reason_against_having_parties,
    reason_against_notifying_party,
    reason_against_recording_reply,
    reason_against_sending,
    send_automatically_on,
    send_not_before,
    standstills,
    unproven_receipts,
)
from pasocial.refusal import Refusal
from pasocial.timekeeping import is_holiday

G = AccessKind.GENERALISED
K = FactKind


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def code(reason: Refusal | None) -> str | None:
    return reason.code if reason else None


NOTICE = [Fact(K.PARTY_NOTICE_SENT, day(3, 10), "a"), Fact(K.PARTY_NOTICE_RECEIVED, day(3, 13), "a")]


def test_window_runs_ten_days_from_receipt() -> None:
    (window,) = opposition_windows(G, NOTICE)
    assert (window.closes_on, window.ended_on, window.opposed) == (day(3, 23), day(3, 23), False)


def test_consent_ends_the_window_early() -> None:
    (window,) = opposition_windows(G, [*NOTICE, Fact(K.PARTY_CONSENTED, day(3, 15), "a")])
    assert (window.ended_on, window.opposed) == (day(3, 15), False)


def test_late_opposition_is_kept_without_effect() -> None:
    (window,) = opposition_windows(G, [*NOTICE, Fact(K.PARTY_OPPOSED, day(3, 24), "a")])
    assert (window.ended_on, window.opposed, window.opposed_late) == (day(3, 23), False, True)


def test_notice_handed_over_in_person_is_sent_and_received_at_once() -> None:
    (window,) = opposition_windows(G, [Fact(K.PARTY_NOTICE_RECEIVED, day(3, 10), "a")])
    assert (window.sent_on, window.closes_on) == (day(3, 10), day(3, 20))


def test_receipt_nobody_recorded_is_named() -> None:
    windows = opposition_windows(G, [*NOTICE, Fact(K.PARTY_NOTICE_SENT, day(3, 10), "b")])
    assert unproven_receipts(windows) == ("b",)
    assert decide_not_before(windows) == day(3, 24)


def test_simple_civic_access_has_no_parties() -> None:
    assert opposition_windows(AccessKind.SIMPLE_CIVIC, NOTICE) == ()
    assert (
        code(reason_against_notifying_party(AccessKind.SIMPLE_CIVIC, ["personal_data"], documents_read=True))
        == "parties_never_notified"
    )


def test_notice_needs_documents_read_and_an_interest_at_risk() -> None:
    assert (
        code(reason_against_notifying_party(G, ["personal_data"], documents_read=False))
        == "documents_not_read"
    )
    assert code(reason_against_notifying_party(G, ["defence"], documents_read=True)) == "no_private_interest"
    assert reason_against_notifying_party(G, ["economic_interests"], documents_read=True) is None


def test_reply_cannot_precede_its_notice_nor_come_from_the_future() -> None:
    (window,) = opposition_windows(G, NOTICE)
    today = day(4, 1)
    assert code(reason_against_recording_reply(None, day(3, 12), today)) == "party_not_notified"
    assert code(reason_against_recording_reply(window, day(3, 9), today)) == "reply_before_notice"
    assert code(reason_against_recording_reply(window, day(4, 2), today)) == "reply_in_future"
    assert reason_against_recording_reply(window, day(3, 30), today) is None


OPPOSED = [*NOTICE, Fact(K.PARTY_OPPOSED, day(3, 14), "a")]
TOLD = [*OPPOSED, Fact(K.GRANT_NOTICE_SENT, day(4, 7), "a")]
RECEIVED = [*TOLD, Fact(K.GRANT_NOTICE_RECEIVED, day(4, 8), "a")]


def test_nothing_leaves_before_the_sixteenth_day() -> None:
    def on(facts: list[Fact], today: date) -> str | None:
        return code(reason_against_sending(G, facts, today, over_opposition=True))

    assert on(OPPOSED, day(6, 1)) == "opponent_not_told"
    assert on(TOLD, day(6, 1)) == "grant_receipt_missing"
    assert on(RECEIVED, day(4, 23)) == "standstill"
    assert on(RECEIVED, day(4, 24)) is None


def test_review_by_a_party_keeps_the_lock_until_it_is_closed() -> None:
    served = [*RECEIVED, Fact(K.PARTY_REMEDY_SERVED, day(4, 20), "a")]
    assert code(reason_against_sending(G, served, day(5, 20), over_opposition=True)) == "remedy_pending"
    closed = [*served, Fact(K.PARTY_REMEDY_CLOSED, day(5, 12), "a")]
    assert reason_against_sending(G, closed, day(5, 20), over_opposition=True) is None


def test_no_lock_without_opposition_or_outside_generalised_access() -> None:
    assert reason_against_sending(G, NOTICE, day(4, 1), over_opposition=False) is None
    assert reason_against_sending(AccessKind.DOCUMENTARY, OPPOSED, day(4, 1), over_opposition=True) is None
    assert standstills(AccessKind.ENVIRONMENTAL, RECEIVED) == ()


def test_standstill_holds_until_receipt_is_known() -> None:
    (lock,) = standstills(G, TOLD)
    assert lock.holds_on(day(12, 31))
    assert send_not_before([lock]) is None


def test_release_by_itself_waits_for_a_working_day() -> None:
    locks = standstills(G, [Fact(K.GRANT_NOTICE_RECEIVED, day(4, 10), "b")])
    assert (send_not_before(locks), send_automatically_on(locks)) == (day(4, 26), day(4, 27))


def test_parties_are_counted_once_each() -> None:
    assert parties_in([*NOTICE, Fact(K.PARTY_NOTICE_SENT, day(3, 10), "b")]) == 2


def test_consent_leaves_nothing_to_wait_for_and_silence_or_opposition_a_day() -> None:
    def free(*facts: Fact) -> date | None:
        return decide_not_before(opposition_windows(G, [*NOTICE, *facts]))

    assert free(Fact(K.PARTY_CONSENTED, day(3, 15), "a")) == day(3, 15)
    assert free(Fact(K.PARTY_OPPOSED, day(3, 15), "a")) == day(3, 16)
    assert free() == day(3, 24)
    assert free(Fact(K.PARTY_CONSENTED, day(3, 25), "a")) == day(3, 24)  # her time was over
    # She changed her mind inside the ten days: the opposition counts.
    both = (Fact(K.PARTY_CONSENTED, day(3, 14), "a"), Fact(K.PARTY_OPPOSED, day(3, 15), "a"))
    assert free(*both) == day(3, 15)


def test_only_who_has_not_spoken_and_still_may_is_awaited() -> None:
    second = [Fact(K.PARTY_NOTICE_SENT, day(3, 12), "b"), Fact(K.PARTY_NOTICE_RECEIVED, day(3, 12), "b")]
    windows = opposition_windows(G, [*NOTICE, *second, Fact(K.PARTY_OPPOSED, day(3, 14), "a")])
    assert [awaited(windows, day(3, number)) for number in (15, 23, 24)] == [("b",), ("b",), ()]
    assert awaited(opposition_windows(G, TOLD), day(3, 15)) == ()
    assert awaited(opposition_windows(G, NOTICE[:1]), day(9, 1)) == ("a",)  # nobody proved her receipt


def test_a_remedy_of_any_party_holds_a_grant_that_nobody_opposed() -> None:
    consented = [*NOTICE, Fact(K.PARTY_CONSENTED, day(3, 15), "a")]
    for before in (NOTICE, consented, []):
        served = [*before, Fact(K.PARTY_REMEDY_SERVED, day(4, 10), "a")]
        for kind in (G, AccessKind.DOCUMENTARY, AccessKind.ENVIRONMENTAL):
            refused = reason_against_sending(kind, served, day(6, 1), over_opposition=False)
            assert code(refused) == "remedy_pending", kind
        over = [*served, Fact(K.PARTY_REMEDY_CLOSED, day(5, 12), "a")]
        assert reason_against_sending(G, over, day(5, 12), over_opposition=False) is None


def test_an_opponent_of_a_new_grant_is_told_even_while_her_former_remedy_is_open() -> None:
    facts = [*OPPOSED, Fact(K.PARTY_REMEDY_SERVED, day(4, 10), "a")]
    assert code(reason_against_sending(G, facts, day(6, 1), over_opposition=True)) == "opponent_not_told"


@given(sent=st.dates(date(2017, 1, 1), date(2060, 1, 1)), post=st.integers(0, 40), reply=st.integers(0, 60))
def test_window_never_closes_on_a_holiday_nor_ends_after_it_closes(sent: date, post: int, reply: int) -> None:
    received = sent + timedelta(days=post)
    facts = [
        Fact(K.PARTY_NOTICE_SENT, sent, "a"),
        Fact(K.PARTY_NOTICE_RECEIVED, received, "a"),
        Fact(K.PARTY_OPPOSED, sent + timedelta(days=reply), "a"),
    ]
    (window,) = opposition_windows(G, facts)
    assert window.closes_on is not None
    assert window.ended_on is not None
    assert not is_holiday(window.closes_on)
    assert window.ended_on <= window.closes_on
    assert window.closes_on >= received + timedelta(days=10)
    assert decide_not_before([window]) == window.ended_on + timedelta(days=1)


def test_simple_civic_access_alone_knows_no_third_parties() -> None:
    refused = [kind for kind in AccessKind if reason_against_having_parties(kind) is not None]
    assert refused == [AccessKind.SIMPLE_CIVIC]


def test_tenth_day_on_the_patron_saints_day_moves_to_the_next() -> None:
    closes = [
        window.closes_on for patron in (None, (3, 23)) for window in opposition_windows(G, NOTICE, patron)
    ]
    assert closes == [day(3, 23), day(3, 24)]
