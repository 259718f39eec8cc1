"""The body that the API takes for an action, derived from its form: same fields, same limits, same choices."""

from __future__ import annotations

from functools import cache, singledispatch
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from rest_framework import serializers

from pasocial.design.widgets import ManyFiles
from pasocial.office.screens.actions.forms import BIGGEST_ID as BIGGEST_ID
from pasocial.office.screens.actions.forms import LONGEST_KEY, ActionForm, Person, Ticked
from pasocial.rest.bodies import ContentGuard, Plain, least_taken

Body = type[serializers.Serializer[Any]]

MOST_FILES = 10
# A line whose length the form leaves to the rules.
LONGEST_LINE = 1_000


def unknown_person() -> serializers.ErrorDetail:
    return serializers.ErrorDetail(_("Nessuno ha questo numero, o non può riceverla."), "unknown_person")


class ById(serializers.IntegerField):
    """A person by her id, one of those whom the form offers for this thing."""

    def __init__(self, field: Person, **options: Any) -> None:
        self.chosen_from = field
        super().__init__(min_value=1, max_value=BIGGEST_ID, **options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        pk = super().run_validation(data)
        if pk is None:
            return None
        found = self.chosen_from.among(self.context["about"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError([unknown_person()])
        return found


@cache
def body_of(form: type[ActionForm], without: tuple[str, ...] = ()) -> Body:
    """The serializer of a form, without the fields that the address says; its name is the form's."""
    fields = {
        name: field_of(field, _options(field, form.api.get(name, ""), form.content.get(name)))
        for name, field in form.base_fields.items()
        if name not in form.machinery and name not in without
    }
    return type(
        form.__name__, (form.body_base,), {"__doc__": form.__doc__, "content": form.content, **fields}
    )


def _options(field: forms.Field, words: str, guard: ContentGuard | None) -> dict[str, Any]:
    """A field that stands ready filled on the page may be left out by a program."""
    options: dict[str, Any] = {"help_text": words} if words else {}
    if field.initial is not None or not field.required:
        options |= {"required": False, "default": field.initial}
    if guard is not None and isinstance(field, forms.CharField):
        options["least"] = least_taken(guard)
    return options


@singledispatch
def field_of(field: forms.Field, options: dict[str, Any]) -> serializers.Field[Any, Any, Any, Any]:
    """Raises TypeError for a kind of field that no action had yet: say here what it is in the API."""
    raise TypeError(f"No field of the API is known for {type(field).__name__}.")


@field_of.register
def text(field: forms.CharField, options: dict[str, Any]) -> Any:
    if not field.required:
        options |= {"allow_blank": True, "default": field.initial or ""}
    most = field.max_length or LONGEST_LINE
    return Plain((options.pop("least", 0), most), max_length=most, **options)


@field_of.register
def day(field: forms.DateField, options: dict[str, Any]) -> Any:
    if not field.required:
        options["allow_null"] = True
    return serializers.DateField(**options)


@field_of.register
def choice(field: forms.ChoiceField, options: dict[str, Any]) -> Any:
    listed: Any = field.choices
    codes = [code for code, _label in listed if code != ""]
    if not field.required and field.initial is None:
        options |= {"allow_blank": True, "default": ""}
    return serializers.ChoiceField(codes, **options)


@field_of.register
def box(field: forms.BooleanField, options: dict[str, Any]) -> Any:
    return serializers.BooleanField(**options)


@field_of.register
def number(field: forms.IntegerField, options: dict[str, Any]) -> Any:
    return serializers.IntegerField(min_value=1, max_value=BIGGEST_ID, **options)


@field_of.register
def uuid(field: forms.UUIDField, options: dict[str, Any]) -> Any:
    return serializers.UUIDField(**options)


@field_of.register
def person(field: Person, options: dict[str, Any]) -> Any:
    if not field.required:
        options["allow_null"] = True
    return ById(field, **options)


@field_of.register
def several_rows(field: Ticked, options: dict[str, Any]) -> Any:
    child: Any = (
        serializers.IntegerField(min_value=1, max_value=BIGGEST_ID)
        if field.coerce is int
        else serializers.CharField(max_length=LONGEST_KEY)
    )
    return serializers.ListField(child=child, min_length=1, max_length=field.most, **options)


@field_of.register
def several_files(field: ManyFiles, options: dict[str, Any]) -> Any:
    if "default" in options:
        options["default"] = list
    else:
        options["min_length"] = 1
    child = serializers.FileField(allow_empty_file=True)
    return serializers.ListField(child=child, max_length=MOST_FILES, **options)
