"""A wrong fact is put right: it stays, struck through; the clock and all that hangs on it follow in one transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from foia.models import Decision, Party, RecordedFact, RegisterEntry, Review
from foia.operations import answering, appeals, correcting, parties, publication, review, topics
from foia.operations.concurrency import Stale
from foia.operations.facts import add_fact
from foia.queries.deadlines import facts_of, standing
from foia.queries.recurrence import differences
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY, REFUSED_ITEM, ROME, a_party

US = Actor.system("foia")
WHY = "La cartolina di ritorno dice un altro giorno."


def march(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=ROME)


def fact_of(request, kind, party=None) -> RecordedFact:
    return next(
        row
        for row in reversed(standing(request.facts.all()))
        if row.kind == kind and (party is None or row.party_id == party.pk)
    )


def correct(request, desk, kind, on, *, at, party=None, why=WHY, **more):
    done = correcting.correct_fact(
        fact_id=fact_of(request, kind, party).pk, on=on, why=why, by=desk.by_editor, at=at, **more
    )
    request.refresh_from_db()
    return done


@pytest.fixture
def told(taken_request, desk):
    """Received 2 March, a party told on the 10th who received it on the 13th, as the postcard was first read."""
    request = taken_request()
    party = a_party(request, desk)
    parties.notify_party(party_id=party.pk, on=date(2026, 3, 10), by=desk.by_editor, at=march(10))
    parties.record_notice_received(party_id=party.pk, on=date(2026, 3, 13), by=desk.by_editor, at=march(14))
    request.refresh_from_db()
    party.refresh_from_db()
    return request, party


@pytest.fixture
def held(told, desk):
    """Granted over the party's opposition: she knows since 8 April, documents leave from the 24th."""
    request, party = told
    parties.record_opposition(
        party_id=party.pk,
        on=date(2026, 3, 14),
        text="Svelerebbe i nostri prezzi.",
        by=desk.by_editor,
        at=march(16),
    )
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="La spesa è pubblica: prezzi complessivi, non unitari.",
        items=(),
        answer_text="La spesa è di 24.300 euro.",
        by=desk.by_editor,
        at=march(30),
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=march(30))
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=march(30))
    answering.send_decision(request_id=request.pk, by=US, at=march(30) + timedelta(seconds=20))
    parties.record_grant_received(party_id=party.pk, on=date(2026, 4, 8), by=desk.by_editor, at=march(9, 4))
    request.refresh_from_db()
    return request, party


def test_mistyped_receipt_moves_window_due_day_and_work(told, desk):
    request, party = told
    # Sent 10 March, received 13: window to 23; the pause counts ten days, 1 April + 10 = Saturday 11.
    assert (request.due_on, request.decide_not_before) == (date(2026, 4, 11), date(2026, 3, 24))
    wrong = fact_of(request, "party_notice_received")
    right = correct(request, desk, "party_notice_received", date(2026, 3, 11), at=march(15), party=party)
    party.refresh_from_db()
    assert (request.due_on, request.decide_not_before) == (date(2026, 4, 11), date(2026, 3, 22))
    assert party.notice_received_on == date(2026, 3, 11)
    wrong.refresh_from_db()
    assert (wrong.on, wrong.recorded_at, right.voids_id, right.party_id) == (
        date(2026, 3, 13),
        march(14),
        wrong.pk,
        party.pk,
    )
    assert (right.recorded_at, right.detail["corrected_because"]) == (march(15), WHY)
    last = history_of(request.about).last()
    assert (last.event, last.user_id) == ("foia.fact.corrected", desk.editor.pk)
    assert last.note == {
        "fact": wrong.pk,
        "right": right.pk,
        "kind": "party_notice_received",
        "from": "2026-03-13",
        "to": "2026-03-11",
        "windows": [party.pk],
    }


