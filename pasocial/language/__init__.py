"""Which language somebody is spoken to in: a reader's choice, a program's wish, a person's own.

An Italian office speaks Italian until asked. A page looks at nothing but the reader's choice, so that it varies on
nothing else; a program has no cookie to choose with and says it in a header.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header


def is_spoken(code: str) -> bool:
    """Whether the office has this language."""
    return any(code == spoken for spoken, _name in settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The language that the reader of a page chose, else Italian."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if is_spoken(language) else settings.LANGUAGE_CODE


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
