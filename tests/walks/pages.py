"""Every page, who may open it, and how it is drawn for each of them in both languages.

From the table of who may use which address (`who.py`, put together from each slice's `walk.py`), so a page or a role
added there is looked at without being named here. What may be read and is no page is listed in NOT_PAGES, and held to it.
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

from tests.walks.addresses import Only, our_addresses
from tests.walks.office import EVERYTHING, PERSONS, STAFF, Office
from tests.walks.who import ALL, FOIA_READ, MEMBERS, OWNER, SIGNED_IN, WALKS, WHO, Group, group

# Enough that any number of workers shares them evenly; every page belongs to one, so that its drawings are compared.
SHARDS = 6
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# Programs with a key open no pages.
ROLES = tuple(name for name in PERSONS if not name.endswith(" key"))

MAIL_BODY = "office:mail_html"
NOT_PAGES = frozenset(line for walk in WALKS.values() for line in walk.NOT_PAGES)
# Samples stand there side by side, whole heads of pages among them.
GALLERY = "/redazione/galleria/"
# Acts on a case, as above.
ACTIONS = "foia_staff:action/"


@dataclass(frozen=True)
class Page:
    path: str
    who: Group
    status: int = 200


@dataclass
class Drawn:
    """One page as it is drawn for these persons, to whom nothing in it tells who reads."""

    page: Page
    language: str
    persons: list[str]


def is_no_page(line: str) -> bool:
    return line in NOT_PAGES or line.startswith((ACTIONS, "api:"))


def every_page(office: Office) -> list[Page]:
    """Each page once, with the roles that may open it."""
    pages = [
        Page(one.path, WHO[one.line].get & group(*ROLES))
        for one in our_addresses(office)
        if one.line in WHO and WHO[one.line].get and not is_no_page(one.line)
    ]
    if Only.slice:
        return list({page.path: page for page in pages}.values())
    case = "/redazione/foia/richieste"
    pages += [
        *(Page(path, ALL & group(*ROLES)) for path in ("/", "/privacy/", "/accesso-civico/risposte/")),
        Page(office.page.url, group(*ROLES)),
        *(Page(f"{path}?q=xilofono", group(*ROLES)) for path in ("/accesso-civico/registro/", "/cerca/")),
        Page(
            "/accesso-civico/quando/?tipo=generalised&ricevuta=2026-03-02&avviso_1=2026-03-10", group(*ROLES)
        ),
        Page("/accesso-civico/quando/?tipo=generalised&ricevuta=31/2/2026", group(*ROLES), status=422),
        *(Page(f"{path}?q=mensa", group(*ROLES)) for path in ("/accesso-civico/", "/cerca/")),
        *(
            Page(f"/accesso-civico/richieste/{each.code}/", OWNER)
            for each in (office.refused, office.answered)
        ),
        Page(f"{case}/{office.submitted.pk}/decisione/", FOIA_READ),
        Page(f"{case}/{office.refused.pk}/riesame/", FOIA_READ),
        Page("/redazione/foia/?q=xilofono", FOIA_READ),
        Page("/redazione/attivita/?q=xilofono", MEMBERS),
        *(Page(path, group("anonymous")) for path in ("/account/login/", "/account/password/reset/")),
        *(
            Page(f"/account/{path}/", SIGNED_IN)
            for path in (
                "2fa",
                "2fa/totp/activate",
                "2fa/webauthn/add",
                "password/change",
                "sessions",
                "logout",
            )
        ),
        # what is not there, and what is not for her
        Page("/non-esiste/", group(*ROLES), status=404),
        Page("/redazione/posta/", SIGNED_IN - {"coordinator"}, status=403),
        Page("/redazione/foia/nuova/", group("coordinator"), status=403),
    ]
    return list({page.path + str(page.status): page for page in pages}.values())


def ask(office: Office, path: str, person: str, language: str) -> Any:
    """The answer; what it changed is undone."""
    client = office.visit(person)
    client.cookies["django_language"] = language
    with transaction.atomic():
        answer = client.get(path)
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


# Who sees most of a page when several may open it.
MAY_MOST = ("foia head", "coordinator", "newsroom head", "rpct", "citizen", *ROLES)


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
