"""One case, everything about it, at most twelve queries."""

from __future__ import annotations

from datetime import timedelta

from foia.operations import dialogue, triage
from foia.queries import cases
from pasocial.office.trail.actor import Actor
from tests.foia.conftest import MONDAY


def test_case_holds_everything_in_twelve_queries_and_one_more_for_its_decisions(
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
    with django_assert_num_queries(12):
        case = cases.case(request.pk, MONDAY.date())
        people = [str(message.author) for message in case.messages]
        people += [str(note.author) for note in case.notes]
        people += [str(asked.contact) for asked in case.consultations]
        assert case.assignee == editor
    assert people == ["Carla Bianchi"] * 6 + [str(contact)] * 3
    assert case.clock.due_on == request.due_on
    assert (case.decision, case.review, case.rating, case.topic, case.register_entry) == (None,) * 5
    assert [entry.event for entry in case.history][:2] == ["foia.request.filed", "foia.request.taken_on"]