def test_opposition_of_another_day_moves_the_due_day_the_list_and_the_item(told, desk):
    request, party = told
    parties.record_opposition(
        party_id=party.pk, on=date(2026, 3, 20), text="Mi oppongo.", by=desk.by_editor, at=march(21)
    )
    request.refresh_from_db()
    assert request.due_on == date(2026, 4, 11)
    correct(request, desk, "party_opposed", date(2026, 3, 14), at=march(22), party=party)
    party.refresh_from_db()
    [item] = about(request.about)
    # Four days of pause: 1 April + 4 = Easter Sunday, then Monday: Tuesday 7.
    assert (request.due_on, item.due_on, party.opposed_on) == (
        date(2026, 4, 7),
        date(2026, 4, 7),
        date(2026, 3, 14),
    )
    note = history_of(request.about).last().note
    assert (note["due_from"], note["due_to"], "windows" in note) == ("2026-04-11", "2026-04-07", False)


def test_opposition_that_never_was_is_voided_and_the_party_is_awaited_again(told, desk):
    request, party = told
    parties.record_opposition(
        party_id=party.pk, on=date(2026, 3, 14), text="Era un altro caso.", by=desk.by_editor, at=march(16)
    )
    request.refresh_from_db()
    assert (request.state, request.due_on) == (State.IN_PROGRESS, date(2026, 4, 7))
    void = correct(request, desk, "party_opposed", None, at=march(17), party=party)
    party.refresh_from_db()
    assert (request.state, request.due_on) == (State.AWAITING_PARTIES, date(2026, 4, 11))
    assert (party.opposed_on, party.opposition) == (None, "")
    assert (void.kind, void.detail) == (
        "voided",
        {"corrected_because": WHY, "opposition": "Era un altro caso."},
    )
    assert "party_opposed" not in [fact.kind for fact in facts_of(request)]
    # She may oppose now as if nothing had been recorded.
    parties.record_opposition(
        party_id=party.pk, on=date(2026, 3, 20), text="Mi oppongo.", by=desk.by_editor, at=march(21)
    )


def test_notice_recorded_by_mistake_lets_the_case_go_on(told, desk):
    request, party = told
    with pytest.raises(Refused) as caught:
        correct(request, desk, "party_notice_sent", None, at=march(15), party=party)
    assert caught.value.refusal.code == "others_follow"
    correct(request, desk, "party_notice_received", None, at=march(15), party=party)
    correct(request, desk, "party_notice_sent", None, at=march(15), party=party)
    party.refresh_from_db()
    assert (request.state, request.due_on, request.decide_not_before) == (
        State.IN_PROGRESS,
        date(2026, 4, 1),
        None,
    )
    assert (party.notified_on, party.notice_received_on) == (None, None)


def test_mistyped_receipt_of_a_grant_moves_the_day_documents_leave(held, desk):
    request, party = held
    decision = Decision.objects.get(request=request)
    assert (request.state, decision.leaves_at.astimezone(ROME)) == (
        State.STANDSTILL,
        datetime(2026, 4, 24, 9, 0, tzinfo=ROME),
    )
    correct(request, desk, "grant_notice_received", date(2026, 4, 9), at=march(10, 4), party=party)
    decision.refresh_from_db()
    party.refresh_from_db()
    # Fifteen days from the 9th: from Saturday 25 April, a holiday; by itself on Monday 27.
    assert (request.send_not_before, decision.leaves_at.astimezone(ROME), party.grant_received_on) == (
        date(2026, 4, 25),
        datetime(2026, 4, 27, 9, 0, tzinfo=ROME),
        date(2026, 4, 9),
    )
    assert history_of(request.about).last().note["standstills"] == [party.pk]
    correct(request, desk, "grant_notice_received", None, at=march(10, 4), party=party)
    decision.refresh_from_db()
    assert (decision.leaves_at, request.send_not_before) == (None, None)


