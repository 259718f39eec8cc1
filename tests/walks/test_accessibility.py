"""axe finds no violation on every page: on a telephone, and on a desk where more is shown there.

Every page is drawn once, in Italian, for the person whom the table lets in and who may most. axe looks at it 390 px wide; at
1280 px it looks again where something is shown in surroundings (its own and its ancestors' names, classes and states)
that were not shown on the telephone, and that it has not seen at that width. That no page is wider than its window is
asked at both widths of all.

`make accessibility` (EVERY_DRAWING=1) draws every page for each role that the table lets in, in each language, and axe looks
at every drawing, whole, at both widths.

What no browser is needed for is asked of whatever anybody is shown in the walk of permissions: one <main>, one <h1>, no
heading that skips a level, no id twice.

Contrast takes axe longer than everything else together. It follows from what style sheets can select by, so a drawing
is measured at a width only where an element is shown there in surroundings that were not measured at that width before.

One thing is left out because its markup is not ours: Wagtail's own editor (our sections inside its panel are looked
at, frame and all).
"""

from __future__ import annotations

from typing import Any

import pytest

from pasocial.language import address_in
from tests.browsing import EVERYTHING, cookies_of, faults_of, open_browser
from tests.walks.groups import Page
from tests.walks.office import Office
from tests.walks.pages import SHARDS, Drawn, draw, every_look, every_page

PHONE, DESK = 390, 1280
# The body of a mail stands in a frame where no script runs, axe's neither.
WITHOUT_FRAMES = (
    "document.querySelectorAll('iframe').forEach(frame => frame.remove()), document.documentElement.lang"
)
# For every element that is shown a number for it and all it stands in, as selectors of the style sheets see them.
SURROUNDINGS = """() => {
    const numbers = new Set();
    const told = /^(class|type|role|aria-(current|expanded|selected|checked|invalid|disabled|hidden|sort))$/;
    const walk = (element, above) => {
        const states = [...element.attributes]
            .filter(({name}) => !["id", "name", "value", "href", "for", "title"].includes(name))
            .map(({name, value}) => told.test(name) ? name + "=" + value : name);
        const place = element.localName === "tr" ? element.sectionRowIndex % 2 : "";
        let number = above;
        for (const letter of element.localName + place + states.sort().join(" "))
            number = Math.imul(number ^ letter.codePointAt(0), 16777619);
        if (element.checkVisibility()) numbers.add(number);
        for (const child of element.children) walk(child, number);
    };
    walk(document.body, 17);
    return [...numbers];
}"""
WITHOUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}


@pytest.fixture(scope="module")
def shown() -> dict[int, set[int]]:
    """By width, the surroundings at which this worker has looked."""
    return {PHONE: set(), DESK: set()}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_without_fault(
    house: tuple[Office, str], shown: dict[int, set[int]], shard: int
) -> None:
    office, url = house
    drawn, faults = draw(office, every_look(every_page(office)[shard::SHARDS]))
    cookies = {person: cookies_of(office.client(person), url) for person in {one.persons[0] for one in drawn}}
    with open_browser(url, width=PHONE) as page:
        for one in drawn:
            page.context.clear_cookies()
            language = {"name": "django_language", "value": one.language, "url": url}
            page.context.add_cookies([*cookies[one.persons[0]], language])
            where = f"{one.page.path} in {one.language} for {', '.join(one.persons)}"
            faults += [f"{where}: {fault}" for fault in look(page, one, shown)]
    assert not faults, "\n".join(faults)


def look(page: Any, one: Drawn, shown: dict[int, set[int]]) -> list[str]:
    page.set_viewport_size({"width": PHONE, "height": 900})
    answer = page.goto(address_in(one.language, one.page.path))
    told = page.evaluate(WITHOUT_FRAMES)
    wrong = [] if told == one.language else [f"the page says its language is {told}"]
    if answer.status != one.page.status:
        wrong.append(f"the browser was answered {answer.status}")
    on_phone: set[int] = set()
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        here = set(page.evaluate(SURROUNDINGS))
        new = here - shown[width]
        axe = EVERYTHING or width == PHONE or bool(new - on_phone)
        options = {} if new or EVERYTHING else WITHOUT_CONTRAST
        faults = faults_of(page, axe=axe, arrived=True, options=options)
        wrong += [f"{width}: {fault}" for fault in faults if not expected(one.page, fault)]
        if axe:
            shown[width] |= here
        on_phone = here
    return wrong


def expected(page: Page, fault: str) -> bool:
    """A page that is not there answers 404, and the browser says so."""
    return page.status != 200 and f"status of {page.status}" in fault
