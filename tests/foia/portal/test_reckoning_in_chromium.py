"""The page that reckons a due day, in a real browser: nothing axe objects to, on a phone and on a desk, filled and wrong."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.browsing import drawings, faults_of, open_browser

TELLS_OF = (
    "foia/portal/views/reckoning.py",
    "foia/portal/forms/reckoning.py",
    "templates/foia/portal/when.html",
)
PICTURES = os.environ.get("PICTURES", "")
WHEN = "/accesso-civico/quando/"
PAGES = {
    "empty": WHEN,
    "filled": f"{WHEN}?tipo=generalised&ricevuta=2026-03-02&avviso_1=2026-03-28&arrivato_1=2026-04-08",
    "wrong": f"{WHEN}?tipo=generalised&ricevuta=31/2/2026&avviso_1=2026-03-01&proroga=2026-03-01",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "width"), drawings(("it", 390), ("en", 1280)))
def test_page_is_without_fault(live_server: Any, language: str, width: int) -> None:
    faults: dict[str, list[str]] = {}
    with open_browser(live_server.url, width=width, language=language) as page:
        for name, address in PAGES.items():
            page.goto(address)
            # The browser itself notes that a page answers 422; that is what it should answer.
            found = [one for one in faults_of(page, arrived=True) if "Failed to load resource" not in one]
            if found:
                faults[name] = found
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/when-{name}-{language}-{width}.png", full_page=True)
        page.goto(WHEN)
        page.fill("input[name=ricevuta]", "2026-03-06")
        page.press("input[name=ricevuta]", "Enter")
        page.wait_for_selector("#risultato")
        assert page.locator("#risultato time").first.get_attribute("datetime") == "2026-04-07"
    assert faults == {}
