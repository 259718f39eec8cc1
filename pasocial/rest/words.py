"""Sentences of the rules in the language of an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from pasocial.refusal import show_plainly


class Speaks(Protocol):
    """Anything of the rules that can be read out: Sentence, Refusal, Line, Remedy."""

    def text(self, translate: Callable[[str], str] = ..., show: Callable[[object], object] = ...) -> str: ...


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
