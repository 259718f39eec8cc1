"""The language switch: public pages have an address for each language, the dashboard remembers the choice."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_language_switch_remembers_and_goes_back(client: Client) -> None:
    response = client.get("/lingua/en/?next=/accesso-civico/%3Fq%3Da")

    assert (response.status_code, response["Location"]) == (302, "/en/accesso-civico/?q=a")
    assert response.cookies["django_language"].value == "en"
    assert set(response.cookies) == {"django_language"}


def test_public_page_links_its_other_language_and_keeps_the_question(client: Client) -> None:
    for address, other, language in (
        ("/cerca/?q=mensa", "/en/cerca/?q=mensa", "en"),
        ("/en/cerca/?q=mensa", "/cerca/?q=mensa", "it"),
    ):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        switch = page.select_one(".pa-languages a")
        assert (switch["href"], switch["hreflang"]) == (other, language)
        assert {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")} == {
            "it": f"{settings.SITE_URL}/cerca/",
            "en": f"{settings.SITE_URL}/en/cerca/",
            "x-default": f"{settings.SITE_URL}/cerca/",
        }


def test_english_page_leads_to_english_pages(client: Client) -> None:
    page = BeautifulSoup(client.get("/en/accesso-civico/").content, "html.parser")

    assert page.html["lang"] == "en"
    led = [tag.get("href") or tag["action"] for tag in page.select("a[href^='/'], form[action^='/']")]
    italian = {url for url in led if not url.startswith("/en/")}
    assert italian == {"/accesso-civico/", "/redazione/", "/api/docs/"}  # the switch; the dashboard; programs


def test_page_of_a_browser_that_remembers_english_is_in_the_language_of_its_address(client: Client) -> None:
    client.cookies["django_language"] = "en"

    assert BeautifulSoup(client.get("/accesso-civico/").content, "html.parser").html["lang"] == "it"
    assert BeautifulSoup(client.get("/account/login/").content, "html.parser").html["lang"] == "en"


@pytest.mark.parametrize(
    "path", ["/en/redazione/", "/en/admin/", "/en/account/login/", "/en/api/v1/foia/kinds/", "/fr/"]
)
def test_what_has_one_address_has_no_other(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_language_switch_never_leads_elsewhere(client: Client, target: str) -> None:
    assert client.get("/lingua/it/", {"next": target})["Location"] == "/"


def test_language_switch_does_not_know_other_languages(client: Client) -> None:
    assert client.get("/lingua/de/").status_code == 404


def test_gallery_asks_strangers_to_sign_in(client: Client) -> None:
    response = client.get("/redazione/galleria/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/")


def test_lost_reader_gets_our_page_and_no_cookie(client: Client) -> None:
    response = client.get("/lingua/de/")

    assert "<h1>Questa pagina non c" in response.content.decode()
    assert dict(response.cookies) == {}
