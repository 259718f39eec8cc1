"""What a party does against a grant holds the documents, one by one, until each is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.models import RecordedFact
from foia.operations import answering, parties
from foia.operations.facts import add_fact
from foia.operations.parties.remedies import PARTY_REVIEW
from foia.queries.deadlines import facts_of
from foia.queries.parties import remedies_of_party
from foia.rules.facts import FactKind
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, a_party
from tests.foia.operations.parties.conftest import SYSTEM, after, day


def refused(act, **step) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(**step)
    return [each.code for each in caught.value.refusals]


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


def known(request, party):
    return remedies_of_party(request.facts.all(), party.pk)


def test_each_remedy_is_closed_by_its_own_name(held, desk):
    request, party = held
    parties.record_grant_received(party_id=party.pk, on=day(7), by=desk.by_editor, at=after(7))
    step = {"party_id": party.pk, "by": desk.by_editor}
    for kind, number in (("review", 9), ("court", 9), ("ombudsman", 10)):
        parties.record_remedy(remedy=kind, on=day(number), words=f"Chiede {kind}", at=after(10), **step)
    review, court, ombudsman = known(request, party)
    assert [(one.remedy, one.served_on, one.words) for one in (review, court, ombudsman)] == [
        ("review", day(9), "Chiede review"),
        ("court", day(9), "Chiede court"),
        ("ombudsman", day(10), "Chiede ombudsman"),
    ]
    close = {"act": parties.close_remedy, "at": after(30), **step}
    assert refused(reference=court.reference, on=day(8), **close) == ["day_too_early"]
    assert refused(reference=court.reference, on=day(31), **close) == ["day_in_future"]
    assert refused(reference=0, on=day(30), **close) == ["remedy_missing"]
    for one in (court, ombudsman):
        parties.close_remedy(reference=one.reference, on=day(20), outcome="Respinto", at=after(30), **step)
        assert refused(reference=one.reference, on=day(30), **close) == ["remedy_closed"]
        assert refused(answering.send_decision, request_id=request.pk, by=SYSTEM, at=after(40)) == [
            "remedy_pending"
        ]
    assert [one.closed_on for one in known(request, party)] == [None, day(20), day(20)]
    parties.close_remedy(reference=review.reference, on=day(30), at=after(30), **step)
    assert refused(reference=review.reference, on=day(30), **close) == ["no_open_remedy"]
    request.refresh_from_db()
    assert request.decision.leaves_at is not None
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(40))
    request.refresh_from_db()
    assert request.state == State.ANSWERED


def test_remedy_of_another_party_is_not_closed_in_her_name(held, desk):
    request, party = held
    other = a_party(request, desk, name="Altri Srl")
    served = parties.record_remedy(party_id=other.pk, on=day(7), by=desk.by_editor, at=after(7))
    mine = parties.record_remedy(party_id=party.pk, on=day(7), by=desk.by_editor, at=after(7))
    step = {"by": desk.by_editor, "at": after(8), "on": day(8)}
    assert refused(parties.close_remedy, party_id=party.pk, reference=served.pk, **step) == ["remedy_missing"]
    parties.close_remedy(party_id=party.pk, reference=mine.pk, **step)
    assert [one.closed_on for one in known(request, other)] == [None]


@pytest.mark.parametrize("spoken", ["silent", "consented"])
def test_party_who_never_opposed_can_still_hold_the_documents(told, desk, spoken):
    """Served while the approved decision waits its fifteen seconds: it is asked again as it leaves."""
    request, party = told
    parties.record_notice_received(party_id=party.pk, on=day(1), by=desk.by_editor, at=after(1))
    if spoken == "consented":
        parties.record_consent(party_id=party.pk, on=day(3), by=desk.by_editor, at=after(3))
    answer = {"request_id": request.pk, "at": after(13)}
    answering.draft_decision(
        outcome=Outcome.GRANTED, reasons="La spesa è pubblica: diamo tutto.", items=[GIVEN_ITEM],
        by=desk.by_editor, **answer,
    )  # fmt: skip
    answering.submit_decision(by=desk.by_editor, **answer)
    answering.approve_decision(by=desk.by_head, **answer)
    served = parties.record_remedy(party_id=party.pk, on=day(13), by=desk.by_editor, at=after(13))
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(13) + timedelta(minutes=1))
    request.refresh_from_db()
    assert (request.state, request.decision.state) == (State.STANDSTILL, "leaving")
    assert refused(answering.send_decision, request_id=request.pk, by=SYSTEM, at=after(90)) == [
        "remedy_pending"
    ]
    parties.close_remedy(party_id=party.pk, reference=served.pk, on=day(91), by=desk.by_editor, at=after(91))
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(91))
    request.refresh_from_db()
    assert request.state == State.ANSWERED


def test_review_of_a_party_is_work_for_who_decides_reviews(held, desk):
    request, party = held
    step = {"party_id": party.pk, "remedy": "review", "by": desk.by_editor}
    first = parties.record_remedy(on=day(8), at=after(8), **step)
    second = parties.record_remedy(on=day(9), at=after(9), **step)
    parties.record_remedy(party_id=party.pk, remedy="court", on=day(9), by=desk.by_editor, at=after(9))

    def waiting() -> list[date]:
        return [
            item.due_on for item in about(request.about) if item.kind == PARTY_REVIEW and item.state != "done"
        ]

    assert waiting() == [date(2026, 3, 30)]  # one piece of work, by the day of the first
    end = {"party_id": party.pk, "by": desk.by_editor, "at": after(20), "on": day(20)}
    parties.close_remedy(reference=first.pk, **end)
    assert len(waiting()) == 1
    parties.close_remedy(reference=second.pk, **end)
    assert waiting() == []


def test_remedy_has_a_kind_and_a_day_after_the_request(held, desk):
    _request, party = held
    step = {"act": parties.record_remedy, "party_id": party.pk, "by": desk.by_editor, "at": after(8)}
    assert refused(remedy="perhaps", on=day(8), **step) == ["remedy_unknown"]
    assert refused(on=day(9), **step) == ["day_in_future"]
    assert refused(on=day(-1), **step) == ["day_too_early"]
    assert refused(closed=True, on=day(8), **step) == ["no_open_remedy"]


@given(st.lists(st.sampled_from(["serve", "close"]), max_size=8))
def test_documents_wait_for_every_remedy_whatever_the_order(acts):
    """The same facts by themselves: as many closings as remedies, or something is still open."""
    rows, open_ = [], 0
    for number, act in enumerate(acts):
        kind = FactKind.PARTY_REMEDY_SERVED if act == "serve" else FactKind.PARTY_REMEDY_CLOSED
        rows.append(RecordedFact(pk=number + 1, kind=str(kind), on=day(number), party_id=1, detail={}))
        open_ = open_ + 1 if act == "serve" else max(0, open_ - 1)
    assert sum(one.closed_on is None for one in remedies_of_party(rows, 1)) == open_
