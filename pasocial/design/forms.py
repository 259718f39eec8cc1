"""`{{ form }}` and `{{ field.as_field_group }}` in the markup of the design system, everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_INPUT, _ATTRS = "django/forms/widgets/input.html", "django/forms/widgets/attrs.html"
# Django's own templates that only include input.html.
INPUTS = frozenset(
    {_INPUT}
    | {f"django/forms/widgets/{kind}.html" for kind in ("date", "email", "hidden", "number", "text", "url")}
)
SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class DesignRenderer(DjangoTemplates):
    """Named in `settings.FORM_RENDERER`; widgets keep Django's own templates.

    Inputs and selects, most of every form, are written here to the same letters as those templates: a select of
    thirty colleagues rendered sixty of them. A test compares the two.
    """

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        if template_name in INPUTS:
            return mark_safe(_input(context["widget"]))
        if template_name == SELECT:
            written = _select(context["widget"])
            if written is not None:
                return mark_safe(written)
        return SafeString(super().render(template_name, context, request))


def _text(value: Any) -> str:
    """As `{{ value|stringformat:'s' }}` escapes it: what is marked safe stays as it is."""
    return str(conditional_escape(value if isinstance(value, str) else str(value)))


def _attrs(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return (
        f'<input type="{conditional_escape(widget["type"])}" name="{conditional_escape(widget["name"])}"'
        f"{value}{_attrs(widget['attrs'])}>"
    )


def _select(widget: Mapping[str, Any]) -> str | None:
    """None when a group or an option is of another kind than Django's own."""
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attrs(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        for option in options:
            if option["template_name"] != OPTION or not isinstance(option["label"], str | Promise):
                return None
            parts.append(
                f'\n  <option value="{_text(option["value"])}"{_attrs(option["attrs"])}>'
                f"{_text(option['label'])}</option>\n"
            )
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])
