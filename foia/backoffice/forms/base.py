"""What every form about a case carries: the version it was read at, and how much history was known then."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.models import AccessRequest
from pasocial.design.clean_forms import CleanForm

# Far beyond any real letter; it keeps a pasted book out of the database.
LONG_TEXT = 20_000


class Words(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = LONG_TEXT, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class CaseForm(CleanForm):
    """A form about one request.

    `version` is the state of the case its author read: when a colleague saved in between, the operation
    refuses and the page shows both. `seen` is the last line of history shown, so the page can tell what is new.
    """

    action: ClassVar[str] = ""
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self, *args: Any, access_request: AccessRequest, user: Any, mark: str = "", **kwargs: Any
    ) -> None:
        self.access_request = access_request
        self.user = user
        # Several forms share a page: ids carry the action, and a mark when the same action appears more than once.
        kwargs.setdefault("auto_id", f"{self.action}{mark}_%s")
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", access_request.version)
        self.initial["mark"] = self.place = mark

    @property
    def form_id(self) -> str:
        """The id of the form element, for buttons that stand elsewhere on the page."""
        return f"modulo-{self.action}{self.place}"

    def on_top_of(self, version: int) -> None:
        """The same typed text, to be saved on top of a newer version after its author has seen it."""
        data = self.data.copy()
        data["version"] = str(version)
        self.data = data

    @property
    def typed(self) -> list[str]:
        """Names of the fields people type in, for keeping unsent text."""
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not isinstance(field, forms.FileField)
        ]


class Reason(CaseForm):
    why = Words(label=_("Perché"), rows=3, max_length=4000)
