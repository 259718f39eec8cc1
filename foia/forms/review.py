"""The transparency officer's part: the opinion of the Garante and the decision on a review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words, not_to_come, words_of
from foia.models import Review
from foia.queries.reviews import possible_deciders
from foia.rules.review import GROUNDS_LENGTH
from pasocial.design.widgets import CalendarDate
from pasocial.office.screens.actions import Person


class DecideReview(CaseForm):
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
    api = {"decide_by": "Granted: the day by which the new decision is due, not later than the law's."}
    content = {"reasons": words_of("reasons", GROUNDS_LENGTH)}


class EntrustReview(CaseForm):
    to = Person(
        among=possible_deciders,
        label=_("A chi lo affidi"),
        empty_label=_("Scegli"),
        help_text=_(
            "Chi dirige l'ufficio che la risposta indica per il riesame. Leggerà questa pratica e deciderà lei."
        ),
    )
    api = {"to": "Head of an office, or of the whole body; not who drafted or approved the decision."}


class AskGarante(CaseForm):
    on = forms.DateField(label=_("Parere chiesto il"), widget=CalendarDate)
    api = {"on": "The day it happened."}
    content = {"on": not_to_come()}


class RecordGarante(CaseForm):
    on = forms.DateField(label=_("Parere ricevuto il"), widget=CalendarDate)
    api = {"on": "The day it happened."}
    content = {"on": not_to_come()}
