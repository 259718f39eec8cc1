"""One case: the frame in one query, each list in one more when it is used."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.models import AccessRequest
from foia.operations import answering, dialogue, triage
from foia.queries import cases
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY


def test_case_asks_once_for_what_is_used_whatever_was_written_in_it(
    filed_request, user_with, django_assert_num_queries
):
    editor = user_with("editor", name="Carla Bianchi")
    contact = user_with(office="office_contact")
    by = Actor.staff(editor)
    request = filed_request()
    triage.take_on(request_id=request.pk, user=editor, by=by, at=MONDAY)
    for number in range(3):
        dialogue.write_to_citizen(request_id=request.pk, body=f"Messaggio {number}", by=by, at=MONDAY)
        dialogue.add_note(request_id=request.pk, body=f"Nota {number}", by=by, at=MONDAY)
        dialogue.consult(
            request_id=request.pk,
            contact=contact,
            question=f"Domanda {number}",
            due_on=MONDAY.date() + timedelta(days=5),
            by=by,
            at=MONDAY,
        )
    cases.case(request.pk, MONDAY.date())  # settings enter the cache
    # The request, its messages, notes, consultations and items.
    with django_assert_num_queries(5):
        case = cases.case(request.pk, MONDAY.date())
        people = [str(message.author) for message in case.messages]
        people += [str(note.author) for note in case.notes]
        people += [str(asked.contact) for asked in case.consultations]
        assert case.assignee == editor
    assert people == ["Carla Bianchi"] * 6 + [str(contact)] * 3
    assert case.clock.due_on == request.due_on
    assert (case.decision, case.review, case.rating, case.topic, case.register_entry) == (None,) * 5
    assert [entry.event for entry in case.history][:2] == ["foia.request.filed", "foia.request.taken_on"]
    assert (case.letters_number, case.parties_number, case.suggestions_open) == (6, 0, 0)
    assert (case.has_unread, case.answers_awaited_by) == (False, MONDAY.date() + timedelta(days=5))
    assert case.last_entry == max(entry.pk for entry in case.history)
    with django_assert_num_queries(0):
        assert [fact.kind for fact in case.request.facts.all()] == [fact.kind for fact in case.facts]
        assert list(case.request.messages.all()) == case.messages


def test_decisions_come_with_their_items(answered_request, django_assert_num_queries):
    request = answered_request()
    case = cases.case(request.pk, MONDAY.date())
    with django_assert_num_queries(2):
        assert case.decision is not None
        shown = [(decision.number, len(decision.items.all())) for decision in case.decisions]
    assert shown == [(one.number, one.items.count()) for one in request.decisions.all()]


def test_numbers_of_the_frame_are_those_of_the_lists(filed_request, user_with):
    request = filed_request()
    dialogue.write_from_citizen(request_id=request.pk, body="Novità?", by=Actor.citizen(), at=MONDAY)
    case = cases.case(request.pk, MONDAY.date())
    assert (case.has_unread, case.letters_number) == (True, len(case.messages))
    assert (case.answers_awaited_by, case.decisions, case.duty) == (None, [], None)
    with pytest.raises(AccessRequest.DoesNotExist):
        cases.case(0, MONDAY.date())


def test_answer_of_an_office_is_news_until_the_decision_is_worked_on(taken_request, desk, user_with):
    request = taken_request()
    step = {"by": desk.by_editor, "at": MONDAY}
    asked = dialogue.consult(
        request_id=request.pk,
        contact=user_with(office="office_contact", name="Ugo Urbani"),
        question="Che cosa avete?",
        due_on=MONDAY.date() + timedelta(days=5),
        **step,
    )
    assert cases.case(request.pk, MONDAY.date()).office_answered_on is None
    later = MONDAY + timedelta(days=2)
    dialogue.reply_to_consultation(
        consultation_id=asked.pk, reply="Due atti.", by=Actor.staff(asked.contact), at=later
    )
    assert cases.case(request.pk, later.date()).office_answered_on == later.date()
    answering.draft_decision(
        request_id=request.pk,
        outcome="granted",
        reasons="Ecco i due atti.",
        answer_text="Sono due.",
        by=desk.by_editor,
        at=later + timedelta(hours=1),
    )
    assert cases.case(request.pk, later.date()).office_answered_on is None
