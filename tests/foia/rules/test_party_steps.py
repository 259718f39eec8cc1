"""What can be done about a party, by how her case stands: nothing twice, nothing before its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.kinds import AccessKind
from foia.rules.parties import Window
from foia.rules.party_steps import (
    MEANS_LABELS,
    REMEDY_LABELS,
    Means,
    PartyCase,
    PartyStep,
    RemedyKind,
    reason_against_closing_remedy,
    reason_against_departure,
    reason_against_grant_receipt_day,
    reason_against_means,
    reason_against_notice_day,
    reason_against_opposition,
    reason_against_party_step,
    reason_against_remedy,
    reasons_against_adding,
)
from foia.rules.states import State, Verb, reason_against_transition
from pasocial.office.messaging.departures.rules import undo_until
from pasocial.refusal import Refusal

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Rome"))
DAY = NOW.date()
S = PartyStep
NAMED = PartyCase(AccessKind.GENERALISED, State.IN_PROGRESS)
OPPOSED = Window("1", DAY, DAY, DAY + timedelta(days=10), opposed_on=DAY, consented_on=None)
TOLD = replace(NAMED, state=State.AWAITING_PARTIES, notified=True, window=replace(OPPOSED, opposed_on=None))
HELD = replace(TOLD, state=State.STANDSTILL, opposed=True, window=OPPOSED)


def code(reason: Refusal | None) -> str | None:
    return reason.code if reason else None


def against(case: PartyCase, step: PartyStep, at: datetime = NOW) -> str | None:
    return code(reason_against_party_step(case, step, at))


def offered(case: PartyCase) -> set[PartyStep]:
    return {step for step in S if against(case, step) is None}


def test_a_party_just_named_is_told_by_mail_or_by_hand() -> None:
    assert offered(NAMED) == {S.SEND_NOTICE, S.NOTE_NOTICE, S.NOTE_REMEDY}


def test_a_party_without_mail_is_told_by_hand_alone() -> None:
    assert against(replace(NAMED, has_email=False), S.SEND_NOTICE) == "no_email"
    assert against(replace(NAMED, has_email=False), S.NOTE_NOTICE) is None


def test_a_notice_on_its_way_is_called_back_and_nothing_else() -> None:
    leaving = replace(NAMED, leaving_at=NOW)
    assert offered(leaving) == {S.CALL_BACK_NOTICE, S.NOTE_REMEDY}
    assert against(leaving, S.CALL_BACK_NOTICE, NOW + timedelta(microseconds=1)) == "undo_too_late"


def test_a_party_who_was_told_can_answer_once() -> None:
    assert offered(TOLD) == {S.NOTE_RECEIPT, S.NOTE_OPPOSITION, S.NOTE_CONSENT, S.NOTE_REMEDY}
    spoken = replace(TOLD, notice_received=True, opposed=True, consented=True)
    assert offered(spoken) == {S.NOTE_REMEDY}
    assert [against(spoken, step) for step in (S.NOTE_RECEIPT, S.NOTE_OPPOSITION, S.NOTE_CONSENT)] == [
        "receipt_known",
        "opposition_known",
        "consent_known",
    ]


def test_a_grant_is_told_to_who_opposed_in_time_and_received_after() -> None:
    assert against(HELD, S.NOTE_GRANT_NOTICE) is None
    late = replace(OPPOSED, opposed_on=DAY + timedelta(days=11))
    for case in (replace(HELD, window=late), replace(HELD, window=None), replace(HELD, state=State.APPROVED)):
        assert against(case, S.NOTE_GRANT_NOTICE) == "no_grant_to_tell"
    told = replace(HELD, told_on=DAY)
    assert (against(HELD, S.NOTE_GRANT_RECEIPT), against(told, S.NOTE_GRANT_RECEIPT)) == (
        "grant_not_told",
        None,
    )
    assert against(told, S.NOTE_GRANT_NOTICE) == "grant_told"
    assert against(replace(told, grant_received=True), S.NOTE_GRANT_RECEIPT) == "receipt_known"


def test_a_remedy_is_closed_only_while_one_is_open() -> None:
    assert against(NAMED, S.CLOSE_REMEDY) == "no_open_remedy"
    assert against(replace(NAMED, open_remedies=1), S.CLOSE_REMEDY) is None


def test_simple_civic_access_knows_no_parties() -> None:
    simple = replace(NAMED, kind=AccessKind.SIMPLE_CIVIC)
    assert offered(simple) == set()
    assert against(simple, S.SEND_NOTICE) == "parties_never_notified"


@pytest.mark.parametrize("state", list(State))
def test_a_notice_leaves_only_from_states_that_the_table_allows(state: State) -> None:
    case = replace(NAMED, state=state)
    allowed = reason_against_transition(state, Verb.NOTIFY_PARTIES) is None
    for step in (S.SEND_NOTICE, S.NOTE_NOTICE):
        assert (against(case, step) is None) is allowed
    assert (reason_against_departure(replace(case, leaving_at=NOW), NOW) is None) is allowed


@given(
    state=st.sampled_from(list(State)),
    kind=st.sampled_from(list(AccessKind)),
    has_email=st.booleans(),
    notified=st.booleans(),
)
def test_what_could_be_sent_may_also_leave(
    state: State, kind: AccessKind, has_email: bool, notified: bool
) -> None:
    case = PartyCase(kind, state, has_email=has_email, notified=notified)
    sendable = against(case, S.SEND_NOTICE)
    leaving = replace(case, leaving_at=undo_until(NOW))
    assert code(reason_against_departure(leaving, NOW)) == "undo_window"
    assert code(reason_against_departure(leaving, undo_until(NOW))) == sendable


def test_fifteen_seconds_to_call_a_notice_back() -> None:
    assert undo_until(NOW) - NOW == timedelta(seconds=15)


def test_every_means_and_remedy_has_words() -> None:
    assert (set(MEANS_LABELS), set(REMEDY_LABELS)) == (set(Means), set(RemedyKind))
    assert [code(reason_against_means(each)) for each in ("", "pec", "pigeon")] == [
        None,
        None,
        "means_unknown",
    ]


def days(*numbers: int) -> list[date]:
    return [DAY + timedelta(days=number) for number in numbers]


def test_days_lie_between_what_made_them_possible_and_today() -> None:
    early, first, today, tomorrow = days(-1, 0, 5, 6)
    for guard, name, before in (
        (reason_against_notice_day, "received_on", "before_request"),
        (reason_against_grant_receipt_day, "told_on", "received_before_sent"),
    ):
        found = [code(guard(on, today=today, **{name: first})) for on in (early, first, today, tomorrow)]
        assert found == [before, None, None, "day_in_future"]


def test_remedies_are_served_and_closed_on_days_that_can_be() -> None:
    early, first, today, tomorrow = days(-1, 0, 5, 6)
    served = [
        code(reason_against_remedy("court", on, received_on=first, today=today))
        for on in (early, first, today, tomorrow)
    ]
    assert served == ["day_too_early", None, None, "day_in_future"]
    assert code(reason_against_remedy("perhaps", first, received_on=first, today=today)) == "remedy_unknown"
    closing = [
        code(reason_against_closing_remedy(served_on=each, closed=closed, on=on, today=today))
        for each, closed, on in (
            (None, False, first),
            (first, True, first),
            (first, False, early),
            (first, False, first),
        )
    ]
    assert closing == ["remedy_missing", "remedy_closed", "day_too_early", None]


def test_opposition_is_reasoned() -> None:
    assert [code(reason_against_opposition("x" * length)) for length in (1, 2, 50_000, 50_001)] == [
        "opposition_missing",
        None,
        None,
        "opposition_missing",
    ]


def test_every_fault_of_a_new_party_is_named() -> None:
    def codes(**changes: object) -> list[str]:
        given = {
            "name": "Luci Srl",
            "email": "luci@pec.example",
            "email_valid": True,
            "postal_address": "",
            "languages": frozenset({"it"}),
            "language": "it",
            "already": 0,
            **changes,
        }
        return [each.code for each in reasons_against_adding(**given)]  # type: ignore[arg-type]

    assert codes() == []
    assert (codes(name="X"), codes(name="Ng"), codes(name="x" * 201)) == (
        ["name_missing"],
        [],
        ["name_missing"],
    )
    assert codes(email_valid=False) == ["email_invalid"]
    assert codes(email="", email_valid=False) == ["address_missing"]
    assert codes(email="", postal_address="Via Roma 1") == []
    assert (codes(already=499), codes(already=500)) == ([], ["too_many_parties"])
    assert codes(language="fr") == ["language_unknown"]
