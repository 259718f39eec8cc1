"""How values and form fields are shown: pure functions of what they are given, no query and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

TEXT_LIKE = "text"
_CONTROL = {"select": "form-select", "checkbox": "form-check-input", "file": "form-control pa-file-input"}


@dataclass(frozen=True)
class ShownOption:
    """One radio button or checkbox of a group."""

    tag: str
    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class ShownField:
    """All that `components/field.html` prints of a bound field."""

    kind: str
    id: str
    label: str
    help: str
    help_id: str
    error_id: str
    errors: tuple[str, ...]
    required: bool
    tag: str
    options: tuple[ShownOption, ...]
    limit: int | None
    hide_label: bool
    cards: bool = False
    accept: str = ""
    limits: str = ""


def kind_of(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.FileInput):
        return "file"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        return "several"
    return TEXT_LIKE


def shown_field(field: forms.BoundField, *, counter: bool = True, hide_label: bool = False) -> ShownField:
    """Give a bound field its classes, `aria-describedby`, `aria-invalid` and, for groups, its options."""
    widget = field.field.widget
    kind = kind_of(widget)
    identifier = field.id_for_label or field.auto_id or field.html_name
    help_id, error_id = f"{field.auto_id}_help", f"{field.auto_id}_error"
    errors = tuple(str(error) for error in field.errors)
    limit = getattr(field.field, "max_length", None) if kind == "textarea" and counter else None
    described = " ".join(
        part
        for part in (
            error_id if errors else "",
            help_id if field.help_text else "",
            f"{field.auto_id}_count" if limit else "",
        )
        if part
    )
    attrs: dict[str, Any] = {"class": _classes(widget, kind, bool(errors))}
    if described:
        attrs["aria-describedby"] = described
    if errors:
        attrs["aria-invalid"] = "true"
    if kind == "textarea" and widget.attrs.get("rows") in (
        None,
        "10",
    ):  # Django's default, higher than a phone
        attrs["rows"] = 6
    if limit:
        attrs["data-counter"] = f"{field.auto_id}_count"
    options: tuple[ShownOption, ...] = ()
    tag = ""
    if kind == "group":
        hints = getattr(widget, "hints", {})
        # Django puts the attributes of the group on each input; the description belongs to the fieldset.
        inner = {"class": "form-check-input"} | ({"aria-invalid": "true"} if errors else {})
        options = tuple(
            ShownOption(
                tag=option.tag(),
                id=option.id_for_label,
                label=str(option.choice_label),
                hint=str(hints.get(str(option.data["value"]), "")),
            )
            for option in _flat(field, inner)
        )
    else:
        tag = field.as_widget(attrs=attrs)
    return ShownField(
        kind=kind,
        id=identifier,
        label=str(field.label or ""),
        help=str(field.help_text or ""),
        help_id=help_id,
        error_id=error_id,
        errors=errors,
        required=bool(field.field.required),
        tag=tag,
        options=options,
        limit=limit,
        hide_label=hide_label,
        cards=bool(getattr(widget, "hints", None)),
        accept=str(widget.attrs.get("accept", "")),
        limits=str(getattr(widget, "limits", "")),
    )


def hidden_tag(field: forms.BoundField) -> SafeString:
    """A hidden input. Most forms have two, and a case page a dozen forms: written without a widget's template."""
    widget = field.field.widget
    if type(widget) is not forms.HiddenInput or widget.attrs:
        return field.as_widget()
    value = widget.format_value(field.value())
    words = '<input type="hidden" name="{}" value="{}" id="{}">'
    return format_html(words, field.html_name, "" if value is None else value, field.auto_id)


def _flat(field: forms.BoundField, attrs: dict[str, Any]) -> list[Any]:
    widget = field.field.widget
    merged = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        merged.setdefault("id", field.auto_id)
    merged.pop("aria-describedby", None)
    subwidgets = widget.subwidgets(field.html_name, field.value(), attrs=merged)
    return [forms.boundfield.BoundWidget(widget, option, field.form.renderer) for option in subwidgets]


def _classes(widget: forms.Widget, kind: str, invalid: bool) -> str:
    own = widget.attrs.get("class", "")
    if kind == "hidden":
        return own
    return " ".join(
        part for part in (own, _CONTROL.get(kind, "form-control"), "is-invalid" if invalid else "") if part
    )


def clock_tone(tone: str, days_left: int | None) -> str:
    """Red from the last day on, amber in the last week, unless a tone is asked for."""
    if tone != "auto":
        return tone
    if days_left is None:
        return "neutral"
    if days_left <= 0:
        return "danger"
    return "warning" if days_left <= 7 else "success"


def page_numbers(current: int, last: int) -> list[int | None]:
    """First, last, and the neighbours of the current page, with None where numbers are left out."""
    wanted = sorted({1, last, *(n for n in range(current - 1, current + 2) if 1 <= n <= last)})
    numbers: list[int | None] = []
    for number in wanted:
        previous = numbers[-1] if numbers else None
        if previous is not None and number == previous + 2:
            numbers.append(number - 1)
        elif previous is not None and number > previous + 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


def initials(name: str) -> str:
    """Two letters for an avatar."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [name[:1]]
    return "".join(letters).upper()


_FILE_ICONS = {
    "pdf": "file-pdf",
    "csv": "file-csv",
    "json": "file-json",
    "xml": "file-xml",
    "doc": "file-docx",
    "docx": "file-docx",
    "odt": "file-odt",
    "xls": "file-xlsx",
    "xlsx": "file-xlsx",
    "ods": "file-ods",
    "ppt": "file-ppt",
    "pptx": "file-slides",
    "odp": "file-odp",
    "txt": "file-txt",
    "zip": "file-compressed",
    "p7m": "file-signed",
    "jpg": "file-image",
    "jpeg": "file-image",
    "png": "file-image",
    "webp": "file-image",
    "mp3": "file-audio",
    "mp4": "file-video",
}


def file_icon(kind: str) -> str:
    """The symbol of a file type given by its extension."""
    return _FILE_ICONS.get(kind.lower().lstrip("."), "file")
