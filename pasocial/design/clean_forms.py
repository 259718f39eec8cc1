"""Forms that clean what people type before anything looks at it. Every form of the house descends from these.

Only what nobody sees is taken away; anything else that is wrong is an error of its field, and the page shows what
was typed. Passwords pass untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext

from pasocial import cleaning
from pasocial.cleaning.numbers import EARLIEST_YEAR, LATEST_YEAR

# What a whole number of the database holds, unless the field says less.
LARGEST_COLUMN = 2**31 - 1
_TEMPORAL = (forms.DateField, forms.DateTimeField, forms.TimeField)
_NUMBERS = (forms.IntegerField, forms.FloatField, forms.DecimalField)


def keep_clean(field: forms.Field) -> None:
    """Puts the house's cleaning before a field's own reading. A field that is already clean stays as it is."""
    if getattr(field, "cleaned_first", False) or isinstance(field.widget, forms.PasswordInput):
        return
    read: Callable[[Any], Any] | None = None
    if isinstance(field, _NUMBERS):
        read = _number(field)
    elif isinstance(field, _TEMPORAL):
        read = _moment(field)
    elif isinstance(field, forms.EmailField):
        read = _address(field)
    elif isinstance(field, forms.CharField):
        read = _text(field)
    if read is not None:
        field.to_python = read  # type: ignore[method-assign,assignment]
        field.cleaned_first = True  # type: ignore[attr-defined]


def _text(field: forms.CharField) -> Callable[[Any], Any]:
    former = field.to_python
    hidden_markup = type(field.widget).__name__ == "DraftailRichTextArea"
    several = isinstance(field.widget, forms.Textarea) or hidden_markup

    def read(value: Any) -> Any:
        if isinstance(value, str):
            if refusal := cleaning.reason_against_text(value):
                raise ValidationError(refusal.text(gettext), refusal.code)
            value = cleaning.many_lines(value) if several else cleaning.one_line(value)
        return former(value)

    return read


def _address(field: forms.EmailField) -> Callable[[Any], Any]:
    former = field.to_python

    def read(value: Any) -> Any:
        typed = cleaning.one_line(value) if isinstance(value, str) else value
        if typed and isinstance(typed, str):
            if refusal := cleaning.reason_against_address(typed):
                raise ValidationError(refusal.text(gettext), refusal.code)
            typed = cleaning.address(typed)
        return former(typed)

    return read


def _number(field: forms.IntegerField) -> Callable[[Any], Any]:
    former = field.to_python
    whole = not isinstance(field, forms.FloatField | forms.DecimalField)
    if whole and field.max_value is None:
        field.validators.append(MaxValueValidator(LARGEST_COLUMN))

    def read(value: Any) -> Any:
        if isinstance(value, str):
            value = cleaning.narrow(cleaning.one_line(value[:200]))
            # Digits of other scripts and exponents are read by some and not by others: 0-9 is for all.
            if len(value) > 60 or not value.isascii() or "e" in value.lower() or "_" in value:
                raise ValidationError(field.error_messages["invalid"], code="invalid")
        return former(value)

    return read


def _moment(field: forms.Field) -> Callable[[Any], Any]:
    former = field.to_python

    def read(value: Any) -> Any:
        if isinstance(value, str):
            value = cleaning.narrow(cleaning.one_line(value[:200]))
            if not value.isascii():
                raise ValidationError(field.error_messages["invalid"], code="invalid")
        try:
            found = former(value)
        except OverflowError as wrong:
            raise ValidationError(field.error_messages["invalid"], code="invalid") from wrong
        if isinstance(found, date) and not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            raise ValidationError(field.error_messages["invalid"], code="invalid")
        return found

    return read


class Cleaned(forms.BaseForm):
    """Put first among the bases of somebody else's form: its fields are read clean."""

    def full_clean(self) -> None:
        # Here and not in `__init__`: forms add fields after it.
        for field in self.fields.values():
            keep_clean(field)
        super().full_clean()


class CleanForm(Cleaned, forms.Form):
    """The form that every form of the house is."""


class CleanModelForm(Cleaned, forms.ModelForm):  # type: ignore[type-arg]
    """The same for a form made of a model."""