def test_remedy_recorded_on_the_wrong_case_unlocks_the_documents(held, desk):
    request, party = held
    parties.record_remedy(party_id=party.pk, on=date(2026, 4, 10), by=desk.by_editor, at=march(10, 4))
    assert Decision.objects.get(request=request).leaves_at is None
    correct(request, desk, "party_remedy_served", None, at=march(11, 4), party=party)
    assert Decision.objects.get(request=request).leaves_at == datetime(2026, 4, 24, 9, 0, tzinfo=ROME)


def test_filing_day_moves_received_due_register_and_topic(answered_request, filed_request, desk):
    request = answered_request()
    entry = publication.propose_entry(request_id=request.pk, by=US, at=MONDAY)
    others = [
        filed_request(
            name=f"Persona {name} Rossi", at=MONDAY - timedelta(days=200), subject=f"Luci di Natale {name}"
        )
        for name in ("A", "B", "C")
    ]
    topic = topics.start_topic(
        request_ids=[request.pk, *(one.pk for one in others)], title="Luminarie", by=US, at=MONDAY
    )
    correct(request, desk, "filed", date(2026, 2, 27), at=march(3))
    assert (request.received_on, request.received_at.astimezone(ROME), request.due_on) == (
        date(2026, 2, 27),
        datetime(2026, 2, 27, 10, 0, tzinfo=ROME),
        date(2026, 3, 30),
    )
    assert correcting.register_follows(request_id=request.pk, by=US, at=march(3)) is True
    assert correcting.register_follows(request_id=request.pk, by=US, at=march(3)) is False
    entry.refresh_from_db()
    assert (entry.received_on, entry.version) == (date(2026, 2, 27), 2)
    assert topic.memberships.get(request=request).asked_on == date(2026, 3, 2)
    topics.person_changed(request_id=request.pk, by=US, at=march(3), because="corrected")
    topic.refresh_from_db()
    assert (list(differences()), topic.memberships.get(request=request).asked_on) == (
        [],
        date(2026, 2, 27),
    )


def test_answer_of_another_day_is_in_time_or_not(answered_request, desk):
    request = answered_request(at=march(1, 4), received_at=MONDAY)
    correct(request, desk, "answered", date(2026, 4, 2), at=march(3, 4))
    assert (request.answered_on, request.due_on) == (date(2026, 4, 2), date(2026, 4, 1))
    with pytest.raises(Refused) as caught:
        correct(request, desk, "answered", None, at=march(3, 4))
    assert caught.value.refusal.code == "cannot_be_voided"


