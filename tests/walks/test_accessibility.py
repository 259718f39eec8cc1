"""axe finds no violation on every page, as each role, in both languages, on a phone and on a desk.

Every page is drawn for each role that the table lets in, in each language. The browser opens, as somebody for whom
it is drawn so, every drawing whose <main> differs by a single byte (but for tokens and the names of colleagues)
from those seen of that page in that language, or whose frame differs from the frames seen in that language; axe
looks at both widths, at all of it or, where only the frame is new, at the frame. What spans both pieces is asked of
every drawing: one <main>, one <h1>, no heading that skips a level, no id twice. `make accessibility` opens each
drawing, whole.

Contrast takes axe longer than everything else together. It follows from what style sheets can select by, so a drawing
is measured at a width only where an element stands there in surroundings (its own and its ancestors' names, classes
and states) that were not measured at that width before.

One thing is left out because its markup is not ours: Wagtail's own editor (our sections inside its panel are looked
at, frame and all).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browsing import cookies_of, faults_of, open_browser
from tests.walks.addresses import our_addresses
from tests.walks.office import PERSONS, Office, build_office
from tests.walks.pages import (
    LANGUAGES,
    MAIL_BODY,
    ROLES,
    Drawn,
    Page,
    ask,
    draw,
    every_look,
    every_page,
    is_no_page,
    is_page,
)
from tests.walks.who import WHO

# Enough that any number of workers shares them evenly; every page belongs to one, so that its drawings are compared.
SHARDS = 6
PHONE, DESK = 390, 1280
EVERY_DRAWING = bool(os.environ.get("EVERY_DRAWING"))
# The body of a mail stands in a frame where no script runs, axe's neither.
WITHOUT_FRAMES = (
    "document.querySelectorAll('iframe').forEach(frame => frame.remove()), document.documentElement.lang"
)
# For every element a number for it and all it stands in, as selectors of the style sheets see them.
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
        numbers.add(number);
        for (const child of element.children) walk(child, number);
    };
    walk(document.body, 17);
    return [...numbers];
}"""
WITHOUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, start_afresh: Callable[[], None]
) -> Iterator[tuple[Office, str]]:
    """The office, committed, behind a server; built once for all shards that this worker takes."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        with override_settings(SITE_URL=server.url, ALLOWED_HOSTS=["*"]):
            cache.clear()
            yield build_office(), server.url
        server.stop()
        start_afresh()
        cache.clear()
    logger.setLevel(level)


@pytest.fixture(scope="module")
def measured() -> dict[int, set[int]]:
    """By width, the surroundings whose contrast this worker has measured."""
    return {PHONE: set(), DESK: set()}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_without_fault_for_everyone(
    house: tuple[Office, str], measured: dict[int, set[int]], shard: int
) -> None:
    office, url = house
    drawn, faults = draw(office, every_page(office)[shard::SHARDS])
    cookies = {person: cookies_of(office.client(person), url) for person in {one.persons[0] for one in drawn}}
    with open_browser(url, width=PHONE) as page:
        for one, known in worth_a_look(drawn):
            page.context.clear_cookies()
            language = {"name": "django_language", "value": one.language, "url": url}
            page.context.add_cookies([*cookies[one.persons[0]], language])
            where = f"{one.page.path} in {one.language} for {', '.join(one.persons)}"
            faults += [f"{where}: {fault}" for fault in look(page, one, known, measured)]
    assert not faults, "\n".join(faults)


def worth_a_look(drawn: list[Drawn]) -> Iterator[tuple[Drawn, bool]]:
    """Each drawing with a piece that was not looked at before, and whether its <main> was."""
    seen: set[tuple[object, ...]] = set()
    for one in drawn:
        main, frame = (one.page, one.language, one.main), (one.language, one.frame)
        if EVERY_DRAWING or not {main, frame} <= seen:
            yield one, main in seen and bool(one.main) and not EVERY_DRAWING
        seen |= {main, frame}


def look(page: Any, one: Drawn, known: bool, measured: dict[int, set[int]]) -> list[str]:
    page.set_viewport_size({"width": PHONE, "height": 900})
    answer = page.goto(one.page.path)
    told = page.evaluate(WITHOUT_FRAMES)
    wrong = [] if told == one.language else [f"the page says its language is {told}"]
    if answer.status != one.page.status:
        wrong.append(f"the browser was answered {answer.status}")
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        options = {} if is_new(page, measured[width]) else WITHOUT_CONTRAST
        faults = faults_of(page, arrived=True, leaving_out="main" if known else "", options=options)
        wrong += [f"{width}: {fault}" for fault in faults if not expected(one.page, fault)]
    return wrong


def is_new(page: Any, measured: set[int]) -> bool:
    """Whether something stands in surroundings whose contrast was not measured at this width; now it will be."""
    surroundings = set(page.evaluate(SURROUNDINGS))
    new = not surroundings <= measured
    measured |= surroundings
    return new or EVERY_DRAWING


def expected(page: Page, fault: str) -> bool:
    """A page that is not there answers 404, and the browser says so."""
    return page.status != 200 and f"status of {page.status}" in fault


def test_every_line_of_the_table_and_every_role_is_looked_at(office: Office) -> None:
    pages = every_page(office)
    looks = {look for shard in range(SHARDS) for look in every_look(pages[shard::SHARDS])}
    assert looks == set(every_look(pages))
    paths: dict[str, list[str]] = {}
    for one in our_addresses(office):
        paths.setdefault(one.line, []).append(one.path)
    missing = [
        f"{line} ({path}) as {person} in {language}"
        for line, who in WHO.items()
        if not is_no_page(line)
        for path in paths.get(line, [])
        for person in who.get & set(ROLES)
        for language in LANGUAGES
        if (Page(path, who.get & set(ROLES)), person, language) not in looks
    ]
    assert missing == []
    assert {person for _page, person, _language in looks} == set(PERSONS) - {"full key", "reading key"}
    assert {language for _page, _person, language in looks} == {"it", "en"}


def test_what_is_called_no_page_is_none(office: Office) -> None:
    opened = [
        one.line
        for one in our_addresses(office)
        if one.line in WHO and is_no_page(one.line) and one.line != MAIL_BODY
        for person in sorted(WHO[one.line].get & set(ROLES))[:1]
        if is_page(ask(office, one.path, person, "it"))
    ]
    assert opened == []
