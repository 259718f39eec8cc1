"""A message is seen, sent, undone and found again with the keys alone, in a real browser, on a phone and on a desk."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.urls import reverse

from foia.models import Message
from pasocial.office.messaging.departures.models import Departure
from tests.browsing import faults_of, open_browser

TELLS_OF = ("pasocial/office/screens/actions/looking.py", "foia/backoffice/views/doing.py")
PICTURES = os.environ.get("PICTURES", "")
WORDS = "Ti servono anche le fatture di dicembre? Le determine le abbiamo già trovate."


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_message_is_seen_sent_and_undone_by_keyboard(
    live_server: Any, worked: Any, browser: Any, width: int
) -> None:
    request = worked()
    found = {}
    with open_browser(live_server.url, client=browser("head"), width=width) as page:

        def looked_at(name: str) -> None:
            found[name] = faults_of(page)
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/leaving-{name}-{width}.png", full_page=True)

        page.goto(reverse("foia_staff:case_tab", args=[request.pk, "messaggi"]))
        page.locator("#rispondi_body").fill(WORDS)
        page.get_by_role("button", name="Anteprima del messaggio").press("Enter")
        send = page.get_by_role("button", name="Invia", exact=True)
        send.wait_for()
        looked_at("preview")
        send.press("Enter")
        bar = page.locator("#annulla")
        bar.wait_for()
        # The keys are where the seconds run.
        page.locator("#annulla:focus-within").wait_for()
        looked_at("seconds")
        page.get_by_role("button", name="Annulla l'azione").press("Enter")
        page.get_by_text("Annullata: non è partito nulla.").wait_for()
        assert page.locator("#rispondi_body").input_value() == WORDS
        page.get_by_text("Ferma solo quello che parte da qui").click()
        looked_at("undone")
        page.goto(reverse("office:departures"))
        looked_at("departures")
    assert found == {name: [] for name in ("preview", "seconds", "undone", "departures")}
    assert (Message.objects.count(), list(Departure.objects.values_list("state", flat=True))) == (
        0,
        ["recalled"],
    )
