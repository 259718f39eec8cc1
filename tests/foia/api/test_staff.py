"""Keys do what their scopes name and their makers may, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foia.models import AccessRequest, Consultation, Note
from foia.operations import dialogue, triage
from pasocial.office.people.identity.models import MachineToken
from pasocial.office.people.identity.operations import revoke_token
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from tests.fixtures import let_leave, signed_in_client
from tests.foia.api.conftest import Program, key_of, problem
from tests.foia.conftest import MONDAY


def test_without_a_key_staff_pages_ask_for_one(anybody, filed_request):
    filed = filed_request()
    for path in (
        "/requests/",
        f"/requests/{filed.pk}/",
        "/requests/999999/",
        "/topics/",
        "/register-entries/",
    ):
        answer = anybody.get(path)
        problem(answer, 401)
        assert answer["WWW-Authenticate"] == 'Bearer realm="PAsocial"'
        assert filed.subject not in answer.content.decode()


def test_wrong_revoked_and_expired_keys_are_refused_alike(user_with, filed_request):
    filed_request()
    head = user_with("head")
    revoked, raw_revoked = key_of(head)
    revoke_token(token_id=revoked.pk, by=Actor.staff(head), at=timezone.now())
    then = timezone.now() - timedelta(days=2)
    _expired, raw_expired = key_of(head, at=then, expires_at=then + timedelta(days=1))
    answers = [problem(Program(raw).get("/requests/"), 401) for raw in ("pas_boh", raw_revoked, raw_expired)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["code"] == "token_invalid"
    head.is_active = False
    head.save()
    problem(Program(key_of(head)[1]).get("/requests/"), 401)


@pytest.mark.parametrize("raw", ["", " ", "a b", "x" * 5000, "pas_\x7f", "pàs_è", "Bearer"])
def test_odd_keys_are_no_error_of_ours(raw, db):
    client = Program().client
    answer = client.get("/api/v1/foia/requests/", headers={"Authorization": f"Bearer {raw}"})
    assert answer.status_code == 401


def test_wrong_keys_tried_at_speed_are_told_to_wait(db, settings):
    settings.REST_PACES = {**settings.REST_PACES, "wrong_token": (3, 3600)}
    statuses = [Program(f"pas_{number}").get("/requests/").status_code for number in range(4)]
    assert statuses == [401, 401, 401, 429]


def test_key_without_the_scope_is_told_which_one(program, filed_request):
    filed = filed_request()
    reader = program("head", scopes=("foia.read",))
    assert reader.get(f"/requests/{filed.pk}/").status_code == 200
    answer = reader.post(f"/requests/{filed.pk}/take/", {"version": filed.version})
    assert problem(answer, 403) | {"detail": ""} == {
        "type": "about:blank",
        "title": "Non permesso",
        "status": 403,
        "code": "scope_missing",
        "detail": "",
        "scope": "foia.work",
    }
    filed.refresh_from_db()
    assert filed.state == "received"


def test_scope_gives_no_more_than_the_role(program, filed_request):
    filed = filed_request()
    viewer = program("viewer")
    assert viewer.get(f"/requests/{filed.pk}/").status_code == 200
    for path in ("take/", "decision/submit/", "decision/approve/", "notes/"):
        told = problem(viewer.post(f"/requests/{filed.pk}/{path}", {"version": 1, "body": "Nota"}), 403)
        assert told["code"] == "role_missing"
    assert Note.objects.count() == 0


def test_role_lost_after_the_key_was_made_closes_it(program, filed_request):
    filed = filed_request()
    editor = program("editor")
    editor.user.desk_memberships.all().delete()
    problem(editor.get(f"/requests/{filed.pk}/"), 403)


def test_contact_of_another_office_reads_neither_list_nor_case_whatever_her_key_says(
    program, filed_request, user_with
):
    filed = filed_request(name="Gustavo Segreto")
    contact = program(office="office_contact")
    known, unknown = contact.get(f"/requests/{filed.pk}/"), contact.get("/requests/999999/")
    assert problem(known, 403) == problem(unknown, 403)
    problem(contact.get("/requests/"), 403)


def test_contact_sees_her_question_and_nothing_about_who_asks(program, filed_request, user_with):
    shared, other = filed_request(name="Gustavo Segreto"), filed_request(name="Elena Segreta")
    editor = Actor.staff(user_with("editor"))
    contact = program(office="office_contact")
    colleague = program(office="office_contact")
    for case, who, question in (
        (shared, contact.user, "Avete voi i documenti?"),
        (other, colleague.user, "Domanda per il collega"),
        (shared, colleague.user, "Altra domanda per il collega"),
    ):
        dialogue.consult(
            request_id=case.pk,
            contact=who,
            question=question,
            due_on=MONDAY.date(),
            by=editor,
            at=MONDAY,
        )
    listed = contact.get("/shared/")
    assert [row["id"] for row in listed.json()["results"]] == [shared.pk]
    assert [each["question"] for each in listed.json()["results"][0]["questions"]] == [
        "Avete voi i documenti?"
    ]
    for text in ("Segret", "posta.example", "collega"):
        assert text not in listed.content.decode()
    assert problem(contact.get(f"/shared/{other.pk}/"), 404) == problem(contact.get("/shared/999999/"), 404)
    mine, theirs = (
        Consultation.objects.get(contact=who.user, request=shared) for who in (contact, colleague)
    )
    problem(contact.post(f"/shared/{shared.pk}/questions/{theirs.pk}/reply/", {"reply": "Rispondo io"}), 404)
    answer = contact.post(f"/shared/{shared.pk}/questions/{mine.pk}/reply/", {"reply": "Sì, li abbiamo."})
    assert answer.json()["questions"][0]["reply"] == "Sì, li abbiamo."
    again = contact.post(f"/shared/{shared.pk}/questions/{mine.pk}/reply/", {"reply": "Di nuovo"})
    assert problem(again, 422)["code"] == "consultation_replied"


def test_list_costs_the_same_with_one_and_three_rows(program, filed_request):
    editor = program("editor")

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as context:
            answer = editor.get("/requests/")
        return len(context), answer.json()["count"]

    filed_request()
    cost()
    one, rows = cost()
    assert rows == 1
    filed_request()
    filed_request()
    assert cost() == (one, 3)


def test_list_takes_the_filters_of_the_inbox_and_refuses_others(program, filed_request):
    editor = program("editor")
    filed_request(subject="Spesa per le luminarie di Natale")
    mine = filed_request(
        subject="Orari degli autobus", body="Chiedo gli orari degli autobus.", name="Elena Gallo"
    )
    triage.take_on(request_id=mine.pk, user=editor.user, by=Actor.staff(editor.user), at=MONDAY)

    def subjects(**query: str) -> list[str]:
        return [row["subject"] for row in editor.get("/requests/", query).json()["results"]]

    assert subjects(q="luminaria") == ["Spesa per le luminarie di Natale"]
    assert subjects(assignee="me") == ["Orari degli autobus"]
    assert subjects(due="late", sort="newest") == ["Orari degli autobus", "Spesa per le luminarie di Natale"]
    told = problem(editor.get("/requests/", {"state": "boh", "due": "domani", "sort": "; drop"}), 400)
    assert {each["field"] for each in told["errors"]} == {"state", "due", "sort"}


def test_case_holds_what_its_page_shows_and_costs_the_same_however_long(program, filed_request):
    editor = program("editor", name="Carla Bianchi")
    filed = filed_request()
    by = Actor.staff(editor.user)
    triage.take_on(request_id=filed.pk, user=editor.user, by=by, at=MONDAY)
    dialogue.add_note(request_id=filed.pk, body="Nota numero uno", by=by, at=MONDAY)
    answer = editor.get(f"/requests/{filed.pk}/")
    told = answer.json()
    assert answer["ETag"] == f'"{told["version"]}"'
    assert told["applicant"]["email"] == "anna.verdi@posta.example"
    assert told["assignee"] == {"id": editor.user.pk, "name": "Carla Bianchi"}
    assert [note["body"] for note in told["notes"]] == ["Nota numero uno"]
    assert [(line["event"], line["who"]) for line in told["history"]][:2] == [
        ("foia.request.filed", ""),
        ("foia.request.taken_on", "Carla Bianchi"),
    ]
    assert "code" not in told

    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            assert editor.get(f"/requests/{filed.pk}/").status_code == 200
        return len(context)

    one = cost()
    for number in range(3):
        dialogue.add_note(request_id=filed.pk, body=f"Nota {number}", by=by, at=MONDAY)
        dialogue.write_to_citizen(request_id=filed.pk, body=f"Messaggio {number}", by=by, at=MONDAY)
    assert cost() == one


def test_step_is_done_in_the_name_of_the_key(program, filed_request):
    editor = program("editor")
    filed = filed_request()
    answer = editor.post(f"/requests/{filed.pk}/take/", If_Match=f'"{filed.version}"')
    assert (answer.status_code, answer.json()["state"]) == (200, "in_progress")
    assert answer["ETag"] == f'"{filed.version + 1}"'
    entry = history_of(filed.about).last()
    token = MachineToken.objects.get(user=editor.user)
    assert (entry.event, entry.actor_kind, entry.actor_ref, entry.user_id) == (
        "foia.request.taken_on",
        "machine",
        f"token:{token.pk}",
        editor.user.pk,
    )
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_step_on_an_old_version_is_a_conflict_that_names_the_new_one(program, filed_request):
    editor = program("editor", name="Carla Bianchi")
    filed = filed_request()
    note = f"/requests/{filed.pk}/notes/"
    assert editor.post(note, {"body": "La prima nota", "version": filed.version}).status_code == 201
    told = problem(editor.post(note, {"body": "La seconda nota", "version": filed.version}), 409)
    assert (told["code"], told["current_version"], told["changed_by"]) == (
        "stale",
        filed.version + 1,
        "Carla Bianchi",
    )
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 428), ({"If_Match": '"boh"'}, 400), ({"If_Match": "*"}, 201), ({"If_Match": 'W/"1"'}, 201)],
)
def test_version_is_asked_for(program, filed_request, headers, status):
    editor = program("editor")
    filed = filed_request()
    AccessRequest.objects.filter(pk=filed.pk).update(version=1)
    answer = editor.post(f"/requests/{filed.pk}/notes/", {"body": "Una nota"}, **headers)
    assert answer.status_code == status, answer.content


def test_request_goes_from_filed_to_signed_by_two_programs(program, filed_request):
    editor, head = program("editor"), program("head")
    filed = filed_request()
    here = f"/requests/{filed.pk}/"

    def step(who, path, data=None, method="post", status=200):
        tag = who.get(here)["ETag"]
        answer = getattr(who, method)(f"{here}{path}", data, If_Match=tag)
        assert answer.status_code == status, answer.content
        return answer.json()

    step(editor, "take/")
    step(editor, "messages/", {"body": "La stiamo cercando."}, status=201)
    drafted = step(
        editor,
        "decision/",
        {"outcome": "partly_granted", "reasons": "", "items": [{"title": "Determina 812"}]},
        method="put",
    )
    assert drafted["decision"]["state"] == "draft"
    assert {each["code"] for each in drafted["decision"]["missing"]}
    refused = editor.post(f"{here}decision/submit/", {"version": drafted["version"]})
    assert problem(refused, 422)["errors"]
    step(
        editor,
        "decision/",
        {
            "outcome": "granted",
            "reasons": "Si rilascia tutto quello che è stato chiesto.",
            "answer_text": "La spesa è di 48.200 euro.",
        },
        method="put",
    )
    assert step(editor, "decision/submit/")["state"] == "awaiting_approval"
    problem(editor.post(f"{here}decision/approve/", {"version": 9}), 403)
    returned = step(head, "decision/return/", {"why": "Manca il totale per fornitore."})
    assert returned["decision"]["return_reason"] == "Manca il totale per fornitore."
    step(editor, "decision/submit/")
    approved = step(head, "decision/approve/")
    assert (approved["state"], approved["decision"]["state"]) == ("approved", "leaving")
    assert approved["decision"]["leaves_at"]
    assert step(head, "decision/undo/")["state"] == "awaiting_approval"


def test_who_drafted_does_not_approve(program, filed_request):
    head = program("head")
    filed = filed_request()
    here = f"/requests/{filed.pk}/"
    for path, data, method in (
        ("take/", {}, "post"),
        (
            "decision/",
            {"outcome": "granted", "reasons": "Si rilascia tutto ciò che è chiesto.", "answer_text": "Ecco."},
            "put",
        ),
        ("decision/submit/", {}, "post"),
    ):
        assert getattr(head, method)(f"{here}{path}", data, If_Match="*").status_code == 200
    told = problem(head.post(f"{here}decision/approve/", If_Match="*"), 422)
    assert told["code"] == "own_decision"


def test_row_of_another_case_does_not_exist(program, filed_request):
    editor = program("editor")
    one, other = filed_request(), filed_request()
    answer = editor.post(
        f"/requests/{other.pk}/parties/",
        {
            "name": "Luci del Nord",
            "interest": "economic_interests",
            "email": "info@luci.example",
            "documents_read": True,
        },
        If_Match="*",
    )
    assert answer.status_code == 201, answer.content
    party = answer.json()["parties"][0]["id"]
    on = {"on": timezone.localdate().isoformat()}
    problem(editor.post(f"/requests/{one.pk}/parties/{party}/consented/", on, If_Match="*"), 404)


def test_parties_are_notified_with_their_days(program, filed_request):
    editor = program("editor")
    filed = filed_request(at=timezone.now() - timedelta(days=3))
    here = f"/requests/{filed.pk}/"
    editor.post(f"{here}take/", If_Match="*")
    made = editor.post(
        f"{here}parties/",
        {
            "name": "Luci del Nord",
            "interest": "economic_interests",
            "email": "info@luci.example",
            "documents_read": True,
        },
        If_Match="*",
    ).json()
    today = timezone.localdate().isoformat()
    party = f"{here}parties/{made['parties'][0]['id']}/"
    editor.post(f"{party}notified/", {"on": today}, If_Match="*")
    told = let_leave() and editor.get(here).json()
    assert (told["state"], told["parties"][0]["notified_on"], told["clock"]["status"]) == (
        "awaiting_parties",
        today,
        "paused",
    )
    told = editor.post(f"{party}received/", {"on": today}, If_Match="*").json()
    assert told["parties"][0]["notice_received_on"] == today
    editor.post(f"{party}consented/", {"on": today}, If_Match="*")
    told = let_leave() and editor.get(here).json()
    assert told["parties"][0]["consented_on"] == today
    assert [fact["kind"] for fact in told["facts"]][-1] == "party_consented"


def test_consultation_goes_to_contacts_only_and_can_be_taken_back(program, filed_request, user_with):
    editor = program("editor")
    filed = filed_request()
    contact, stranger = user_with(office="office_contact"), user_with("viewer")
    ask = {"question": "Avete le fatture?", "due_on": (timezone.localdate() + timedelta(days=5)).isoformat()}
    path = f"/requests/{filed.pk}/consultations/"
    told = problem(editor.post(path, {**ask, "contact": stranger.pk}, If_Match="*"), 400)
    assert told["errors"][0]["field"] == "contact"
    made = editor.post(path, {**ask, "contact": contact.pk}, If_Match="*")
    assert made.status_code == 201, made.content
    assert (made.json()["consultations"], len(made.json()["departures"])) == ([], 1)
    let_leave()
    [asked] = editor.get(f"/requests/{filed.pk}/").json()["consultations"]
    assert asked["contact"] == {"id": contact.pk, "name": str(contact)}
    back = editor.post(f"{path}{asked['id']}/withdraw/", If_Match="*").json()
    assert back["consultations"][0]["withdrawn_at"]


def test_assigning_is_all_or_none_and_only_to_members(program, filed_request, user_with):
    head = program("head")
    colleague = user_with("editor", name="Carla Bianchi")
    one, two = filed_request(), filed_request()
    problem(head.post("/requests/assign/", {"requests": [one.pk, 999999], "to": colleague.pk}), 400)
    problem(head.post("/requests/assign/", {"requests": [one.pk], "to": user_with("viewer").pk}), 400)
    assert (
        head.post("/requests/assign/", {"requests": [one.pk, two.pk], "to": colleague.pk}).status_code == 200
    )
    rows = head.get("/requests/", {"assignee": str(colleague.pk)}).json()["results"]
    assert sorted(row["id"] for row in rows) == [one.pk, two.pk]


def test_session_reads_and_writes_only_with_the_csrf_token(user_with, filed_request):
    filed = filed_request()
    editor = user_with("editor")
    browser = signed_in_client(editor)
    assert browser.get(f"/api/v1/foia/requests/{filed.pk}/").status_code == 200
    strict = signed_in_client(editor)
    strict.handler.enforce_csrf_checks = True
    answer = strict.post(
        f"/api/v1/foia/requests/{filed.pk}/notes/",
        {"body": "Una nota", "version": filed.version},
        content_type="application/json",
    )
    problem(answer, 403)
    assert Note.objects.count() == 0


def test_session_without_the_second_factor_reads_nothing(user_with, filed_request):
    filed = filed_request()
    answer = signed_in_client(user_with("head"), second_factor=False).get(
        f"/api/v1/foia/requests/{filed.pk}/"
    )
    assert problem(answer, 403)["code"] == "second_factor"


def test_missing_case_is_not_found(program):
    reader = program("editor")
    problem(reader.get("/requests/999999/"), 404)
    problem(reader.post("/requests/999999/notes/", {"body": "Nota", "version": 1}), 404)


def test_files_of_a_case_are_given_to_readers_as_downloads(program, filed_request, anybody):
    from django.core.files.base import ContentFile

    from pasocial.office.files.attachments.queries import files_about

    reader = program("viewer")
    one = filed_request(files=[ContentFile(b"Allegato di Anna.", name="anna.txt")])
    other = filed_request()
    stored = files_about(one.about).get()
    answer = reader.get(f"/requests/{one.pk}/files/{stored.public_id}/")
    assert b"".join(answer.streaming_content) == b"Allegato di Anna."
    problem(reader.get(f"/requests/{other.pk}/files/{stored.public_id}/"), 404)
    problem(anybody.get(f"/requests/{one.pk}/files/{stored.public_id}/"), 401)
