"""Every page, who may open it, and how it is drawn for each of them in both languages.

From the table of who may use which address and from the `pages` that each slice's `walk.py` adds, so a page or a role
told there is looked at without being named here. What may be read and is no page is listed in NOT_PAGES, and held to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import transaction

from pasocial.language import address_in
from tests.browsing import EVERYTHING
from tests.walks.addresses import our_addresses
from tests.walks.groups import Group, Page, group
from tests.walks.office import Office
from tests.walks.persons import KEYS, MAY_MOST, PERSONS, STAFF
from tests.walks.who import NOT_PAGES, WHO, said_here

# Enough that any number of workers shares them evenly; every page belongs to one, so that its drawings are compared.
SHARDS = 6
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# Programs with a key open no pages.
ROLES = tuple(name for name in PERSONS if name not in KEYS)

MAIL_BODY = "office:mail_html"
# Samples stand there side by side, whole heads of pages among them.
GALLERY = "/redazione/galleria/"


@dataclass
class Drawn:
    """One page as it is drawn for these persons, to whom nothing in it tells who reads."""

    page: Page
    language: str
    persons: list[str]


def is_no_page(line: str) -> bool:
    """Files, pieces, answers for machines; and acts, whose forms stand on other pages."""
    return line in NOT_PAGES or "/" in line or line.startswith("api:")


def every_page(office: Office) -> list[Page]:
    """Each page once, with the roles that may open it."""
    pages = [
        Page(one.path, WHO[one.line].get & readers())
        for one in our_addresses(office)
        if one.line in WHO and WHO[one.line].get and not is_no_page(one.line)
    ]
    pages += [
        Page(page.path, page.who & readers(), page.status)
        for _owner, told in said_here("pages")
        for page in told(office)
    ]
    return list({page.path + str(page.status): page for page in pages}.values())


def readers() -> Group:
    return group(*ROLES)


def ask(office: Office, path: str, person: str, language: str) -> Any:
    """The answer; what it changed is undone."""
    client = office.visit(person)
    client.cookies["django_language"] = language
    with transaction.atomic():
        answer = client.get(address_in(language, path))
        transaction.set_rollback(True)
    return answer


def is_page(answer: Any) -> bool:
    """A whole document: not a file, a fragment, a redirect or an answer for machines."""
    return (
        answer.get("Content-Type", "").startswith("text/html")
        and not answer.streaming
        and b"<!doctype html" in answer.content[:300].lower()
    )


def draw(office: Office, looks: Iterable[tuple[Page, str, str]]) -> tuple[list[Drawn], list[str]]:
    """Every different drawing of these pages, and what is no page though the table says so."""
    drawn: dict[tuple[Page, str, str], Drawn] = {}
    faults = []
    for page, person, language in looks:
        answer = ask(office, page.path, person, language)
        where = f"{page.path} as {person} in {language}"
        if answer.status_code != page.status or not is_page(answer):
            told = answer.get("Location", "") or answer.get("Content-Type", "")
            faults.append(f"{where}: {answer.status_code} {told}, not a page")
            continue
        if page.path != GALLERY:  # it shows the same sample more than once, on purpose
            faults += [f"{where}: {why}" for why in at_odds(answer.content.decode())]
        text = without_chance(answer.content.decode(), office)
        drawn.setdefault((page, language, text), Drawn(page, language, [])).persons.append(person)
    return list(drawn.values()), faults


def every_drawing(pages: list[Page]) -> Iterator[tuple[Page, str, str]]:
    """Each page for each role that may open it, in each language."""
    for page in pages:
        for person in ROLES:
            if person in page.who:
                for language in LANGUAGES:
                    yield page, person, language


def every_look(pages: list[Page]) -> Iterator[tuple[Page, str, str]]:
    """Each page once, for the one who may most; in the long run every drawing."""
    if EVERYTHING:
        yield from every_drawing(pages)
        return
    for page in pages:
        person = "anonymous" if "anonymous" in page.who else next(one for one in MAY_MOST if one in page.who)
        yield page, person, settings.LANGUAGE_CODE


def at_odds(text: str) -> Iterator[str]:
    """What no piece of a page can tell of the whole."""
    ids = re.findall(r'<[^>]+\sid="([^"]+)"', text)
    if twice := sorted(one for one, times in Counter(ids).items() if times > 1):
        yield f"ids that are there twice: {twice}"
    if text.count("<main") != 1:
        yield f"{text.count('<main')} elements <main>"
    levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", text)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    if skipped := [(one, after) for one, after in pairwise(levels) if after > one + 1]:
        yield f"headings that skip a level: {skipped}"


CHANCE = re.compile(
    r"""(?<=name="csrfmiddlewaretoken"\ value=")[^"]*
    | (?<=name="csrf-token"\ content=")[^"]*
    | (?<=nonce=")[^"]*
    | (?<=src="data:image/svg\+xml;base64,)[^"]*  # the square of a new authenticator, and its secret below
    | \b[A-Z2-7]{32}\b
    | (?<="challenge":\ ")[^"]*  # a new passkey's, and for whom
    | (?<="id":\ ")[^"]*
    | (?<=aria-hidden="true">)[A-Z]{2}(?=</span>)  # initials""",
    re.VERBOSE,
)


def without_chance(text: str, office: Office) -> str:
    """Without what differs from call to call, and without the names of colleagues, one's own among them."""
    text = CHANCE.sub("", text)
    for name in STAFF:
        one = office.people[name]
        text = text.replace(one.full_name, "N").replace(one.email, "N")
    return text
