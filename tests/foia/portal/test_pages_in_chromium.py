"""Every page of the portal in a real browser, in both languages, on a phone and on a desk: nothing axe objects to."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from foia.operations import dialogue
from pasocial.office.record.trail.actor import Actor
from tests.browsing import drawings, faults_of, open_browser
from tests.foia.portal.conftest import Citizen
from tests.foia.portal.test_filing import pdf
from tests.foia.portal.test_following import answered, office_file, opened, page_of

TELLS_OF = ("foia/portal/views", "templates/foia/portal")

# Where to keep a picture of each page, to look at; nowhere unless asked for.
PICTURES = os.environ.get("PICTURES", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "width"), drawings(("it", 390), ("en", 1280)))
def test_every_page_is_without_fault(
    live_server: Any, filed_request: Any, user_with: Any, line: Any, language: str, width: int
) -> None:
    now = timezone.now()
    for number in range(21):
        outcome = ("granted", "refused", "deferred", "withdrawn")[number % 4]
        line(f"Verbali della giunta {number}", outcome=outcome, decided_on=date(2026, 3, 1 + number))
    entry = line("Manutenzione dei giardini pubblici di via Roma", outcome="refused")
    open_case = filed_request(at=now - timedelta(days=3), files=[pdf("mappa.pdf")])
    question = {"body": "Quale anno le interessa?", "purpose": "clarification"}
    dialogue.write_to_citizen(
        request_id=open_case.pk, by=Actor.staff(user_with("editor")), at=now, **question
    )
    dialogue.write_from_citizen(
        request_id=open_case.pk, body="Il 2025.", files=[pdf()], by=Actor.citizen(), at=now
    )
    late = filed_request(at=now - timedelta(days=50), name="")
    done = filed_request(at=now - timedelta(days=5))
    answered(done, user_with, file=office_file(done))
    citizen = Citizen().reaches_the_end(subject="Manutenzione dei giardini pubblici")
    citizen.answers("file", files=[pdf("foto.pdf")], go="upload")
    empty = Citizen().begins("documentary")
    drafts = {step: citizen.address(step) for step in ("tipo", "forse", "file", "dati", "riepilogo")}
    drafts |= {"link": citizen.address("collegamento"), "discard": citizen.address("cancella")}
    public = {
        "home": "/accesso-civico/",
        "search": "/accesso-civico/?q=giardini+pubblici",
        "nothing": "/accesso-civico/?q=xilofono",
        "begin": "/accesso-civico/nuova/",
        "gone": "/accesso-civico/nuova/x/richiesta/",
        "find": "/accesso-civico/richieste/",
        "link-gone": "/accesso-civico/link/x/",
        "register": "/accesso-civico/registro/",
        "register-empty": "/accesso-civico/registro/?q=xilofono",
        "entry": f"/accesso-civico/registro/{entry.slug}/",
        "statistics": "/accesso-civico/statistiche/?anno=2026",
        "question": empty.address("richiesta"),
        "review-empty": empty.address("riepilogo"),
        **drafts,
    }
    rooms = [
        (None, public),
        (
            opened(open_case),
            {
                "receipt": f"/accesso-civico/ricevuta/{open_case.code}/",
                "follow": page_of(open_case),
                "withdraw": page_of(open_case, "ritira/"),
            },
        ),
        (opened(late), {"late": page_of(late)}),
        (opened(done), {"answered": page_of(done), "riesame": page_of(done, "riesame/")}),
    ]
    faults: dict[str, list[str]] = {}
    for client, pages in rooms:
        with open_browser(live_server.url, client=client, width=width, language=language) as page:
            for name, address in pages.items():
                page.goto(address)
                # The browser itself notes that a page answers 404; that is what it should answer.
                found = [
                    fault for fault in faults_of(page, arrived=True) if "Failed to load resource" not in fault
                ]
                if found:
                    faults[name] = found
                if PICTURES:
                    page.screenshot(path=f"{PICTURES}/{name}-{language}-{width}.png", full_page=True)
                    if name == "receipt":
                        page.emulate_media(media="print")
                        page.screenshot(path=f"{PICTURES}/receipt-print.png", full_page=True)
                        page.emulate_media(media="screen")
    assert faults == {}
