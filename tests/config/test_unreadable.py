"""What cannot be read is answered by us, in the reader's language, to people and to programs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE, CALL = "/account/login/", "/api/v1/foia/requests/"
HEAD = {"Idempotency-Key": "una-chiave-lunga"}


def sent(address: str, body: bytes, kind: str = "multipart/form-data; boundary=x", **headers: str) -> Any:
    return Client(enforce_csrf_checks=True).post(address, body, content_type=kind, headers=headers)


def part(disposition: str, body: bytes = b"1") -> bytes:
    return f"--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode("latin-1") + body + b"\r\n"


MALFORMED = {
    "no boundary": (b"--x", "multipart/form-data"),
    "endless header": (b'--x\r\nContent-Disposition: form-data; name="f"; filename="' + b"n" * 40_000, ""),
    "nameless part": (part('filename="a.pdf"') + b"--x--", ""),
    "many fields": (b"".join(part(f'name="f{n}"') for n in range(600)) + b"--x--", ""),
    "many files": (b"".join(part(f'name="f"; filename="{n}.txt"') for n in range(150)) + b"--x--", ""),
}


@pytest.mark.parametrize("how", MALFORMED)
def test_page_in_words(how: str) -> None:
    body, kind = MALFORMED[how]
    answer = sent(PAGE, body, kind or "multipart/form-data; boundary=x")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert '<html lang="it"' in text
    assert ("È troppo per un solo invio" if "many" in how else "Non siamo riusciti a leggere") in text


@pytest.mark.parametrize("how", MALFORMED)
def test_problem_document(how: str) -> None:
    body, kind = MALFORMED[how]
    answer = sent(CALL, body, kind or "multipart/form-data; boundary=x", **HEAD, **{"Accept-Language": "en"})
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert told["code"] == "malformed"
    assert "cannot be read" in told["detail"]


def test_too_much_text_is_413_in_words() -> None:
    answer = sent(PAGE, b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "È troppo per un solo invio" in answer.content.decode()


@pytest.mark.parametrize("written", ['filename="perché.txt"', "filename*=UTF-8''perch%C3%A9.txt"])
def test_file_with_an_accent_in_any_spelling_reaches_the_request(written: str) -> None:
    fields = {
        "subject": "Spese per il verde",
        "body": "Chiedo le determine del 2025.",
        "email": "a@posta.example",
    }
    body = b"".join(part(f'name="{name}"', value.encode()) for name, value in fields.items())
    body += part(f'name="files"; {written}', b"testo") + b"--x--\r\n"
    answer = sent(CALL, body, **HEAD)
    assert answer.status_code == 201, answer.content
    from foia.models import AccessRequest
    from pasocial.office.files.attachments.queries import files_about

    assert [stored.name for stored in files_about(AccessRequest.objects.get().about)] == ["perché.txt"]
