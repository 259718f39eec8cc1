"""The transparency officer's part: the opinion of the Garante and the decision on a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import CaseForm, Words
from foia.backoffice.forms.case import People
from foia.models import Review
from foia.queries.reviews import possible_deciders
from pasocial.design.widgets import CalendarDate


class DecideReview(CaseForm):
    action = "decidi-riesame"
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


class EntrustReview(CaseForm):
    action = "affida-riesame"
    to = People(
        label=_("A chi lo affidi"),
        queryset=None,
        empty_label=_("Scegli"),
        help_text=_(
            "Chi dirige l'ufficio che la risposta indica per il riesame. Leggerà questa pratica e deciderà lei."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].among(possible_deciders(self.access_request))


class AskGarante(CaseForm):
    action = "chiedi-garante"
    on = forms.DateField(label=_("Parere chiesto il"), widget=CalendarDate)


class RecordGarante(CaseForm):
    action = "parere-garante"
    on = forms.DateField(label=_("Parere ricevuto il"), widget=CalendarDate)
