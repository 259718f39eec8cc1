"""Every public page stands in Bootstrap Italia's own frame, as the official checker of municipal sites counts it.

At least thirty in a hundred of the class names of a page are the library's, and the page says the library's version
between double quotes. The bar here is higher than the checker's: a page that falls towards it is seen in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.shortcuts import render
from django.test import RequestFactory

from pasocial.design import sheet
from tests.walks.office import Office
from tests.walks.pages import ask, every_look, every_page, is_page

LEAST = 40
# What a page may be when nothing of the walk leads to it.
ERRORS: dict[str, dict[str, Any]] = {
    "400.html": {"too_much": False},
    "403.html": {},
    "403_csrf.html": {"typed": ["una frase scritta prima"], "address": "/accesso-civico/nuova/"},
    "404.html": {},
    "410.html": {"name": "una delibera.pdf"},
    "413.html": {"words": "Il testo è troppo lungo."},
    "429.html": {"retry_after": 30},
    "500.html": {},
    "503.html": {"full": False},
    "signed_out.html": {"typed": ["una frase scritta prima"], "sign_in": "/account/login/"},
}
# The list of the checker is older than these names of the library, which count for nothing there.
YOUNGER = ("it-card", "it-footer", "vjs-")


@cache
def library_names() -> frozenset[str]:
    css = sheet.library_path().read_text(encoding="utf-8")
    return frozenset(
        name for name in sheet.names_of(css) if not name.startswith(YOUNGER) or name.startswith("it-footer-")
    )


def share(page: bytes) -> int:
    """How many in a hundred of the different class names are the library's."""
    used = {name for tag in BeautifulSoup(page, "html.parser").select("[class]") for name in tag["class"]}
    return round(100 * len(used & library_names()) / max(len(used), 1))


def public_pages(office: Office) -> Iterator[tuple[str, HttpResponse]]:
    for page, person, language in every_look(every_page(office)):
        answer = ask(office, page.path, person, language)
        if is_page(answer) and b'class="pa-public"' in answer.content:
            yield page.path, answer


def error_pages() -> Iterator[tuple[str, HttpResponse]]:
    for name, context in ERRORS.items():
        yield name, render(RequestFactory().get("/"), name, context)


def test_every_public_page_speaks_the_library(office: Office) -> None:
    shares = {where: share(answer.content) for where, answer in [*public_pages(office), *error_pages()]}

    assert len(shares) > len(ERRORS) + 20
    assert {where: each for where, each in shares.items() if each < LEAST} == {}


def test_staff_and_public_pages_ask_for_one_style_sheet(office: Office) -> None:
    asked = {
        link["href"]
        for _where, answer in [*public_pages(office), *error_pages()]
        for link in BeautifulSoup(answer.content, "html.parser").select('link[rel="stylesheet"]')
    }

    assert asked == {"/static/design/pasocial.css"}
