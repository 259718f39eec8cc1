"""What is filled in for an action: a Django form, from which the body of the API is derived too (`bodies`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework import serializers

from pasocial.cleaning import whole_number
from pasocial.design.clean_forms import CleanForm
from pasocial.rest.bodies import ContentGuard, JudgedBody, faults_in
from pasocial.sentences import say

# Far beyond any real letter; it keeps a pasted book out of the database.
LONG_TEXT = 20_000
# What a number of a row can be at most, and a key of one that has none.
BIGGEST_ID = 2**63 - 1
LONGEST_KEY = 80
# Rows that one press may change.
MOST_TICKED = 500


class Words(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = LONG_TEXT, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class Person(forms.ModelChoiceField):
    """A colleague, shown with her office. `among` says who can be chosen for the thing the action is about.

    A form that was sent is checked against them; a closed one only lists them: `listed` says them from what is kept.
    """

    def __init__(
        self,
        *,
        among: Callable[[Any], QuerySet[Any]],
        listed: Callable[[], Sequence[Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.among = among
        self.listed = listed
        super().__init__(None, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.office_name}" if obj.office_name else str(obj)

    def list(self, people: Sequence[Any]) -> None:
        """Shows these people, when the page knows them already, so that they are not asked for again."""
        nobody = [] if self.empty_label is None else [("", self.empty_label)]
        self.widget.choices = nobody + [(each.pk, self.label_from_instance(each)) for each in people]


class Ticked(forms.TypedMultipleChoiceField):
    """Rows of the page, by what their boxes carry: numbers, or keys of `LONGEST_KEY` characters where `coerce` is str.

    Which rows there are, the operation knows: any value of the kind is taken.
    """

    widget = forms.MultipleHiddenInput  # the page draws each box in its row

    def __init__(
        self, *, coerce: type[int] | type[str] = int, most: int = MOST_TICKED, **kwargs: Any
    ) -> None:
        self.most = most
        super().__init__(coerce=coerce, **kwargs)

    def valid_value(self, value: Any) -> bool:
        if self.coerce is int:
            return whole_number(value, 1, BIGGEST_ID) is not None
        return len(value) <= LONGEST_KEY

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(_("Al più %(most)s righe per volta.") % {"most": self.most})


class ActionForm(CleanForm):
    """A form about one thing. Several share a page, so ids carry the action, and a mark when it stands there twice.

    `machinery` are the fields that a page needs for itself: no door hands them to an operation. `api` says in English,
    for whoever reads the API, what a field means; `body_base` is what all bodies of the desk have in common. `content`
    are rules about one field by itself: where another field cannot be read they are asked at once, so that whoever fills
    it in is told everything together; what was read whole is judged by its operation.
    """

    action: ClassVar[str] = ""
    machinery: ClassVar[frozenset[str]] = frozenset({"mark"})
    api: ClassVar[Mapping[str, str]] = {}
    body_base: ClassVar[type[serializers.Serializer[Any]]] = JudgedBody
    content: ClassVar[Mapping[str, ContentGuard]] = {}
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
        kwargs.setdefault("auto_id", f"{self.dashed}{mark}_%s")
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
                if field.listed is not None and not self.is_bound:
                    field.list(field.listed())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            for fault in list(faults_in(given, self.content, timezone.localdate())):
                self.add_error(fault.field, say(fault))
        return given

    @property
    def form_id(self) -> str:
        """The id of the form element, for buttons that stand elsewhere on the page."""
        return f"modulo-{self.dashed}{self.place}"

    @property
    def dashed(self) -> str:
        """Its name where it may hold no slash."""
        return self.name.replace("/", "-")

    @property
    def typed(self) -> list[str]:
        """Names of the fields people type in, for keeping unsent text."""
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not isinstance(field, forms.FileField)
        ]
