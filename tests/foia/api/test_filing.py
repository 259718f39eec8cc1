"""A program files a request: once for each key, whatever happens."""

from __future__ import annotations

from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from foia.models import AccessRequest
from pasocial.office.files.attachments.queries import files_about
from tests.foia.api.conftest import ROOT, problem

GOOD = {
    "subject": "Spesa per le luminarie di Natale 2025",
    "body": "Chiedo copia delle determine di spesa per le luminarie di Natale 2025.",
    "name": "Anna Verdi",
    "email": "anna.verdi@posta.example",
}
KEY = "0f1a3c5e-6b7d-4e8f-9a0b-1c2d3e4f5a6b"


def test_request_is_filed_with_number_code_and_how_the_due_day_was_computed(anybody):
    answer = anybody.post("/requests/", GOOD, Idempotency_Key=KEY)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    filed = AccessRequest.objects.get()
    assert (told["number"], told["code"], told["kind"]) == (filed.number, filed.code, "generalised")
    assert told["received_on"] == filed.received_on.isoformat()
    assert told["clock"]["due_on"] == filed.due_on.isoformat()
    assert told["clock"]["lines"][0]["source"]
    assert answer["Location"] == told["links"]["self"]
    assert told["links"]["self"].endswith(f"/api/v1/foia/requests/by-code/{filed.code}/")
    assert (filed.channel, filed.applicant.email) == ("api", "anna.verdi@posta.example")
    assert answer["Idempotent-Replayed"] == "false"


def test_same_key_and_content_give_the_same_request(anybody):
    first = anybody.post("/requests/", GOOD, Idempotency_Key=KEY)
    again = anybody.post("/requests/", GOOD, Idempotency_Key=KEY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert again["Idempotent-Replayed"] == "true"
    assert AccessRequest.objects.count() == 1


def test_repetition_is_answered_although_nothing_more_may_be_filed_for_now(anybody, settings):
    settings.REST_PACES = {**settings.REST_PACES, "filing": (1, 3600)}
    first = anybody.post("/requests/", GOOD, Idempotency_Key=KEY)
    for _ in range(3):
        again = anybody.post("/requests/", GOOD, Idempotency_Key=KEY)
        assert (again.status_code, again["Idempotent-Replayed"], again.json()) == (200, "true", first.json())
    other = anybody.post("/requests/", GOOD, Idempotency_Key=f"{KEY}-2")
    assert problem(other, 429)["code"] == "throttled"
    assert AccessRequest.objects.count() == 1


def test_same_key_with_something_else_is_a_conflict_that_tells_nothing(anybody):
    first = anybody.post("/requests/", GOOD, Idempotency_Key=KEY).json()
    answer = anybody.post("/requests/", {**GOOD, "name": "Altra Persona"}, Idempotency_Key=KEY)
    assert problem(answer, 409)["code"] == "idempotency_key_reused"
    assert first["code"] not in answer.content.decode()
    assert AccessRequest.objects.count() == 1


def test_other_key_is_another_request(anybody):
    one = anybody.post("/requests/", GOOD, Idempotency_Key=KEY).json()
    two = anybody.post("/requests/", GOOD, Idempotency_Key=f"{KEY}-2").json()
    assert one["number"] != two["number"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("", "idempotency_key_missing"),
        ("short", "idempotency_key_invalid"),
        ("x" * 201, "idempotency_key_invalid"),
        ("con spazi dentro", "idempotency_key_invalid"),
    ],
)
def test_key_is_needed_and_judged(anybody, key, code):
    answer = anybody.post("/requests/", GOOD, **({"Idempotency_Key": key} if key else {}))
    assert problem(answer, 400)["code"] == code
    assert AccessRequest.objects.count() == 0


def test_refused_filing_names_every_field(anybody):
    answer = anybody.post(
        "/requests/", {"subject": "corto", "body": "poco", "email": "non-e-mail"}, Idempotency_Key=KEY
    )
    told = problem(answer, 422)
    assert {each["field"]: each["code"] for each in told["errors"]} == {
        "subject": "subject_too_short",
        "body": "body_too_short",
        "email": "email_invalid",
    }
    assert AccessRequest.objects.count() == 0
    # Nothing was kept of the key: the corrected request goes through.
    assert anybody.post("/requests/", GOOD, Idempotency_Key=KEY).status_code == 201


def test_words_are_italian_unless_english_is_asked_for(anybody):
    italian = problem(anybody.post("/requests/", {}, Idempotency_Key=KEY), 400)
    english = problem(
        anybody.post("/requests/", {}, Idempotency_Key=KEY, Accept_Language="en-GB,en;q=0.8"), 400
    )
    assert italian["errors"][0]["detail"] == "Questo campo è obbligatorio."
    assert english["errors"][0]["detail"] == "This field is required."
    assert anybody.get("/kinds/")["Content-Language"] == "it"
    assert anybody.get("/kinds/", Accept_Language="en")["Content-Language"] == "en"


def test_files_come_with_multipart_and_count_for_the_key(anybody):
    def send(content: bytes):
        return Client().post(
            f"{ROOT}/requests/",
            {**GOOD, "files": [SimpleUploadedFile("nota.txt", content, "text/plain")]},
            headers={"Idempotency-Key": KEY},
        )

    assert send(b"Le determine che cerco.").status_code == 201
    assert send(b"Le determine che cerco.").status_code == 200
    assert problem(send(b"Altro contenuto."), 409)["code"] == "idempotency_key_reused"
    stored = list(files_about(AccessRequest.objects.get().about))
    assert [(each.name, each.purpose) for each in stored] == [("nota.txt", "filed")]


def test_anonymous_request_is_received_and_asked_who(anybody):
    told = anybody.post("/requests/", {**GOOD, "name": ""}, Idempotency_Key=KEY).json()
    assert told["state"] == "needs_identification"


def test_filing_has_a_pace_that_says_when_to_come_back(anybody, settings):
    settings.REST_PACES = {**settings.REST_PACES, "filing": (2, 3600)}
    for number in range(2):
        assert anybody.post("/requests/", GOOD, Idempotency_Key=f"{KEY}{number}").status_code == 201
    answer = anybody.post("/requests/", GOOD, Idempotency_Key=f"{KEY}9")
    told = problem(answer, 429)
    assert told["code"] == "throttled"
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert told["retry_after"] == int(answer["Retry-After"])
    assert AccessRequest.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_calls_together_file_once():
    answers = []

    def send():
        try:
            answers.append(
                Client().post(
                    f"{ROOT}/requests/",
                    GOOD,
                    content_type="application/json",
                    headers={"Idempotency-Key": KEY},
                )
            )
        finally:
            connection.close()

    threads = [Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert AccessRequest.objects.count() == 1


def test_what_is_malformed_and_what_the_rules_say_of_the_rest_are_told_together(anybody):
    wrong = {**GOOD, "subject": "breve", "kind": "boh", "email": "non è un indirizzo", "birth_date": 7}
    errors = problem(anybody.post("/requests/", wrong, Idempotency_Key=KEY), 400)["errors"]
    assert {(each["field"], each["code"]) for each in errors} == {
        ("kind", "invalid_choice"),
        ("birth_date", "invalid"),
        ("subject", "subject_too_short"),
        ("email", "email_invalid"),
    }
    assert AccessRequest.objects.count() == 0


def test_of_a_field_that_cannot_be_read_the_rules_say_nothing(anybody):
    errors = problem(anybody.post("/requests/", {**GOOD, "subject": ["x"]}, Idempotency_Key=KEY), 400)[
        "errors"
    ]
    assert [(each["field"], each["code"]) for each in errors] == [("subject", "invalid")]
