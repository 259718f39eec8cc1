"""Sentences of the rules in the reader's language, with days as she writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Protocol

from django import forms
from django.utils.translation import gettext

from pasocial.design.presentation import long_day, moment
from pasocial.refusal import Refused


class Speaks(Protocol):
    """Anything of the rules that can be read out: Sentence, Refusal, Line, Remedy."""

    def text(self, translate: Callable[[str], str] = ..., show: Callable[[object], object] = ...) -> str: ...


def show(value: object) -> object:
    """A day with its weekday, a moment with its time, in the active language."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return long_day(value)
    return value


def say(sentence: Speaks | None) -> str:
    """The sentence as this reader reads it; nothing for no sentence."""
    return sentence.text(gettext, show) if sentence is not None else ""


def say_all(sentences: Iterable[Speaks]) -> list[str]:
    return [say(sentence) for sentence in sentences]


def put_refusal(form: forms.Form, refused: Refused) -> None:
    """Shows every reason of a refused operation beside the field it concerns, or above the form."""
    for reason in refused.refusals:
        field = (
            reason.field
            if reason.field in form.fields and not form.fields[reason.field].widget.is_hidden
            else None
        )
        form.add_error(field, say(reason))
