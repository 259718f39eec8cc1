"""Public pages in a window of 320 px: no sideways scrolling, no violation, and the library says its version."""

from __future__ import annotations

import pytest

from tests.browsing import cookies_of, faults_of, open_browser
from tests.walks.office import Office
from tests.walks.pages import ask, every_look, every_page

WIDTHS = (320, 390, 1280)


@pytest.mark.browser
@pytest.mark.slow
def test_public_pages_fit_every_window(house: tuple[Office, str]) -> None:
    """320 px is a page of 1280 px enlarged four times, which the law on accessibility wants without sideways scrolling."""
    office, url = house
    looks = [
        (page, person)
        for page, person, language in every_look(every_page(office))
        if b'class="pa-public"' in ask(office, page.path, person, language).content
    ]
    cookies = {person: cookies_of(office.client(person), url) for _page, person in looks}
    faults = []
    with open_browser(url) as tab:
        for page, person in looks:
            tab.context.clear_cookies()
            tab.context.add_cookies(cookies[person])
            tab.goto(page.path)
            tab.heard.clear()  # the other walk listens to what the browser says
            for width in WIDTHS:
                tab.set_viewport_size({"width": width, "height": 900})
                faults += [
                    f"{page.path} {width}: {why}" for why in faults_of(tab, axe=width == 320, arrived=True)
                ]
        version = tab.evaluate(
            "getComputedStyle(document.body).getPropertyValue('--bootstrap-italia-version')"
        )

    assert faults == []
    assert version.strip() == '"2.18.0"'
