"""What people may say about what leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate
from pasocial.timekeeping import ROME


class MoveDeparture(CleanForm):
    day = forms.DateField(label=_("Giorno"), widget=CalendarDate)
    hour = forms.TimeField(label=_("Ora"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    @property
    def moment(self) -> datetime:
        """The chosen moment, in Rome."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=ROME)


class StopAboutThing(CleanForm):
    """Stops what leaves about one thing."""

    reason = forms.CharField(
        label=_("Perché"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo leggono tutti nella redazione, finché le partenze sono ferme."),
    )


class StopDepartures(StopAboutThing):
    """Stops all that leaves from a desk."""

    desk = forms.ChoiceField(label=_("Che cosa si ferma"))
    field_order = ("desk", "reason")

    def __init__(self, *args: Any, desks: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = desks  # type: ignore[attr-defined]
