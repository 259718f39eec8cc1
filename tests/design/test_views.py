"""The language switch gives the only cookie a reader can get, and only when asked."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_language_switch_remembers_and_goes_back(client: Client) -> None:
    response = client.get("/lingua/en/?next=/accesso-civico/%3Fq%3Da")

    assert (response.status_code, response["Location"]) == (302, "/accesso-civico/?q=a")
    assert response.cookies["django_language"].value == "en"
    assert set(response.cookies) == {"django_language"}


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
