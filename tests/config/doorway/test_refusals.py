"""A body that was not received is answered in words: a page, or a problem document, and never by the CSRF check."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from pasocial.config.doorway.receiving import MOST_BYTES_KEY, REFUSED_KEY, Refused

pytestmark = pytest.mark.django_db


def refused(path: str, why: Refused, *, most: int = 4_194_304, language: str = "", **headers: Any) -> Any:
    client = Client(enforce_csrf_checks=True)
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.post(path, **{REFUSED_KEY: why.value, MOST_BYTES_KEY: most}, **headers)


@pytest.mark.parametrize(
    ("why", "status", "words"),
    [
        (Refused.TOO_LARGE, 413, "qui si possono mandare al massimo 4 MB in tutto"),
        (Refused.TOO_SLOW, 408, "durato troppo a lungo"),
        (Refused.NO_ROOM, 503, "Riprova fra un minuto"),
    ],
)
@pytest.mark.parametrize("path", ["/account/login/", "/", "/accesso-civico/registro/"])
def test_page_says_why_and_what_to_do(path: str, why: Refused, status: int, words: str) -> None:
    response = refused(path, why)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-store")
    assert words in response.content.decode()
    assert response.get("Retry-After") == ("60" if why is Refused.NO_ROOM else None)


def test_page_speaks_the_language_of_its_reader() -> None:
    said = refused("/account/login/", Refused.TOO_LARGE, language="en").content.decode()
    assert "at most 4 MB" in said


@pytest.mark.parametrize("why", [Refused.TOO_LARGE, Refused.TOO_SLOW, Refused.NO_ROOM])
def test_programs_read_a_problem_document(why: Refused) -> None:
    response = refused("/api/v1/foia/requests/", why, HTTP_ACCEPT_LANGUAGE="it")
    assert response["Content-Type"].startswith("application/problem+json")
    assert (response.json()["status"], response.json()["code"]) == (response.status_code, why.value)


def test_portal_says_itself_what_it_kept_when_files_are_too_large() -> None:
    most = settings.REST_MOST_BYTES
    response = refused("/accesso-civico/nuova/xyz/file/", Refused.TOO_LARGE, most=most, CONTENT_LENGTH="500")
    assert response.status_code == 413
    assert "I file insieme superano 100 MB" in response.content.decode()


def test_word_of_refusal_cannot_be_said_by_a_reader() -> None:
    """It is no header: whatever a reader sends comes with HTTP_ before it."""
    response = Client().get("/healthz", headers={REFUSED_KEY: "too_large", "pasocial-refused": "too_large"})
    assert response.status_code == 200
