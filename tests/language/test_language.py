"""A reader chooses, a program asks, and whoever writes to us is answered in the language she was reading."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from pasocial.language import address_in, is_spoken, language_asked, language_now, language_of
from pasocial.language.middleware import ChosenLanguage


@pytest.mark.parametrize(
    ("chosen", "spoken"),
    [("en", "en"), ("it", "it"), ("fr", "it"), ("", "it"), ("en-GB", "it"), ("it\r\nX", "it")],
)
def test_a_page_is_in_the_language_chosen_and_in_italian_when_that_is_none_of_ours(
    chosen: str, spoken: str
) -> None:
    request = RequestFactory().get("/redazione/", headers={"Accept-Language": "en"})
    request.COOKIES["django_language"] = chosen
    assert language_of(request) == spoken


@pytest.mark.parametrize(
    ("path", "spoken"),
    [
        ("/", "it"),
        ("/privacy/", "it"),
        ("/en/", "en"),
        ("/en", "en"),
        ("/en/privacy/", "en"),
        ("/fr/", "it"),
        ("/entro/", "it"),
    ],
)
def test_a_public_page_is_in_the_language_of_its_address_whatever_was_chosen(path: str, spoken: str) -> None:
    for chosen in ("", "it", "en"):
        request = RequestFactory().get(path)
        request.COOKIES["django_language"] = chosen
        assert language_of(request) == spoken


@pytest.mark.parametrize(
    ("address", "italian", "english"),
    [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        ("/en/cerca/?q=a", "/cerca/?q=a", "/en/cerca/?q=a"),
        ("/cerca/?q=a", "/cerca/?q=a", "/en/cerca/?q=a"),
        ("/redazione/", "/redazione/", "/redazione/"),
        ("https://altrove.example/", "https://altrove.example/", "https://altrove.example/"),
        ("//altrove.example/", "//altrove.example/", "//altrove.example/"),
        ("#fondo", "#fondo", "#fondo"),
        ("", "", ""),
    ],
)
def test_a_page_has_an_address_for_each_language(address: str, italian: str, english: str) -> None:
    assert (address_in("it", address), address_in("en", address)) == (italian, english)


@pytest.mark.parametrize(
    ("header", "spoken"),
    [
        ("en", "en"),
        ("en-GB,it;q=0.4", "en"),
        ("fr,en;q=0.5,it;q=0.9", "it"),
        ("de, fr", "it"),
        ("", "it"),
        ("x" * 10_000, "it"),
    ],
)
def test_a_program_gets_the_language_it_prefers_of_ours(header: str, spoken: str) -> None:
    with translation.override("it"):
        assert language_asked(RequestFactory().get("/", headers={"Accept-Language": header})) == spoken


@pytest.mark.parametrize(("active", "told"), [("it", "it"), ("en", "en"), ("en-gb", "en"), ("de", "it")])
def test_an_answer_later_is_in_the_language_spoken_now(active: str, told: str) -> None:
    with translation.override(active):
        assert language_now() == told
    with translation.override(None):
        assert language_now() == "it"


def test_a_page_is_spoken_in_its_language_and_the_next_one_in_italian_again() -> None:
    def view(request) -> HttpResponse:
        return HttpResponse(f"{request.LANGUAGE_CODE} {translation.get_language()}")

    request = RequestFactory().get("/en/")
    answer = ChosenLanguage(view)(request)
    assert (answer.content, answer.headers["Content-Language"]) == (b"en en", "en")
    assert translation.get_language() == "it"
    assert [is_spoken(code) for code in ("it", "en", "", "en-gb")] == [True, True, False, False]
