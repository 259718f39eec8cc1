"""What every form about a case carries: the version it was read at, and how much history was known then."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from foia.rules.answering import reason_against_returning
from foia.rules.typed import reason_against_day, reason_against_words
from pasocial.office.screens.actions import ActionForm, Words
from pasocial.office.screens.actions.forms import LONG_TEXT as LONG_TEXT
from pasocial.rest.bodies import ContentGuard, JudgedBody


def words_of(field: str, length: tuple[int, int], *, code: str = "text_length") -> ContentGuard:
    return lambda text, today: reason_against_words(text.strip(), field, length, code=code)


def not_to_come(field: str = "on") -> ContentGuard:
    return lambda day, today: reason_against_day(day, today=today, field=field)


class Versioned(JudgedBody):
    """`version` is what `If-Match` says otherwise."""

    version = serializers.IntegerField(required=False, min_value=0, max_value=999_999_999)


class CaseForm(ActionForm):
    """A form about one request.

    `version` is the state of the case its author read: when a colleague saved in between, the operation
    refuses and the page shows both. `seen` is the last line of history shown, so the page can tell what is new.
    """

    machinery = frozenset({"mark", "version", "seen"})
    body_base = Versioned
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.about.version)

    def on_top_of(self, version: int) -> None:
        """The same typed text, to be saved on top of a newer version after its author has seen it."""
        data = self.data.copy()
        data["version"] = str(version)
        self.data = data


class Step(CaseForm):
    """Nothing but the case, as it was read."""


class Why(CaseForm):
    why = Words(label=_("Perché"), rows=3, max_length=5_000)
    api = {"why": "What has to change, or why."}
    content = {"why": lambda why, today: reason_against_returning(why)}
