"""The language of an answer, and the sentences of the rules in that language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation.trans_real import parse_accept_lang_header

from pasocial.refusal import show_plainly


class Speaks(Protocol):
    """Anything of the rules that can be read out: Sentence, Refusal, Line, Remedy."""

    def text(self, translate: Callable[[str], str] = ..., show: Callable[[object], object] = ...) -> str: ...


def language_asked(request: HttpRequest) -> str:
    """What `Accept-Language` prefers of Italian and English; else what is already active.

    Pages never look at this header, the API does: a program has no cookie to choose with.
    """
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        short = wanted.partition("-")[0]
        if short in ("it", "en"):
            return short
    return translation.get_language() or "it"


def show(value: object) -> object:
    """A day with its weekday, a moment with its time, in the active language."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if translation.get_language() == "it":
        return show_plainly(value)  # Django writes Italian months with a capital, which no sentence does
    if isinstance(value, datetime):
        return date_format(value, "l j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "l j F Y")
    return value


def say(sentence: Speaks | None) -> str:
    """The sentence as this reader reads it; nothing for no sentence."""
    return sentence.text(gettext, show) if sentence is not None else ""
