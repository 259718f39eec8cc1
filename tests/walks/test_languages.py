"""Every page in English: no sentence of ours is left in Italian, and Italian pages have none in English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup

from pasocial.language import address_in
from tests.walks.addresses import our_addresses
from tests.walks.groups import ALL
from tests.walks.office import Office
from tests.walks.persons import STAFF
from tests.walks.who import WHO

PROJECT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(
    path
    for root in ("pasocial", "foia", "desks")
    for path in (PROJECT / root).glob("**/locale/en/LC_MESSAGES/django.po")
)
# A page in each language names the other one in its own tongue, so that whoever needs it finds it.
LANGUAGE_NAMES = {"Italiano", "English"}
# Components shown with samples as they are written; mail in the language of whoever receives it.
OTHER_TONGUE = {"design:gallery", "office:mail", "office:mail_html"}


def sentences() -> tuple[set[str], set[str]]:
    """Italian and English texts that differ; words that are right in both languages say nothing."""
    italian: set[str] = set()
    english: set[str] = set()
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            if entry.msgstr and entry.msgstr != entry.msgid and len(entry.msgid) > 3:
                italian.add(clean(entry.msgid))
                english.add(clean(entry.msgstr))
    return italian - english, english - italian


def clean(text: str) -> str:
    return " ".join(text.split())


def texts(answer: Any, language: str) -> set[str]:
    """Every piece of text a reader sees or hears, whole, but what says that it is in another language."""
    soup = BeautifulSoup(answer.content, "html.parser")
    for told in [one for one in soup.select("body [lang]") if one["lang"] != language]:
        told.decompose()
    for code in soup(["script", "style", "code", "pre"]):
        code.decompose()
    found = {clean(str(text)) for text in soup.find_all(string=True)}
    for name in ("aria-label", "title", "placeholder", "alt"):
        found |= {clean(str(tag[name])) for tag in soup.find_all(attrs={name: True})}
    return found - LANGUAGE_NAMES


@pytest.mark.parametrize("language", ["en", "it"])
def test_no_page_mixes_languages(office: Office, language: str) -> None:
    italian, english = sentences()
    foreign = italian if language == "en" else english
    mixed = []
    for address in our_addresses(office):
        who = WHO[address.line].get if address.line in WHO else ()
        if (
            not who
            or address.path.startswith(("/api/v1/", "/api/schema/", "/lingua/"))
            or address.line in OTHER_TONGUE
        ):
            continue
        staff = sorted(set(who) & set(STAFF))
        person = "anonymous" if who == ALL else (staff or sorted(who))[0]
        client = office.visit(person)
        client.cookies["django_language"] = language
        answer = client.get(address_in(language, address.path))
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        left = sorted(texts(answer, language) & foreign)
        if left:
            mixed.append(f"{address.line} ({address.path}) as {person}: {left[:6]}")
    assert not mixed, "\n".join(mixed)
