"""The transparency officer's part: the opinion of the Garante and the decision on a review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import CaseForm, Words
from foia.models import Review
from pasocial.design.widgets import CalendarDate


class DecideReview(CaseForm):
    deed = "decidi-riesame"
    outcome = forms.ChoiceField(
        label=_("Esito del riesame"), choices=Review.Outcome.choices, widget=forms.RadioSelect
    )
    reasons = Words(label=_("Motivazione"), rows=8)
    decide_by = forms.DateField(
        label=_("Se lo accogli: nuova decisione entro"),
        required=False,
        widget=CalendarDate,
        help_text=_("La pratica torna all'ufficio. Senza un giorno vale il termine di legge, 30 giorni."),
    )


class AskGarante(CaseForm):
    deed = "chiedi-garante"
    on = forms.DateField(label=_("Parere chiesto il"), widget=CalendarDate)


class RecordGarante(CaseForm):
    deed = "parere-garante"
    on = forms.DateField(label=_("Parere ricevuto il"), widget=CalendarDate)
