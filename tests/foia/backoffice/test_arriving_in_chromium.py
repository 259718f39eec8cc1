"""A key, or the button, puts the cursor into the message; a ready-made text goes where the cursor is."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from foia.backoffice.canned import canned_texts
from tests.browsing import faults_of, open_browser

TELLS_OF = ("pasocial/design/static/design/js/arriving.js", "foia/backoffice/views/case.py")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_keys_lead_into_the_field_and_a_text_is_inserted_at_the_cursor(
    live_server: Any, worked: Any, browser: Any
) -> None:
    request = worked()
    text = canned_texts("it")[0].body
    with open_browser(live_server.url, client=browser("editor"), width=390) as page:
        page.goto(reverse("foia_staff:case", args=[request.pk]))
        for key, field in (("r", "rispondi_body"), ("n", "annota_body"), ("d", "decisione_outcome_0")):
            page.keyboard.press(key)
            page.wait_for_selector(f"#{field}:focus")
            page.locator(f"#{field}").blur()
        page.goto(reverse("foia_staff:case", args=[request.pk]))
        page.get_by_role("link", name="Rispondi", exact=True).click()
        page.wait_for_selector("#rispondi_body:focus")
        page.keyboard.type("Prima. Dopo.")
        for _ in " Dopo.":
            page.keyboard.press("ArrowLeft")
        page.get_by_role("button", name="Inserisci").click()
        assert page.input_value("#rispondi_body") == f"Prima.\n\n{text} Dopo."
        assert (page.locator("#rispondi_body:focus").count(), page.input_value("#rispondi_purpose")) == (
            1,
            "clarification",
        )
        assert faults_of(page) == []
