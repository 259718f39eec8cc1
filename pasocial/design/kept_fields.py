"""Fields nobody typed words in, kept in this process like the small components: the same choices, the same markup.

A case page holds a dozen closed forms whose fields are the same on every case, language by language. The key is all
that `shown_field` and Django's widgets read; a field that has a fault, that holds somebody's words, or whose widget is
none of the plain ones is rendered anew.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import get_default_renderer
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pasocial.design import widgets
from pasocial.design.kept_markup import Key, plain
from pasocial.design.presentation import hidden_tag

WIDGETS = frozenset(
    {
        *(forms.TextInput, forms.EmailInput, forms.NumberInput, forms.URLInput, forms.Textarea),
        *(
            forms.Select,
            forms.CheckboxInput,
            forms.RadioSelect,
            forms.CheckboxSelectMultiple,
            forms.FileInput,
        ),
        *(widgets.CalendarDate, widgets.HintedRadios, widgets.UploadInput, widgets.SeveralUploads),
    }
)


def hidden_markup(field: Any) -> SafeString | None:
    """A hidden input, without a template; None for a field that people see."""
    if isinstance(field, forms.BoundField) and field.is_hidden and not field.errors:
        return hidden_tag(field)
    return None


def key_of(field: Any, values: dict[str, Any]) -> Key | None:
    """None when the field has to be rendered anew."""
    if not isinstance(field, forms.BoundField):
        return None
    form, inner = field.form, field.field
    widget = inner.widget
    if type(widget) not in WIDGETS or form.renderer is not get_default_renderer() or field.errors:
        return None
    choices = getattr(widget, "choices", None)
    if choices is not None and type(choices) is not list:
        return None  # a query that is still to be asked
    value = field.value()
    if value and choices is None and isinstance(value, str):
        return None
    try:
        return (
            "field",
            get_language(),
            form.use_required_attribute,
            type(inner),
            type(widget),
            field.html_name,
            field.auto_id,
            inner.required,
            inner.disabled,
            inner.localize,
            getattr(inner, "max_length", None),
            getattr(widget, "format", None),
            plain(field.label),
            plain(field.help_text),
            plain(value),
            plain(choices),
            plain(widget.attrs),
            plain(getattr(widget, "hints", None)),
            plain(getattr(widget, "limits", None)),
            values["counter"],
            values["hide_label"],
            plain(values["after"]),
        )
    except TypeError:
        return None
