"""Third parties are heard: what they say moves the case at once, and their silence is not waited for beyond its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.models import Decision
from foia.operations import answering, parties
from foia.operations.facts import add_fact
from foia.queries.deadlines import late, reading
from foia.rules.facts import FactKind
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY, a_party
from tests.foia.operations.parties.conftest import SYSTEM, after, day


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


def test_silence_is_not_waited_for_beyond_its_day(told, desk):
    request, party = told
    parties.record_notice_received(party_id=party.pk, on=day(1), by=desk.by_editor, at=after(1))
    assert parties.resume_where_time_is_over(by=SYSTEM, at=after(11)) == 0  # the eleventh day is still hers
    assert parties.resume_where_time_is_over(by=SYSTEM, at=after(12)) == 1
    request.refresh_from_db()
    assert request.state == State.IN_PROGRESS
    assert history_of(request.about).last().event == "foia.party.time_over"
    assert parties.resume_where_time_is_over(by=SYSTEM, at=after(13)) == 0


def test_one_of_two_who_consents_leaves_the_other_to_be_heard(told, desk):
    request, party = told
    other = a_party(request, desk, name="Altri Srl")
    parties.notify_party(party_id=other.pk, by=desk.by_editor, at=MONDAY)
    parties.record_consent(party_id=party.pk, on=day(3), by=desk.by_editor, at=after(3))
    request.refresh_from_db()
    assert request.state == State.AWAITING_PARTIES
    parties.record_consent(party_id=other.pk, on=day(4), by=desk.by_editor, at=after(4))
    request.refresh_from_db()
    assert request.state == State.IN_PROGRESS


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda **step: parties.record_notice_received(on=day(2), **step), "receipt_known"),
        (lambda **step: parties.record_opposition(on=day(2), text="Segreto.", **step), "opposition_known"),
        (lambda **step: parties.record_consent(on=day(2), **step), "consent_known"),
    ],
)
def test_what_is_known_is_not_written_twice(told, desk, act, code):
    _request, party = told
    step = {"party_id": party.pk, "by": desk.by_editor, "at": after(2)}
    act(**step)
    with pytest.raises(Refused) as caught:
        act(**step)
    assert [each.code for each in caught.value.refusals] == [code]


def test_an_opposition_says_why(told, desk):
    _request, party = told
    with pytest.raises(Refused) as caught:
        parties.record_opposition(party_id=party.pk, on=day(1), text=" x ", by=desk.by_editor, at=after(1))
    assert [each.code for each in caught.value.refusals] == ["opposition_missing"]


def test_news_of_a_grant_is_not_received_before_it_was_sent(held, desk):
    _request, party = held
    with pytest.raises(Refused) as caught:
        parties.record_grant_received(party_id=party.pk, on=day(5), by=desk.by_editor, at=after(7))
    assert [each.code for each in caught.value.refusals] == ["received_before_sent"]
