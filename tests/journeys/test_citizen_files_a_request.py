"""A citizen files a request in English, with scripts and without; and two quick clicks file one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from foia.models import AccessRequest
from foia.portal.views import filing
from tests.browsing import open_browser

SLICES = ("foia",)
pytestmark = pytest.mark.django_db(transaction=True)

SUBJECT = "Spese per il verde pubblico nel 2025"
BODY = "Chiedo le determine di spesa per la manutenzione dei giardini pubblici nel 2025."
WORDS = {
    "en": {
        "go": "Continue",
        "send": "Send the request",
        "subject": "Subject",
        "body": "What you ask",
        "name": "First and last name",
        "email": "E-mail",
        "arrived": "Your request has arrived",
        "wrong": "to correct",
    },
}


@pytest.fixture(autouse=True)
def _a_machine_types_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of a test fills five pages in two seconds; a person does not."""
    monkeypatch.setattr(filing, "LEAST_SECONDS", 0)


def one_request() -> AccessRequest:
    return AccessRequest.objects.select_related("applicant").get()


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


@pytest.mark.parametrize(("language", "javascript"), [("en", False), ("en", True)])
def test_a_request_with_a_file_reaches_its_receipt(
    live_server: Any, tmp_path: Path, language: str, javascript: bool
) -> None:
    words = WORDS[language]
    attached = tmp_path / "mappa.pdf"
    attached.write_bytes(b"%PDF-1.4\n%%EOF\n")
    with open_browser(live_server.url, javascript=javascript, language=language, width=390) as page:
        page.goto("/accesso-civico/")
        page.locator(".pa-page-header-hero a").first.click()
        page.get_by_role("button", name=words["go"]).click()
        page.get_by_role("button", name=words["go"]).click()
        assert words["wrong"] in page.locator(".pa-error-summary").inner_text()
        page.get_by_label(re.compile(f"^{words['subject']}")).fill(SUBJECT)
        page.get_by_label(re.compile(f"^{words['body']}")).fill(BODY)
        page.get_by_role("button", name=words["go"]).click()
        page.locator("input[type=file]").set_input_files(str(attached))
        page.get_by_role("button", name=words["go"]).click()
        page.get_by_label(re.compile(f"^{words['name']}")).fill("Anna Verdi")
        page.get_by_label(re.compile(f"^{words['email']}")).fill("anna.verdi@posta.example")
        page.get_by_role("button", name=words["go"]).click()
        assert "mappa.pdf" in page.locator("main").inner_text()
        page.get_by_role("button", name=words["send"]).click()
        assert heading(page) == words["arrived"]
        receipt = page.url
        page.go_back()
        page.goto(receipt.replace("/ricevuta/", "/richieste/"))
        assert heading(page) == SUBJECT
    request = one_request()
    assert (request.subject, request.language, request.applicant.name) == (SUBJECT, language, "Anna Verdi")


def test_two_quick_clicks_file_one_request(live_server: Any) -> None:
    with open_browser(live_server.url, javascript=False) as page:
        page.goto("/accesso-civico/nuova/")
        page.get_by_role("button", name="Continua").click()
        page.locator("#id_subject").fill(SUBJECT)
        page.locator("#id_body").fill(BODY)
        page.get_by_role("button", name="Continua").click()
        page.get_by_role("button", name="Continua").click()
        page.locator("#id_email").fill("anna.verdi@posta.example")
        page.get_by_role("button", name="Continua").click()
        page.get_by_role("button", name="Invia la richiesta").dblclick()
        page.wait_for_url("**/ricevuta/**")
    assert AccessRequest.objects.count() == 1
