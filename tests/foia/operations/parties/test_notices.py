"""A notice is seen, sent and can be called back; one that was sent by hand is only written down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from foia.operations import answering, parties, triage
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY, a_party
from tests.foia.operations.parties.conftest import SYSTEM, after, day

# The notice pauses the term, and the applicant is told both days.
PAUSED = {"due_from": "2026-04-01", "due_to": "2026-04-11"}

LEFT = MONDAY + timedelta(seconds=15)


def refused(act, **step) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(**step)
    return [each.code for each in caught.value.refusals]


def events(request) -> list[str]:
    return [entry.event for entry in history_of(request.about)]


@pytest.fixture
def named(taken_request, desk):
    """A request and a party nobody wrote to yet."""
    request = taken_request()
    return request, a_party(request, desk)


@pytest.fixture
def leaving(named, desk):
    request, party = named
    return request, party, parties.send_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)


def test_notice_stops_the_clock_and_the_case_waits(told):
    request, party = told
    party.refresh_from_db()
    assert request.state == State.AWAITING_PARTIES
    assert party.notified_on == day(0)
    assert request.due_on == date(2026, 4, 11)  # ten days of pause until receipt is proven


def test_a_party_is_told_once(told, desk):
    _request, party = told
    with pytest.raises(Refused) as caught:
        parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == "already_notified"


def test_nothing_has_happened_while_a_notice_can_be_called_back(leaving):
    request, party, notice = leaving
    request.refresh_from_db()
    party.refresh_from_db()
    assert (notice.state, notice.leaves_at) == (Departure.State.LEAVING, LEFT)
    assert (request.state, party.notified_on) == (State.IN_PROGRESS, None)
    assert [fact.kind for fact in request.facts.all()] == ["filed"]
    early = LEFT - timedelta(seconds=1)
    assert refused(parties.dispatch_notice, notice_id=notice.pk, by=SYSTEM, at=early) == ["undo_window"]


def test_notice_leaves_once_on_the_day_it_leaves(leaving):
    """Pressed before midnight and left after it: the day in law is the day it left."""
    request, party, notice = leaving
    later = after(1)
    for _time in range(2):
        assert parties.dispatch_notice(notice_id=notice.pk, by=SYSTEM, at=later).state == "sent"
    request.refresh_from_db()
    party.refresh_from_db()
    assert (request.state, party.notified_on) == (State.AWAITING_PARTIES, day(1))
    [fact] = request.facts.filter(kind="party_notice_sent")
    assert (fact.on, fact.detail) == (day(1), {"notice": notice.pk})
    [entry] = history_of(request.about).filter(event="foia.party.notified")
    assert entry.note == {"party": party.pk, "notice": notice.pk, **PAUSED}


def test_called_back_notice_leaves_nothing_and_another_can_be_sent(leaving, desk):
    request, party, notice = leaving
    parties.call_back_notice(party_id=party.pk, by=desk.by_editor, at=LEFT)
    notice.refresh_from_db()
    assert (notice.state, notice.ended_at) == (Departure.State.CALLED_BACK, LEFT)
    assert parties.dispatch_notice(notice_id=notice.pk, by=SYSTEM, at=after(1)).state == "recalled"
    request.refresh_from_db()
    assert request.state == State.IN_PROGRESS
    assert [fact.kind for fact in request.facts.all()] == ["filed"]
    assert events(request)[-2:] == ["foia.party.notice_leaving", "foia.party.notice_recalled"]
    again = parties.send_notice(party_id=party.pk, by=desk.by_editor, at=after(1))
    assert parties.dispatch_notice(notice_id=again.pk, by=SYSTEM, at=after(2)).state == "sent"


def test_notice_is_called_back_in_fifteen_seconds_or_not_at_all(leaving, desk):
    _request, party, _notice = leaving
    step = {"act": parties.call_back_notice, "party_id": party.pk, "by": desk.by_editor}
    assert refused(at=LEFT + timedelta(microseconds=1), **step) == ["undo_too_late"]
    parties.call_back_notice(party_id=party.pk, by=desk.by_editor, at=LEFT)
    assert refused(at=LEFT, **step) == ["no_notice_leaving"]


def test_one_notice_at_a_time(leaving, desk):
    request, party, notice = leaving
    for act in (parties.send_notice, parties.notify_party):
        assert refused(act, party_id=party.pk, by=desk.by_editor, at=MONDAY) == ["notice_leaving"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Departure.objects.create(
            kind="foia.party_notice",
            desk="foia",
            thing=f"foia.party:{party.pk}",
            about=request.about,
            planned_at=MONDAY,
            leaves_at=LEFT,
        )
    parties.dispatch_notice(notice_id=notice.pk, by=SYSTEM, at=LEFT)
    assert refused(parties.send_notice, party_id=party.pk, by=desk.by_editor, at=LEFT) == ["already_notified"]


def test_whether_it_may_leave_is_asked_again_as_it_leaves(leaving):
    """Withdrawn in those fifteen seconds: nobody is written to about a request that is gone."""
    request, party, notice = leaving
    answering.withdraw(request_id=request.pk, by=SYSTEM, at=MONDAY + timedelta(seconds=5))
    held = parties.dispatch_notice(notice_id=notice.pk, by=SYSTEM, at=LEFT)
    assert (held.state, held.held_why) == (Departure.State.HELD, "wrong_state")
    request.refresh_from_db()
    party.refresh_from_db()
    assert (request.state, party.notified_on) == (State.WITHDRAWN, None)
    assert not request.facts.filter(kind="party_notice_sent").exists()
    assert events(request)[-1] == "foia.party.notice_held"


def test_other_right_of_access_holds_the_notice_too(leaving, desk):
    request, _party, notice = leaving
    triage.set_kind(request_id=request.pk, kind="simple_civic", by=desk.by_editor, at=MONDAY)
    held = parties.dispatch_notice(notice_id=notice.pk, by=SYSTEM, at=LEFT)
    assert (held.state, held.held_why) == (Departure.State.HELD, "parties_never_notified")


def test_who_has_only_a_postal_address_is_written_to_by_hand(taken_request, desk):
    request = taken_request()
    party = a_party(request, desk, email="", postal_address="Via Roma 1")
    step = {"party_id": party.pk, "by": desk.by_editor, "at": after(2)}
    assert refused(parties.send_notice, **step) == ["no_email"]
    parties.notify_party(on=day(1), means="registered_post", number="  RR 12 ", **step)
    [fact] = request.facts.filter(kind="party_notice_sent")
    assert (fact.on, fact.detail) == (day(1), {"means": "registered_post", "number": "RR 12"})
    [entry] = history_of(request.about).filter(event="foia.party.notified")
    assert entry.note == {"party": party.pk, **PAUSED}  # without a notice no mail follows


def test_notice_sent_by_hand_has_a_day_that_can_be(named, desk):
    _request, party = named
    step = {"act": parties.notify_party, "party_id": party.pk, "by": desk.by_editor, "at": after(2)}
    assert refused(on=day(3), **step) == ["day_in_future"]
    assert refused(on=day(-1), **step) == ["before_request"]
    assert refused(on=day(1), means="pigeon", **step) == ["means_unknown"]


@pytest.fixture
def held_for_post(taken_request, desk):
    """Granted over two oppositions: one by mail, one of somebody who has no e-mail."""
    request = taken_request()
    mailed = a_party(request, desk)
    posted = a_party(request, desk, name="Rossi Aldo", email="", postal_address="Via Roma 1")
    silent = a_party(request, desk, name="Muti Srl", email="muti@pec.example")
    for party in (mailed, posted, silent):
        parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
        parties.record_notice_received(party_id=party.pk, on=day(0), by=desk.by_editor, at=MONDAY)
    for party in (mailed, posted):
        parties.record_opposition(
            party_id=party.pk, on=day(5), text="Sono segreti.", by=desk.by_editor, at=after(5)
        )
    step = {"request_id": request.pk, "at": after(12)}
    answering.draft_decision(
        outcome=Outcome.GRANTED, reasons="I prezzi pagati dal Comune sono pubblici.", items=[GIVEN_ITEM],
        by=desk.by_editor, **step,
    )  # fmt: skip
    answering.submit_decision(by=desk.by_editor, **step)
    answering.approve_decision(by=desk.by_head, **step)
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(12) + timedelta(seconds=15))
    request.refresh_from_db()
    return request, mailed, posted, silent


def test_grant_is_not_told_by_a_mail_that_cannot_leave(held_for_post, desk):
    request, mailed, posted, _silent = held_for_post
    assert request.state == State.STANDSTILL
    # Only who opposed is told, and only who can be mailed is told from here.
    assert [fact.party_id for fact in request.facts.filter(kind="grant_notice_sent")] == [mailed.pk]
    assert [item.kind for item in about(request.about) if item.state != "done"] == ["request", "tell_party"]
    parties.record_grant_received(party_id=mailed.pk, on=day(13), by=desk.by_editor, at=after(13))
    request.refresh_from_db()
    assert request.decision.leaves_at is None
    assert refused(answering.send_decision, request_id=request.pk, by=SYSTEM, at=after(40)) == [
        "opponent_not_told"
    ]
    assert events(request).count("foia.decision.held") == 1
    parties.note_grant_notice(
        party_id=posted.pk, on=day(14), means="registered_post", by=desk.by_editor, at=after(14)
    )
    parties.record_grant_received(party_id=posted.pk, on=day(16), by=desk.by_editor, at=after(16))
    request.refresh_from_db()
    assert request.send_not_before == day(32)
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(32))
    request.refresh_from_db()
    assert request.state == State.ANSWERED


def test_grant_is_told_by_hand_once_and_only_to_who_opposed(held_for_post, desk):
    _request, mailed, posted, silent = held_for_post
    step = {"act": parties.note_grant_notice, "by": desk.by_editor, "at": after(14)}
    assert refused(party_id=mailed.pk, **step) == ["grant_told"]
    assert refused(party_id=silent.pk, **step) == ["no_grant_to_tell"]
    parties.note_grant_notice(party_id=posted.pk, by=desk.by_editor, at=after(14))
    assert refused(party_id=posted.pk, **step) == ["grant_told"]
