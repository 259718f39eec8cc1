"""What readers find: the search, the pages of text, and no cookie at all."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_page
from tests.fixtures import NOW
from tests.site.test_operations import a_home

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


def a_section(title: str = "Orari degli sportelli") -> None:
    page = SectionPage(
        title=title,
        slug="orari",
        introduction="Quando trovarci",
        body=[("paragraph", "<p>Apriamo alle nove.</p>")],
        body_en=[("paragraph", "<p>We open at nine.</p>")],
    )
    plant_page(parent=a_home(), page=page, by=BY, at=NOW)


@pytest.mark.parametrize("words", ["orari", "ORARIO", "sportello"])
def test_search_finds_pages_by_italian_stems(words: str) -> None:
    a_section()
    answer = Client().get("/cerca/", {"q": words})
    assert [page.title for page in answer.context["page"]] == ["Orari degli sportelli"]


@pytest.mark.parametrize("words", ["", "   ", "\x00", "zzzz", "' OR 1=1 --", "a" * 5000])
def test_search_answers_calmly_to_anything(words: str) -> None:
    a_section()
    answer = Client().get("/cerca/", {"q": words})
    assert (answer.status_code, list(answer.context["page"])) == (200, [])


def test_reader_of_public_pages_receives_no_cookie() -> None:
    a_section()
    for address in ("/", "/orari/", "/cerca/?q=orari", "/accesso-civico/", "/accesso-civico/registro/"):
        assert dict(Client().get(address).cookies) == {}


def test_page_speaks_italian_until_english_is_chosen_whatever_the_browser_prefers() -> None:
    a_section()
    reader = Client(headers={"Accept-Language": "en"})
    assert "Apriamo alle nove." in reader.get("/orari/").content.decode()
    assert reader.get("/lingua/en/", {"next": "/orari/"})["Location"] == "/en/orari/"
    assert "We open at nine." in reader.get("/en/orari/").content.decode()
    assert "Apriamo alle nove." in reader.get("/orari/").content.decode()


def test_line_below_the_name_is_in_the_language_of_the_page() -> None:
    a_section()
    lines = {"body_tagline": "Al servizio di tutti", "body_tagline_en": "At everybody's service"}
    for key, value in lines.items():
        change_setting(key=key, value=value, by=BY, at=NOW)
    shown = {
        address: [line in html.unescape(Client().get(address).content.decode()) for line in lines.values()]
        for address in ("/orari/", "/en/orari/")
    }
    assert shown == {"/orari/": [True, False], "/en/orari/": [False, True]}


def test_robots_keep_private_addresses_out() -> None:
    told = Client().get("/robots.txt").content.decode().splitlines()
    assert [line for line in told if line.startswith("Disallow: /redazione/")] == ["Disallow: /redazione/"]
    assert {"Disallow: /accesso-civico/nuova/", "Disallow: /en/accesso-civico/nuova/"} <= set(told)
