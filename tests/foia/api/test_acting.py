"""What only pages could do to a case: who works it, where its applicant is reached, a mail sent once more."""

from __future__ import annotations

from typing import Any

import pytest

from foia.models import AccessRequest
from foia.operations import triage
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import let_leave
from tests.foia.api.conftest import problem
from tests.foia.conftest import MONDAY

BY = Actor.system("test")

TELLS_OF = ("foia/actions/triage.py", "foia/actions/dialogue.py")


@pytest.fixture
def lost(filed_request: Any) -> tuple[AccessRequest, Mail]:
    """A case whose receipt came back."""
    case = filed_request(name="Anna Verdi", email="ana@posta.example")
    mail = Mail.objects.create(
        key="ricevuta",
        message_id="<ricevuta@comune.example>",
        about=case.about,
        kind="receipt",
        to="ana@posta.example",
        subject="Abbiamo ricevuto la richiesta",
        text="Grazie.",
        html="<p>Grazie.</p>",
        state="refused",
        attempts=5,
        due_at=MONDAY,
        queued_at=MONDAY,
    )
    return case, mail


def test_case_is_given_to_a_member_and_back_to_the_queue(program, user_with, filed_request):
    case, editor, colleague = filed_request(), program("editor"), user_with("editor", name="Elena Neri")
    here = f"/requests/{case.pk}/assignee/"
    given = editor.post(here, {"assignee": colleague.pk, "version": case.version}).json()
    assert given["assignee"]["id"] == colleague.pk
    told = problem(editor.post(here, {"assignee": None, "version": case.version}), 409)
    assert (told["code"], told["current_version"]) == ("stale", given["version"])
    assert editor.post(here, {"version": given["version"]}).json()["assignee"] is None
    stranger = user_with("editor", desk="newsroom")
    told = problem(editor.post(here, {"assignee": stranger.pk, "version": case.version}), 400)
    assert [(each["field"], each["code"]) for each in told["errors"]] == [("assignee", "unknown_person")]
    problem(editor.post(here, {"assignee": colleague.pk}), 428)
    problem(program("viewer").post(here, {"assignee": colleague.pk, "version": 9}), 403)


def test_contact_that_is_left_out_stays_and_nothing_is_sent_unasked(program, lost):
    case, mail = lost
    triage.correct_contact(
        request_id=case.pk,
        email="ana@posta.example",
        pec="",
        phone="333 1234567",
        postal_address="",
        by=BY,
        at=MONDAY,
    )
    case.refresh_from_db()
    editor, here = program("editor"), f"/requests/{case.pk}/contact/"
    told = editor.post(here, {"email": "anna@posta.example", "version": case.version}).json()
    assert (told["applicant"]["email"], told["applicant"]["phone"]) == ("anna@posta.example", "333 1234567")
    assert told["history"][-1]["event"] == "foia.request.contact_corrected"
    case.refresh_from_db()
    note = case_note(case)
    assert note == {"changed": ["email"], "write_again": []}
    same = problem(editor.post(here, {"email": "anna@posta.example", "version": case.version}), 422)
    assert same["code"] == "contact_unchanged"
    problem(editor.post(here, {"email": "", "phone": "", "version": case.version}), 422)
    mail.refresh_from_db()
    assert mail.state == "refused"


def case_note(case: AccessRequest) -> Any:
    from pasocial.office.record.trail.queries import history_of

    return history_of(case.about).filter(event="foia.request.contact_corrected").last().note


def test_lost_mails_follow_the_applicant_only_when_asked(program, lost):
    case, mail = lost
    body = {"email": "anna@posta.example", "write_again": True, "version": case.version}
    program("editor").post(f"/requests/{case.pk}/contact/", body)
    assert let_leave() == 1
    assert case_note(case) == {"changed": ["email"], "write_again": [mail.pk]}


def test_mail_that_did_not_arrive_is_seen_and_sent_again(program, lost, filed_request):
    (case, mail), other, editor = lost, filed_request(), program("editor")
    shown = editor.get(f"/requests/{case.pk}/").json()
    assert [(one["id"], one["to"], one["state"]) for one in shown["mails"] if one["id"] == mail.pk] == [
        (mail.pk, "ana@posta.example", "refused")
    ]
    again = f"mails/{mail.pk}/send-again/"
    version = {"version": case.version}
    problem(editor.post(f"/requests/{other.pk}/{again}", version), 404)
    assert len(editor.post(f"/requests/{case.pk}/{again}", version).json()["departures"]) == 1
    let_leave()
    sent = editor.get(f"/requests/{case.pk}/").json()
    assert [one["state"] for one in sent["mails"] if one["id"] == mail.pk] == ["queued"]
