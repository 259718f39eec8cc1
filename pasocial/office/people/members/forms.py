"""What is asked when a key for a program is made, and when somebody will be away."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate
from pasocial.office.people.members import queries
from pasocial.office.record import registry


class NewToken(CleanForm):
    name = forms.CharField(
        label=_("A che cosa serve"), max_length=120, help_text=_("Per esempio: sito dell'ufficio statistica.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Che cosa può fare il programma"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Al massimo quello che puoi fare tu; se perdi un ruolo, lo perde anche la chiave."),
    )
    expires_on = forms.DateField(
        label=_("Ultimo giorno"),
        required=False,
        widget=CalendarDate,
        help_text=_("Facoltativo, ma consigliato: dopo questo giorno la chiave non funziona più."),
    )

    def __init__(self, *args: Any, allowed: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (code, f"{registry.permission(code)[0].name}: {registry.permission(code)[1].label}")
            for code in allowed
        ]

    def expires_at(self) -> datetime | None:
        """The end of the chosen day, in the time zone of the office."""
        day = self.cleaned_data["expires_on"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None


class NewAbsence(CleanForm):
    first_day = forms.DateField(label=_("Primo giorno"), widget=CalendarDate)
    last_day = forms.DateField(label=_("Ultimo giorno"), widget=CalendarDate)
    deputy: Any = forms.ModelChoiceField(
        label=_("Chi sostituisce"),
        queryset=None,
        required=False,
        empty_label=_("nessuno"),
        help_text=_(
            "Fra chi lavora nelle stesse redazioni. Se anche lei manca, passa a chi sostituisce lei."
        ),
    )
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=200,
        required=False,
        help_text=_("Facoltativo: lo vede solo la persona assente."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = queries.possible_deputies(user)  # type: ignore[attr-defined]