def test_day_the_garante_was_asked_moves_the_review(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    april = march(14, 4)
    review.ask_review(
        request_id=request.pk, grounds="Il danno non è spiegato affatto.", by=desk.by_rpct, at=april
    )
    review.ask_garante(request_id=request.pk, on=date(2026, 4, 21), by=desk.by_rpct, at=march(22, 4))
    review.record_garante(request_id=request.pk, on=date(2026, 4, 27), by=desk.by_rpct, at=march(27, 4))
    assert Review.objects.get().due_on == date(2026, 5, 11)
    correct(request, desk, "garante_asked", date(2026, 4, 20), at=march(28, 4))
    asked = Review.objects.get()
    assert (asked.garante_asked_on, asked.due_on) == (date(2026, 4, 20), date(2026, 5, 11))
    correct(request, desk, "garante_answered", None, at=march(28, 4))
    asked.refresh_from_db()
    assert (asked.garante_opinion_on, asked.due_on) == (None, date(2026, 5, 14))
    [item] = [one for one in about(request.about) if one.kind == "review"]
    assert item.due_on == date(2026, 5, 14)


def test_correction_is_corrected_in_its_turn_and_keeps_its_place(told, desk):
    request, party = told
    places = [row.kind for row in standing(request.facts.all())]
    correct(request, desk, "party_notice_sent", date(2026, 3, 9), at=march(15), party=party)
    correct(request, desk, "party_notice_sent", date(2026, 3, 11), at=march(16), party=party)
    assert [row.kind for row in standing(request.facts.all())] == places
    assert request.facts.filter(kind="party_notice_sent").count() == 3
    first = request.facts.filter(kind="party_notice_sent").first()
    with pytest.raises(Refused) as caught:
        correcting.correct_fact(
            fact_id=first.pk, on=date(2026, 3, 12), why=WHY, by=desk.by_editor, at=march(17)
        )
    assert caught.value.refusal.code == "already_corrected"


def test_decision_that_left_is_not_undermined(held, desk):
    request, party = held
    answering.send_decision(request_id=request.pk, by=US, at=march(24, 4))
    request.refresh_from_db()
    assert request.state == State.ANSWERED
    before = request.facts.count()
    with pytest.raises(Refused) as caught:
        correct(request, desk, "party_opposed", date(2026, 3, 15), at=march(25, 4), party=party)
    assert (caught.value.refusal.code, request.facts.count()) == ("decision_rests_on_it", before)


def test_ruling_of_another_day_and_one_that_never_was(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    publication.propose_entry(request_id=request.pk, by=US, at=MONDAY)
    appeals.record_rejected_appeal(
        request_id=request.pk,
        judge="court",
        why="TAR Lazio, sentenza 123/2026: infondato.",
        on=date(2026, 4, 11),
        by=desk.by_head,
        at=march(11, 4),
    )
    correct(request, desk, "rejected_by_court", date(2026, 4, 10), at=march(12, 4))
    correcting.register_follows(request_id=request.pk, by=US, at=march(12, 4))
    entry = RegisterEntry.objects.get()
    assert (entry.court_outcome, entry.court_notified_on) == ("refused", date(2026, 4, 10))
    correct(request, desk, "rejected_by_court", None, at=march(12, 4))
    correcting.register_follows(request_id=request.pk, by=US, at=march(12, 4))
    entry.refresh_from_db()
    assert (entry.court_outcome, entry.court_notified_on) == ("", None)
    assert history_of(request.about).last().note == {
        "entry": entry.pk,
        "changed": ["court_notified_on", "court_outcome"],
    }


def test_notice_that_left_from_here_has_the_day_it_left(taken_request, desk):
    request = taken_request()
    party = a_party(request, desk)
    notice = parties.send_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    parties.dispatch_notice(notice_id=notice.pk, by=US, at=MONDAY + timedelta(minutes=1))
    with pytest.raises(Refused) as caught:
        correct(request, desk, "party_notice_sent", None, at=march(3), party=party)
    assert caught.value.refusal.code == "sent_from_here"


def test_work_on_a_partys_review_follows_its_day_and_ends_with_it(held, desk):
    request, party = held
    parties.record_remedy(
        party_id=party.pk, on=date(2026, 4, 9), remedy="review", by=desk.by_editor, at=march(10, 4)
    )
    correct(request, desk, "party_remedy_served", date(2026, 4, 10), at=march(11, 4), party=party)
    [item] = [one for one in about(request.about) if one.kind == "party_review"]
    assert (item.state, item.due_on) == ("open", date(2026, 4, 30))
    correct(request, desk, "party_remedy_served", None, at=march(11, 4), party=party)
    item.refresh_from_db()
    assert item.state == "done"


def test_stale_page_corrects_nothing(told, desk):
    request, party = told
    with pytest.raises(Stale):
        correct(
            request, desk, "party_notice_received", date(2026, 3, 11), at=march(15), party=party, version=1
        )
    assert RecordedFact.objects.filter(voids__isnull=False).count() == 0


def test_database_keeps_one_correction_of_each_fact(told):
    request, party = told
    wrong = fact_of(request, "party_notice_received")
    add_fact(request=request, kind=wrong.kind, on=wrong.on, at=march(15), party=party, voids=wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_fact(request=request, kind="voided", on=wrong.on, at=march(15), party=party, voids=wrong)
    assert Party.objects.count() == 1
