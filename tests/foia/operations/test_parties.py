"""Third parties: told, heard, and never overrun."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.models import Decision
from foia.operations import answering, parties
from foia.operations.facts import add_fact
from foia.queries.deadlines import facts_of, late, reading
from foia.rules.facts import FactKind
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.trail.actor import Actor
from pasocial.office.work.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY

SYSTEM = Actor.system("foia")


def day(number: int) -> date:
    return MONDAY.date() + timedelta(days=number)


def after(days: int):
    return MONDAY + timedelta(days=days)


@pytest.fixture
def told(taken_request, desk):
    """A request with one party who was told on the first day, and the party."""
    request = taken_request()
    party = parties.add_party(
        request_id=request.pk,
        name="Luci Srl",
        email="luci@pec.example",
        interest="economic_interests",
        by=desk.by_editor,
        at=MONDAY,
    )
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    request.refresh_from_db()
    return request, party


def test_notice_stops_the_clock_and_the_case_waits(told):
    request, party = told
    party.refresh_from_db()
    assert request.state == State.AWAITING_PARTIES
    assert party.notified_on == day(0)
    assert request.due_on == date(2026, 4, 11)  # ten days of pause until receipt is proven


def test_a_sole_party_who_consents_leaves_nothing_to_wait_for(told, desk):
    request, party = told
    parties.record_consent(party_id=party.pk, on=day(3), by=desk.by_editor, at=after(3))
    request.refresh_from_db()
    assert request.due_on == date(2026, 4, 4)
    assert request.decide_not_before == day(3)
    assert request.state == State.IN_PROGRESS
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="La spesa è pubblica: diamo tutto.",
        items=[GIVEN_ITEM],
        by=desk.by_editor,
        at=after(3),
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=after(3))
    request.refresh_from_db()
    assert request.state == State.AWAITING_APPROVAL


def test_a_sole_party_who_opposes_is_awaited_no_more_but_nobody_decides_that_day(told, desk):
    request, party = told
    words = "I prezzi sono segreti."
    parties.record_opposition(party_id=party.pk, on=day(3), text=words, by=desk.by_editor, at=after(3))
    request.refresh_from_db()
    assert (request.state, request.decide_not_before) == (State.IN_PROGRESS, day(4))
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="La spesa è pubblica: diamo tutto.",
        items=[GIVEN_ITEM],
        by=desk.by_editor,
        at=after(3),
    )
    with pytest.raises(Refused) as caught:
        answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=after(3))
    assert caught.value.refusal.code == "parties_may_oppose"


def test_a_reply_before_the_notice_is_refused(told, desk):
    _request, party = told
    with pytest.raises(Refused) as caught:
        parties.record_consent(party_id=party.pk, on=day(-1), by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == "reply_before_notice"


def test_a_party_is_told_once(told, desk):
    _request, party = told
    with pytest.raises(Refused) as caught:
        parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == "already_notified"


def test_simple_civic_access_knows_no_parties(taken_request, desk):
    request = taken_request(kind="simple_civic")
    with pytest.raises(Refused) as caught:
        parties.add_party(
            request_id=request.pk,
            name="Luci",
            email="a@b.it",
            interest="personal_data",
            by=desk.by_editor,
            at=MONDAY,
        )
    assert caught.value.refusal.code == "parties_never_notified"


@pytest.fixture
def held(told, desk):
    """Granted over an opposition and approved: the fifteen seconds are over."""
    request, party = told
    parties.record_notice_received(party_id=party.pk, on=day(1), by=desk.by_editor, at=after(1))
    parties.record_opposition(
        party_id=party.pk, on=day(5), text="I prezzi sono un segreto.", by=desk.by_editor, at=after(5)
    )
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="I prezzi pagati dal Comune sono pubblici: l'opposizione non basta.",
        items=[GIVEN_ITEM],
        by=desk.by_editor,
        at=after(6),
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=after(6))
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=after(6))
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(6) + timedelta(seconds=15))
    request.refresh_from_db()
    return request, party


def test_granted_over_opposition_stands_still_and_tells_the_opponent(held):
    request, party = held
    assert request.state == State.STANDSTILL
    assert request.decision.state == Decision.State.LEAVING
    assert request.decision.leaves_at is None
    assert request.answered_on == day(6)  # both sides know: the term is kept
    assert reading(request, day(60)).on_time is True
    assert list(late(day(60))) == []
    assert [fact.party_id for fact in request.facts.filter(kind="grant_notice_sent")] == [party.pk]
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(30))
    assert caught.value.refusal.code == "grant_receipt_missing"


def test_documents_leave_from_the_sixteenth_day(held, desk):
    request, party = held
    parties.record_grant_received(party_id=party.pk, on=day(7), by=desk.by_editor, at=after(7))
    request.refresh_from_db()
    assert request.send_not_before == date(2026, 3, 25)
    assert request.decision.leaves_at.date() == date(2026, 3, 25)
    assert {item.due_on for item in about(request.about)} == {date(2026, 3, 25)}
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(22))
    assert caught.value.refusal.code == "standstill"
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(23))
    request.refresh_from_db()
    assert (request.state, request.answered_on) == (State.ANSWERED, day(6))
    assert request.decision.sent_at == after(23)
    assert [fact.kind for fact in request.facts.all()].count("answered") == 1


def test_a_remedy_of_the_party_holds_everything_until_it_is_closed(held, desk):
    request, party = held
    parties.record_grant_received(party_id=party.pk, on=day(7), by=desk.by_editor, at=after(7))
    parties.record_remedy(party_id=party.pk, on=day(9), by=desk.by_editor, at=after(9))
    request.refresh_from_db()
    assert request.decision.leaves_at is None
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(40))
    assert caught.value.refusal.code == "remedy_pending"
    parties.record_remedy(party_id=party.pk, on=day(41), closed=True, by=desk.by_editor, at=after(41))
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(41))
    request.refresh_from_db()
    assert request.state == State.ANSWERED


def test_two_remedies_of_one_party_and_one_closed_still_hold(held, desk):
    request, party = held
    parties.record_grant_received(party_id=party.pk, on=day(7), by=desk.by_editor, at=after(7))
    for number in (9, 11):
        parties.record_remedy(party_id=party.pk, on=day(number), by=desk.by_editor, at=after(number))
    parties.record_remedy(party_id=party.pk, on=day(19), closed=True, by=desk.by_editor, at=after(19))
    request.refresh_from_db()
    assert (request.decision.leaves_at, request.send_not_before) == (None, None)
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(26))
    assert caught.value.refusal.code == "remedy_pending"
    first, second = [fact.reference for fact in facts_of(request) if fact.kind == "party_remedy_served"]
    assert first != second  # each can be closed by its name


def test_a_grant_that_a_consenting_party_challenges_is_answered_in_time_and_waits(told, desk):
    request, party = told
    parties.record_consent(party_id=party.pk, on=day(3), by=desk.by_editor, at=after(3))
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="La spesa è pubblica: diamo tutto.",
        items=[GIVEN_ITEM],
        by=desk.by_editor,
        at=after(5),
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=after(5))
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=after(6))
    request.refresh_from_db()
    add_fact(request=request, kind=FactKind.PARTY_REMEDY_SERVED, on=day(6), at=after(6), party=party)
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(6) + timedelta(minutes=1))
    request.refresh_from_db()
    assert (request.state, request.answered_on) == (State.STANDSTILL, day(6))
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(50))
    assert caught.value.refusal.code == "remedy_pending"
    add_fact(request=request, kind=FactKind.PARTY_REMEDY_CLOSED, on=day(51), at=after(51), party=party)
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(51))
    request.refresh_from_db()
    assert request.state == State.ANSWERED
