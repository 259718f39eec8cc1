"""Messages, notes and questions to other offices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from foia.operations import dialogue
from foia.policy import may_open, visible_requests
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

CITIZEN = Actor.citizen("portal")


def kinds(request) -> list[str]:
    return list(request.facts.values_list("kind", flat=True))


def test_asking_for_clarification_leaves_the_term_and_a_fact(taken_request, desk):
    request = taken_request()
    dialogue.write_to_citizen(
        request_id=request.pk, body="Quali anni?", purpose="clarification", by=desk.by_editor, at=MONDAY
    )
    dialogue.write_from_citizen(request_id=request.pk, body="Solo il 2025", by=CITIZEN, at=MONDAY)
    dialogue.write_from_citizen(request_id=request.pk, body="E il 2024", by=CITIZEN, at=MONDAY)
    before = request.due_on
    request.refresh_from_db()
    assert request.due_on == before
    assert kinds(request) == ["filed", "clarification_asked", "clarified"]
    assert [(m.direction, m.purpose) for m in request.messages.all()] == [
        ("out", "clarification"),
        ("in", "clarification"),
        ("in", "message"),
    ]


def test_files_of_the_office_reach_the_citizen_and_hers_stay_inside(taken_request, desk):
    request = taken_request()
    ours = dialogue.write_to_citizen(
        request_id=request.pk,
        body="Ecco",
        files=[ContentFile(b"a", name="a.txt")],
        by=desk.by_editor,
        at=MONDAY,
    )
    hers = dialogue.write_from_citizen(
        request_id=request.pk, body="Ecco", files=[ContentFile(b"b", name="b.txt")], by=CITIZEN, at=MONDAY
    )
    assert [file.access for file in files_about(ours.about)] == ["requester"]
    assert [file.access for file in files_about(hers.about)] == ["private"]


def test_contact_sees_the_case_from_the_question_until_it_is_withdrawn(taken_request, desk, user_with):
    contact, request = user_with(office="office_contact"), taken_request()
    assert may_open(contact, request) is False
    asked = dialogue.consult(
        request_id=request.pk,
        contact=contact,
        question="Avete voi le fatture?",
        due_on=MONDAY.date() + timedelta(days=3),
        by=desk.by_editor,
        at=MONDAY,
    )
    contact = type(contact).objects.get(pk=contact.pk)
    assert list(visible_requests(contact)) == [request]
    dialogue.withdraw_consultation(consultation_id=asked.pk, by=desk.by_editor, at=MONDAY)
    contact = type(contact).objects.get(pk=contact.pk)
    assert list(visible_requests(contact)) == []


def test_a_question_is_answered_once(taken_request, desk, user_with):
    contact, request = user_with(office="office_contact"), taken_request()
    asked = dialogue.consult(
        request_id=request.pk,
        contact=contact,
        question="Le fatture?",
        due_on=MONDAY.date(),
        by=desk.by_editor,
        at=MONDAY,
    )
    by = Actor.staff(contact)
    done = dialogue.reply_to_consultation(
        consultation_id=asked.pk,
        reply="Sì, eccole",
        files=[ContentFile(b"f", name="f.txt")],
        by=by,
        at=MONDAY,
    )
    assert (done.reply, done.replied_at) == ("Sì, eccole", MONDAY)
    assert files_about(f"foia.consultation:{asked.pk}").count() == 1
    with pytest.raises(Refused) as caught:
        dialogue.reply_to_consultation(consultation_id=asked.pk, reply="Anzi no", by=by, at=MONDAY)
    assert caught.value.refusal.code == "consultation_replied"


@pytest.mark.parametrize("body", ["", " \u200b ", "x", "x" * 20_001])
def test_message_has_a_length(taken_request, desk, body):
    with pytest.raises(Refused) as caught:
        dialogue.write_to_citizen(request_id=taken_request().pk, body=body, by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == "body_length"


def test_reading_messages_changes_nothing_else(taken_request, desk):
    request = taken_request()
    dialogue.write_from_citizen(request_id=request.pk, body="Novità?", by=CITIZEN, at=MONDAY)
    request.refresh_from_db()
    version = request.version
    assert dialogue.mark_read(request_id=request.pk, direction="in", at=MONDAY) == 1
    assert dialogue.mark_read(request_id=request.pk, direction="in", at=MONDAY) == 0
    request.refresh_from_db()
    assert request.version == version


def test_message_sent_twice_by_a_double_press_is_one(taken_request):
    request = taken_request()

    def written(body: str, at=MONDAY, file: bytes | None = None) -> int:
        files = [ContentFile(file, name="a.txt")] if file else []
        return dialogue.write_from_citizen(
            request_id=request.pk, body=body, files=files, by=CITIZEN, at=at
        ).pk

    first = written("Quando arriva?")
    entries = history_of(request.about).count()
    assert written(" Quando arriva? ", MONDAY + timedelta(seconds=3)) == first
    assert history_of(request.about).count() == entries
    with_file = written("Quando arriva?", MONDAY + timedelta(seconds=4), b"a")
    assert written("Quando arriva?", MONDAY + timedelta(seconds=5), b"a") == with_file
    assert written("Quando arriva?", MONDAY + timedelta(hours=1), b"a") != with_file
    assert request.messages.count() == 3


def test_what_is_asked_and_written_is_judged_by_the_rules(taken_request, desk, user_with):
    request, contact = taken_request(), user_with(name="Gino Verdi")
    case = {"request_id": request.pk}

    def refused(act, **step):
        with pytest.raises(Refused) as caught:
            act(by=desk.by_editor, at=MONDAY, **step)
        return caught.value.refusal.code, caught.value.refusal.field

    assert refused(dialogue.write_to_citizen, **case, body=" x ") == ("body_length", "body")
    assert refused(dialogue.write_to_citizen, **case, body="Ecco.", purpose="transfer") == (
        "purpose_unknown",
        "purpose",
    )
    many = [ContentFile(bytes([65 + place]), name=f"{place}.txt") for place in range(11)]
    assert refused(dialogue.write_to_citizen, **case, body="Ecco.", files=many) == ("too_many_files", "files")
    asking = {**case, "contact": contact, "question": "Avete i dati?"}
    today = MONDAY.date()
    assert refused(dialogue.consult, **asking, due_on=today - timedelta(days=1)) == ("due_in_past", "due_on")
    asked = dialogue.consult(**asking, due_on=today, by=desk.by_editor, at=MONDAY)
    dialogue.withdraw_consultation(consultation_id=asked.pk, by=desk.by_editor, at=MONDAY)
    answer = {"consultation_id": asked.pk, "reply": "Sì, li abbiamo."}
    assert refused(dialogue.reply_to_consultation, **answer) == ("consultation_withdrawn", "")
    contact.is_active = False
    contact.save()
    assert refused(dialogue.consult, **asking, due_on=today) == ("contact_inactive", "contact")
