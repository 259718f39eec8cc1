"""Inputs and selects are written to the same letters as Django's own templates write them."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from pasocial.design.forms import DesignRenderer
from pasocial.design.widgets import CalendarDate

PEOPLE = [
    ("", "---"),
    (1, "Anna & <Bruno>"),
    ("due", gettext_lazy("Conferma")),
    ("3", mark_safe("<b>tre</b>")),
]
GROUPED = [("Uffici", [("a", "Anagrafe"), ("b", 'Bilancio "2026"')]), ("c", "Cultura"), (None, "Nessuno")]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(), None),
        (forms.TextInput(attrs={"required": True, "disabled": False, "maxlength": 20}), "<\"x\"> & 'y'"),
        (forms.TextInput(), mark_safe("<i>")),
        (forms.TextInput(), gettext_lazy("Conferma")),
        (forms.EmailInput(attrs={"aria-describedby": "a b"}), "a@b.example"),
        (forms.NumberInput(attrs={"min": 0, "step": 0.5}), 12345),
        (forms.URLInput(), "https://example.org/?a=1&b=2"),
        (forms.HiddenInput(), "token"),
        (CalendarDate(), "2026-03-02"),
        (forms.Select(choices=PEOPLE), 1),
        (forms.Select(choices=PEOPLE, attrs={"class": "form-select"}), None),
        (forms.Select(choices=GROUPED), "b"),
        (forms.Select(choices=[(1, 1), (2, 2.5)]), 2),
        (forms.NullBooleanSelect(), True),
        (forms.SelectMultiple(choices=PEOPLE), ["1", "due"]),
        (forms.Select(choices=[]), None),
    ],
)
def test_widget_is_written_as_djangos_templates_write_it(widget: forms.Widget, value: Any) -> None:
    ours = widget.render("campo", value, attrs={"id": "id_campo"}, renderer=DesignRenderer())
    theirs = widget.render("campo", value, attrs={"id": "id_campo"}, renderer=DjangoTemplates())
    assert ours == theirs
    assert type(ours) is type(theirs)
