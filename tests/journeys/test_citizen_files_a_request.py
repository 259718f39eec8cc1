"""A citizen files a request in English, without scripts; and two quick clicks file one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from foia.models import AccessRequest
from foia.portal.views.filing import review as filing_review
from tests.form_reader import FormReader

SLICES = ("foia",)

SUBJECT = "Spese per il verde pubblico nel 2025"
BODY = "Chiedo le determine di spesa per la manutenzione dei giardini pubblici nel 2025."


@pytest.fixture(autouse=True)
def _a_machine_types_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fills five pages in two seconds; a person does not."""
    monkeypatch.setattr(filing_review, "LEAST_SECONDS", 0)


@pytest.mark.django_db
def test_a_request_with_a_file_reaches_its_receipt(a_paper: Callable[[str, str], Path]) -> None:
    anna = FormReader()
    anna.opens("/en/accesso-civico/")
    anna.follows("Make a request")
    anna.presses("Continue")
    anna.presses("Continue")
    assert anna.sees("to correct", within=".pa-error-summary")
    assert sorted(anna.objections()) == ["Subject (required)", "What you ask (required)"]
    anna.writes("Subject", SUBJECT)
    anna.presses("Continue")
    assert anna.typed("Subject") == SUBJECT
    anna.writes("What you ask", BODY)
    anna.presses("Continue")
    anna.attaches("Attachments", [a_paper("mappa.txt", "La mappa dei giardini.")])
    anna.presses("Continue")
    anna.writes("First and last name", "Anna Verdi")
    anna.writes("E-mail", "anna.verdi@posta.example")
    anna.presses("Continue")
    assert anna.sees("mappa.txt")
    anna.presses("Send the request")
    assert anna.reads("h1") == "Your request has arrived"
    anna.opens(anna.url.replace("/ricevuta/", "/richieste/"))
    assert anna.reads("h1") == SUBJECT
    request = AccessRequest.objects.select_related("applicant").get()
    assert (request.subject, request.language, request.applicant.name) == (SUBJECT, "en", "Anna Verdi")


@pytest.mark.django_db(transaction=True)
def test_two_quick_clicks_file_one_request() -> None:
    """The second call is under way before the first is answered; whichever comes back last is what she reads."""
    anna = FormReader()
    anna.opens("/accesso-civico/nuova/")
    anna.presses("Continua")
    anna.writes("Oggetto", SUBJECT)
    anna.writes("Che cosa chiedi", BODY)
    anna.presses("Continua")
    anna.presses("Continua")
    anna.writes("E-mail", "anna.verdi@posta.example")
    anna.presses("Continua")
    click = anna.ready("Invia la richiesta")
    together = Barrier(2)

    def clicks(_time: int) -> Any:
        try:
            together.wait(timeout=30)
            return click.send(anna.client, anna.url)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(clicks, range(2)))
    for answer in answers:
        anna.lands(answer, click)
        assert "/ricevuta/" in anna.url
    assert AccessRequest.objects.count() == 1
