"""Code and e-mail open one case, and nothing about any other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from foia.models import AccessRequest
from foia.operations import answering, dialogue, triage
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.record.trail.actor import Actor
from tests.foia.api.conftest import problem
from tests.foia.conftest import MONDAY

EMAIL = "anna.verdi@posta.example"
SECRET = "Nota che il cittadino non deve leggere"


@pytest.fixture
def case(filed_request, user_with) -> AccessRequest:
    filed = filed_request(idempotency_key="ricevuta")
    editor = user_with("editor", name="Carla Bianchi")
    by = Actor.staff(editor)
    triage.take_on(request_id=filed.pk, user=editor, by=by, at=MONDAY)
    dialogue.add_note(request_id=filed.pk, body=SECRET, by=by, at=MONDAY)
    dialogue.write_to_citizen(request_id=filed.pk, body="Ci serve un chiarimento.", by=by, at=MONDAY)
    attachments.store_file(
        content=ContentFile(b"Documento interno.", name="interno.txt"),
        name="interno.txt",
        about=filed.about,
        purpose="collected",
        by=by,
        at=MONDAY,
    )
    filed.refresh_from_db()
    return filed


def address(case: AccessRequest, rest: str = "") -> str:
    return f"/requests/by-code/{case.code}/{rest}"


def test_code_and_email_open_the_case_without_what_the_office_keeps(anybody, case):
    answer = anybody.get(address(case), X_Applicant_Email=EMAIL.upper())
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["number"], told["subject"]) == (case.number, case.subject)
    assert [message["body"] for message in told["messages"]] == ["Ci serve un chiarimento."]
    assert told["may"] == ["write", "withdraw", "ask_review"]  # its term passed long ago
    assert told["files"] == []
    text = answer.content.decode()
    assert SECRET not in text
    assert "interno.txt" not in text
    assert "Carla Bianchi" not in text
    assert answer["Cache-Control"] == "no-store, private"


def test_opening_by_post_gives_the_same(anybody, case):
    by_header = anybody.get(address(case), X_Applicant_Email=EMAIL).json()
    by_body = anybody.post("/requests/open/", {"code": case.code.lower(), "email": EMAIL}).json()
    assert by_body == by_header


def test_wrong_address_wrong_code_and_no_code_look_the_same(anybody, case):
    wrong_email = anybody.get(address(case), X_Applicant_Email="altri@posta.example")
    wrong_code = anybody.get("/requests/by-code/2222-3333-4444/", X_Applicant_Email=EMAIL)
    no_code = anybody.get("/requests/by-code/boh/", X_Applicant_Email=EMAIL)
    assert problem(wrong_email, 404) == problem(wrong_code, 404) == problem(no_code, 404)
    assert wrong_email.json()["code"] == "no_such_case"


def test_missing_address_is_asked_for_whether_the_case_exists_or_not(anybody, case):
    known, unknown = anybody.get(address(case)), anybody.get("/requests/by-code/2222-3333-4444/")
    assert problem(known, 401) == problem(unknown, 401)
    assert known["WWW-Authenticate"]


def test_codes_tried_at_speed_rest_a_while_even_for_the_right_address(anybody, case):
    for _try in range(5):
        problem(anybody.get(address(case), X_Applicant_Email="altri@posta.example"), 404)
    answer = anybody.get(address(case), X_Applicant_Email=EMAIL)
    assert problem(answer, 429)["code"] == "too_many_tries"
    assert 0 < int(answer["Retry-After"]) <= 900


def test_citizen_writes_withdraws_and_may_not_write_after(anybody, case):
    written = anybody.post(address(case, "messages/"), {"body": "Ecco i dettagli."}, X_Applicant_Email=EMAIL)
    assert [message["body"] for message in written.json()["messages"]][-1] == "Ecco i dettagli."
    gone = anybody.post(address(case, "withdraw/"), {}, X_Applicant_Email=EMAIL)
    assert (gone.status_code, gone.json()["state"], gone.json()["may"]) == (200, "withdrawn", [])
    refused = anybody.post(address(case, "messages/"), {"body": "Ancora io."}, X_Applicant_Email=EMAIL)
    assert problem(refused, 422)["code"] == "case_over"


def test_step_with_a_wrong_address_changes_nothing(anybody, case):
    answer = anybody.post(address(case, "withdraw/"), {}, X_Applicant_Email="altri@posta.example")
    problem(answer, 404)
    assert AccessRequest.objects.get(pk=case.pk).state == "in_progress"


def test_answer_can_be_rated_only_when_there_is_one(anybody, case):
    answer = anybody.post(address(case, "rating/"), {"face": 3}, X_Applicant_Email=EMAIL)
    assert problem(answer, 422)["code"] == "not_answered"
    assert problem(anybody.post(address(case, "rating/"), {"face": 4}, X_Applicant_Email=EMAIL), 400)


def test_decision_shows_only_after_it_left_and_with_its_files(anybody, case, user_with):
    editor, head = user_with("editor"), user_with("head")
    given = attachments.store_file(
        content=ContentFile(b"Determina.", name="determina.txt"),
        name="determina.txt",
        about=case.about,
        purpose="collected",
        by=Actor.staff(editor),
        at=MONDAY,
    )
    answering.draft_decision(
        request_id=case.pk,
        outcome="granted",
        reasons="Si rilascia tutto quello che è stato chiesto.",
        items=[ItemDraft(title="Determina 812", disclosure=Disclosure.REQUESTER, file=str(given.public_id))],
        by=Actor.staff(editor),
        at=MONDAY,
    )
    file = address(case, f"files/{given.public_id}/")
    answering.submit_decision(request_id=case.pk, by=Actor.staff(editor), at=MONDAY)
    answering.approve_decision(request_id=case.pk, by=Actor.staff(head), at=MONDAY)
    before = anybody.get(address(case), X_Applicant_Email=EMAIL)
    assert (before.json()["decision"], before.json()["state"]) == (None, "in_progress")
    assert "Si rilascia" not in before.content.decode()
    problem(anybody.get(file, X_Applicant_Email=EMAIL), 404)
    answering.send_decision(request_id=case.pk, by=Actor.system("test"), at=MONDAY + timedelta(seconds=20))
    after = anybody.get(address(case), X_Applicant_Email=EMAIL).json()
    assert after["decision"]["outcome"] == "granted"
    assert [each["name"] for each in after["decision"]["released"]] == ["Determina 812"]
    download = anybody.get(file, X_Applicant_Email=EMAIL)
    assert b"".join(download.streaming_content) == b"Determina."
    assert "attachment" in download["Content-Disposition"]
    rated = anybody.post(address(case, "rating/"), {"face": 3}, X_Applicant_Email=EMAIL)
    assert rated.json()["rating"] == {"face": 3, "comment": ""}


def test_file_of_another_case_does_not_exist(anybody, case, filed_request):
    other = filed_request(
        name="Bruno Neri",
        email="bruno@posta.example",
        files=[ContentFile(b"Riservato di Bruno.", name="bruno.txt")],
    )
    from pasocial.office.files.attachments.queries import files_about

    theirs = files_about(other.about).get()
    assert (
        anybody.get(
            address(other, f"files/{theirs.public_id}/"), X_Applicant_Email="bruno@posta.example"
        ).status_code
        == 200
    )
    problem(anybody.get(address(case, f"files/{theirs.public_id}/"), X_Applicant_Email=EMAIL), 404)


def test_following_costs_the_same_however_much_was_written(anybody, case, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert anybody.get(address(case), X_Applicant_Email=EMAIL).status_code == 200
        return len(context)

    cost()
    one = cost()
    for number in range(3):
        dialogue.write_to_citizen(
            request_id=case.pk, body=f"Messaggio {number}", by=Actor.system("test"), at=MONDAY
        )
    assert cost() == one
