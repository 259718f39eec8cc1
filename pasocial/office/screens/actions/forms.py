"""What is filled in for an action: a Django form, from which the body of the API is derived too (`bodies`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from rest_framework import serializers

from pasocial.design.clean_forms import CleanForm

# Far beyond any real letter; it keeps a pasted book out of the database.
LONG_TEXT = 20_000


class Words(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = LONG_TEXT, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class Person(forms.ModelChoiceField):
    """A colleague, shown with her office. `among` says who can be chosen for the thing the action is about."""

    def __init__(self, *, among: Callable[[Any], QuerySet[Any]], **kwargs: Any) -> None:
        self.among = among
        super().__init__(None, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.office_name}" if obj.office_name else str(obj)

    def list(self, people: Sequence[Any]) -> None:
        """Shows these people, when the page knows them already, so that they are not asked for again."""
        nobody = [] if self.empty_label is None else [("", self.empty_label)]
        self.widget.choices = nobody + [(each.pk, self.label_from_instance(each)) for each in people]


class ActionForm(CleanForm):
    """A form about one thing. Several share a page, so ids carry the action, and a mark when it stands there twice.

    `machinery` are the fields that a page needs for itself: no door hands them to an operation. `api` says in English,
    for whoever reads the API, what a field means; `body_base` is what all bodies of the desk have in common.
    """

    action: ClassVar[str] = ""
    machinery: ClassVar[frozenset[str]] = frozenset({"mark"})
    api: ClassVar[Mapping[str, str]] = {}
    body_base: ClassVar[type[serializers.Serializer[Any]]] = serializers.Serializer
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self, *args: Any, about: Any, user: Any, action: str = "", mark: str = "", **kwargs: Any
    ) -> None:
        # Where it is sent, what its button says and which key leads to it, once a page shows it as the form of an action.
        self.url: str = ""
        self.label: str | Promise = ""
        self.key = ""
        self.about = about
        self.user = user
        self.name = action or self.action
        kwargs.setdefault("auto_id", f"{self.name}{mark}_%s")
        super().__init__(*args, **kwargs)
        self.place = mark
        if mark:
            self.initial["mark"] = mark
        else:
            # It stands there once: nothing has to be told apart.
            del self.fields["mark"]
        for field in self.fields.values():
            if isinstance(field, Person):
                field.queryset = field.among(about)

    @property
    def form_id(self) -> str:
        """The id of the form element, for buttons that stand elsewhere on the page."""
        return f"modulo-{self.name}{self.place}"

    @property
    def typed(self) -> list[str]:
        """Names of the fields people type in, for keeping unsent text."""
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not isinstance(field, forms.FileField)
        ]
