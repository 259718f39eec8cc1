"""The contact of another office answers her question, once, with the documents she has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Consultation
from foia.operations import dialogue
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.reading import page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(worked: Callable[..., AccessRequest], desk: dict[str, User]) -> Consultation:
    return dialogue.consult(
        request_id=worked().pk,
        contact=desk["contact"],
        question="Servono le determine del 2025.",
        due_on=timezone.localdate() + timedelta(days=5),
        by=Actor.staff(desk["editor"]),
        at=timezone.now(),
    )


def test_contact_answers_with_a_file_that_the_desk_then_sees(
    browser: Callable[[str], Client], asked: Consultation
) -> None:
    contact, editor = browser("contact"), browser("editor")
    listed = contact.get(reverse("foia_staff:shared"))
    case = contact.get(page(listed).select_one("tr[data-row] a")["href"])
    action = reverse("foia_staff:reply_shared", args=[asked.request_id, asked.pk])
    done = send(
        contact,
        case,
        action,
        reply="Ecco la determina.",
        files=SimpleUploadedFile("determina.txt", b"determina n. 12"),
    )
    assert "Risposta inviata" in page(done).text
    asked.refresh_from_db()
    stored = files_about(f"foia.consultation:{asked.pk}").get()
    assert (asked.reply, stored.access) == ("Ecco la determina.", "private")
    seen = page(editor.get(reverse("foia_staff:case_tab", args=[asked.request_id, "messaggi"]))).text
    assert ("Ecco la determina." in seen, "determina.txt" in seen) == (True, True)
    again = contact.post(action, {"reply": "Un'altra risposta."})
    assert (again.status_code, Consultation.objects.get().reply) == (422, "Ecco la determina.")


def test_contact_cannot_answer_a_colleague_s_question(
    browser: Callable[[str], Client], asked: Consultation
) -> None:
    action = reverse("foia_staff:reply_shared", args=[asked.request_id, asked.pk])
    assert browser("editor").post(action, {"reply": "Al posto suo."}).status_code == 404
