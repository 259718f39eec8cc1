"""The forms of a list: its filters, the name of a view to keep, what to do with the ticked rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.cleaning import whole_number
from pasocial.design.clean_forms import CleanForm
from pasocial.office.screens.lists.rules import Filter, FiltersInForce, Switch, Words

# Rows that one press may change.
MOST_ROWS = 500


class FilterForm(CleanForm):
    """Shown as they were asked; what they mean is decided by the list's query."""

    def __init__(self, filters: Iterable[Filter], asked: FiltersInForce) -> None:
        super().__init__({**asked.values, "sort": asked.sort}, auto_id="filtro_%s")
        for one in filters:
            self.fields[one.name] = self._field(one)
        if asked.sort:
            self.fields["sort"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _field(self, one: Filter) -> forms.Field:
        if isinstance(one, Words):
            return forms.CharField(label=str(one.label), required=False, max_length=200)
        if isinstance(one, Switch):
            return forms.BooleanField(label=str(one.label), required=False)
        if not one.choices:
            return forms.CharField(required=False, widget=forms.HiddenInput)
        return forms.ChoiceField(label=str(one.label), required=False, choices=list(one.choices))

    @property
    def plain(self) -> list[Any]:
        """The fields that are always shown, and the hidden ones."""
        return [field for field in self if not isinstance(field.field, forms.BooleanField)]

    @property
    def switches(self) -> list[Any]:
        return [field for field in self if isinstance(field.field, forms.BooleanField)]


class SaveViewForm(CleanForm):
    name = forms.CharField(label=_("Nome del filtro"), max_length=60)
    shared = forms.BooleanField(label=_("Visibile a tutta la redazione"), required=False)
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="salva_%s")


@dataclass(frozen=True)
class BulkAction:
    """One button over the ticked rows; `field` is the form's field it needs, shown before it."""

    code: str
    label: object
    field: str = ""


class BulkForm(CleanForm):
    """What to do with the ticked rows. One of the buttons tells which."""

    ACTIONS: ClassVar[tuple[BulkAction, ...]] = ()
    rows = forms.TypedMultipleChoiceField(coerce=int, required=True, choices=())
    action = forms.ChoiceField()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="insieme_%s")
        self.fields["action"].choices = [(one.code, one.label) for one in self.ACTIONS]  # type: ignore[attr-defined]
        if self.is_bound:
            given = [value for value in self.data.getlist("rows") if whole_number(value, 1) is not None]  # type: ignore[attr-defined]
            self.fields["rows"].choices = [(value, value) for value in given[:MOST_ROWS]]  # type: ignore[attr-defined]

    def buttons(self) -> list[tuple[BulkAction, Any]]:
        """Each button with the field before it."""
        return [(one, self[one.field] if one.field else None) for one in self.ACTIONS]

    def fault(self) -> str:
        """The first fault of a field that a person filled in, "" when the buttons themselves are not ours."""
        shown = {one.field for one in self.ACTIONS if one.field}
        return next((str(found[0]) for name, found in self.errors.items() if name in shown), "")
