"""Which language somebody is spoken to in: a reader's choice, a program's wish, a person's own.

An Italian office speaks Italian until asked. A public page has an address for each language (`/` and `/en/`) and looks
at nothing else, so that it can be linked, found and kept; the dashboard has one address and remembers what was chosen; a
program has no cookie to choose with and says it in a header.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

# Under these a page has one address for all languages.
REMEMBERED = ("/redazione/", "/account/", "/admin/", "/api/", "/documenti/", "/lingua/")


def is_spoken(code: str) -> bool:
    """Whether the office has this language."""
    return any(code == spoken for spoken, _name in settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The language of a page: its address says it; where that says nothing, what the reader chose; else Italian."""
    path = request.path_info
    if is_remembered(path):
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    else:
        language = path[1:].partition("/")[0]
    return language if is_spoken(language) else settings.LANGUAGE_CODE


def is_remembered(path: str) -> bool:
    """Whether pages there have no address for each language: the reader's choice is remembered instead."""
    return path.startswith(REMEMBERED)


def bare(address: str) -> str:
    """The address without its language: `/en/privacy/` → `/privacy/`."""
    first, slash, rest = address[1:].partition("/")
    return f"/{rest}" if slash and first != settings.LANGUAGE_CODE and is_spoken(first) else address


def address_in(language: str, address: str) -> str:
    """The address of the same page in that language; addresses that are no public page of ours stay as they are."""
    if not address.startswith("/") or address.startswith("//") or is_remembered(address):
        return address
    here = bare(address)
    return here if language == settings.LANGUAGE_CODE else f"/{language}{here}"


def language_asked(request: HttpRequest) -> str:
    """What `Accept-Language` prefers of the office's languages; else what is already spoken. For the API alone."""
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        short = wanted.partition("-")[0]
        if is_spoken(short):
            return short
    return language_now()


def language_now() -> str:
    """What is being spoken here: the language in which who writes to us now is answered later."""
    short = (get_language() or "").partition("-")[0]
    return short if is_spoken(short) else settings.LANGUAGE_CODE
