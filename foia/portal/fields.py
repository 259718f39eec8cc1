"""Form fields that clean what people type by the rules of filing, and leave judging to those rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foia.rules.filing import clean_line, clean_text
from pasocial.design.widgets import CalendarDate


class CleanLine(forms.CharField):
    """One line. No `maxlength` in the page: browsers cut a pasted text silently, the rule says so instead."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        return clean_line(str(value)) if value not in self.empty_values else ""


class CleanText(forms.CharField):
    """Several lines. `most` is only counted beside the field; the rule judges it."""

    def __init__(self, *, most: int, rows: int = 8, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.max_length = most

    def to_python(self, value: Any) -> str:
        return clean_text(str(value)) if value not in self.empty_values else ""


class Day(forms.DateField):
    """A day from the browser's calendar, or typed as 31/12/1980 where there is none."""

    widget = CalendarDate

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": _("Scrivi la data come giorno/mese/anno, per esempio 31/12/1980.")}
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], error_messages=messages, **options
        )

    def to_python(self, value: Any) -> Any:
        day = super().to_python(clean_line(value) if isinstance(value, str) else value)
        if day is not None and day.year < 1000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day
