"""Forms read what is typed clean, say what has to change, and show what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms

from pasocial.design.clean_forms import CleanForm


class Asked(CleanForm):
    line = forms.CharField(required=False, max_length=10)
    lines = forms.CharField(required=False, widget=forms.Textarea)
    mail = forms.EmailField(required=False)
    number = forms.IntegerField(required=False)
    share = forms.FloatField(required=False)
    day = forms.DateField(required=False)
    secret = forms.CharField(required=False, strip=False, widget=forms.PasswordInput)


def read(**typed: str) -> dict[str, Any]:
    form = Asked(typed)
    assert form.is_valid(), form.errors
    return {name: form.cleaned_data[name] for name in typed}


def wrong(**typed: str) -> list[str]:
    form = Asked(typed)
    form.is_valid()
    assert all(form[name].value() == value for name, value in typed.items())  # what was typed comes back
    return sorted(form.errors)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("line", " a\x00b\u202e\nc ", "ab c"),
        ("line", "\u200b" * 50 + "breve", "breve"),
        ("lines", "a\r\nb\x1b\u2028c", "a\nb\nc"),
        ("mail", " Ada@Città.example ", "ada@xn--citt-3na.example"),
        ("number", "１２", 12),
        ("number", "\u200b12", 12),
        ("share", "0.5", 0.5),
        ("day", "31/03/2026", date(2026, 3, 31)),
        ("secret", " e\u0301\u200b\u202e ", " e\u0301\u200b\u202e "),
    ],
)
def test_typed_text_is_read_clean(name: str, typed: str, kept: Any) -> None:
    assert read(**{name: typed}) == {name: kept}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("line", "x" + "\u0335" * 9),
        ("line", "caff\udce8"),
        ("mail", "müller@example.it"),
        ("mail", "ada@" + "àè" * 30 + ".it"),
        ("number", "²"),
        ("number", "٣"),
        ("number", "9" * 5_000),
        ("number", "99999999999"),
        ("number", "1e3"),
        ("share", "nan"),
        ("share", "1e400"),
        ("day", "٣١/٠٣/٢٠٢٦"),
        ("day", "9999-12-31"),
        ("day", "0001-01-01"),
        ("day", "²/³/2026"),
    ],
)
def test_what_has_to_change_is_an_error_of_its_field(name: str, typed: str) -> None:
    assert wrong(**{name: typed}) == [name]
