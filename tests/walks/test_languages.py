"""Every page in English: no sentence of ours is left in Italian, and Italian pages have none in English."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

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


class Texts(HTMLParser):
    """Every piece of text a reader sees or hears, whole, but what says that it is in another language.

    The standard library's parser: a tree of each page in each language took half of this walk's time.
    """

    UNREAD = {"script", "style", "code", "pre"}
    EMPTY = {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
    HEARD = {"aria-label", "title", "placeholder", "alt"}

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.found: set[str] = set()
        self.left_out: list[str] = []  # the open elements, from the outermost that is not read

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        elsewhere = tag != "html" and known.get("lang", self.language) != self.language
        if self.left_out or elsewhere or tag in self.UNREAD:
            if tag not in self.EMPTY:
                self.left_out.append(tag)
            return
        self.found |= {clean(value) for name, value in attributes if name in self.HEARD and value}

    def handle_endtag(self, tag: str) -> None:
        if tag in self.left_out:
            del self.left_out[len(self.left_out) - 1 - self.left_out[::-1].index(tag) :]

    def handle_data(self, text: str) -> None:
        if not self.left_out:
            self.found.add(clean(text))


def texts(page: str, language: str) -> set[str]:
    """The texts of a page in this language; one names the other language in its own tongue."""
    reader = Texts(language)
    reader.feed(page)
    reader.close()
    return reader.found - LANGUAGE_NAMES


def test_texts_are_those_that_are_read_out_in_the_language_of_the_page() -> None:
    page = (
        '<html lang="en"><title>Uno</title><script>no</script><p title="Due">Tre &egrave;\n  quattro<br>cinque</p>'
        '<p lang="it">no <b>no</b><img alt="no"></p><code>no</code><p lang="en">Sei</p><input placeholder="Sette">'
        "<!-- no --><a>Italiano</a>"
    )
    assert texts(page, "en") == {"Uno", "Due", "Tre è quattro", "cinque", "Sei", "Sette"}


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
        left = sorted(texts(answer.content.decode(), language) & foreign)
        if left:
            mixed.append(f"{address.line} ({address.path}) as {person}: {left[:6]}")
    assert not mixed, "\n".join(mixed)
