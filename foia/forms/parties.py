"""Third parties whose interests an answer may touch: who they are, their notice, and what happened to each.

A form that makes a letter leave says so and stands under its preview; the others only write down what happened.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words, not_to_come
from foia.models import Party
from foia.rules.filing import is_email
from foia.rules.party_steps import (
    MEANS_LABELS,
    NAME_LENGTH,
    OPPOSITION_LENGTH,
    REMEDY_LABELS,
    reason_against_opposition,
    reason_against_party_email,
    reason_against_party_name,
)
from pasocial.cleaning import whole_number
from pasocial.design.widgets import CalendarDate

# D.Lgs. 33/2013 art. 5-bis(2): the private interests that make someone a counter-interested party.
INTERESTS = [
    ("personal_data", _("Protezione dei dati personali (lett. a)")),
    ("correspondence", _("Libertà e segretezza della corrispondenza (lett. b)")),
    ("economic_interests", _("Interessi economici e commerciali (lett. c)")),
]
CHOOSE = [("", _("Scegli"))]


class AddParty(CaseForm):
    name = forms.CharField(label=_("Nome o ragione sociale"), max_length=NAME_LENGTH[1])
    interest = forms.ChoiceField(
        label=_("Interesse che rischia un danno concreto"), choices=[*CHOOSE, *INTERESTS]
    )
    email = forms.EmailField(
        label=_("E-mail o PEC"), required=False, help_text=_("Serve una e-mail, una PEC o un indirizzo.")
    )
    postal_address = forms.CharField(label=_("Indirizzo"), max_length=250, required=False)
    language = forms.TypedChoiceField(
        label=_("Lingua in cui scrivergli"),
        choices=Party.LANGUAGES,
        empty_value="it",
        required=False,
        initial="it",
        help_text=_("Il testo italiano è sempre incluso ed è quello che vale."),
    )
    documents_read = forms.BooleanField(
        label=_("Ho letto tutti i documenti richiesti"),
        help_text=_("Solo dopo averli letti si sa chi rischia un danno concreto (Circolare 2/2017, §6.1)."),
    )
    api = {
        "interest": "D.Lgs. 33/2013 art. 5-bis(2).",
        "language": "Hers; the Italian text always comes with it.",
        "documents_read": "All documents asked for were read; only then it is known who risks a prejudice.",
    }
    content = {
        "name": lambda name, today: reason_against_party_name(name),
        "email": lambda email, today: reason_against_party_email(valid=is_email(email)),
    }


class OfParty(CaseForm):
    """A form about one party."""

    party = forms.IntegerField(widget=forms.HiddenInput)


class SentByHand(OfParty):
    """When and how something left that the platform did not send."""

    on = forms.DateField(label=_("Il giorno in cui è partito"), widget=CalendarDate)
    means = forms.ChoiceField(
        label=_("Come"), choices=[*CHOOSE, *((str(code), _(label)) for code, label in MEANS_LABELS.items())]
    )
    number = forms.CharField(
        label=_("Numero"),
        required=False,
        max_length=80,
        help_text=_("Della raccomandata, della PEC o del protocollo."),
    )
    content = {"on": not_to_come()}


class On(OfParty):
    on = forms.DateField(label=_("Il giorno"), widget=CalendarDate)
    api = {"on": "The day it happened."}
    content = {"on": not_to_come()}


class Opposed(On):
    text = Words(
        label=_("Motivi dell'opposizione"),
        required=False,
        rows=3,
        max_length=OPPOSITION_LENGTH[1],
        help_text=_("Solo se si oppone: che cosa scrive."),
    )
    api = {**On.api, "text": "What the party writes."}
    content = {**On.content, "text": lambda text, today: reason_against_opposition(text)}


class PartyDay(Opposed):
    """One dated step of one party, on the page in one form; it only writes down what happened."""

    STEPS = [
        ("received", _("Avviso ricevuto (o compiuta giacenza)")),
        ("opposed", _("Opposizione")),
        ("consented", _("Consenso")),
        ("grant_received", _("Comunicazione di accoglimento ricevuta")),
    ]
    step = forms.ChoiceField(label=_("Che cosa è successo"), choices=[*CHOOSE, *STEPS])
    field_order = ("step", "on", "text")

    def offer(self, steps: set[str]) -> None:
        """Lists only what can have happened; the others are refused with their reason if they are sent all the same."""
        offered = [*CHOOSE, *(row for row in self.STEPS if row[0] in steps)]
        self.fields["step"].widget.choices = offered
        if "opposed" not in steps:
            del self.fields["text"]


class NoteRemedy(OfParty):
    remedy = forms.ChoiceField(
        label=_("A chi si è rivolta"),
        choices=[*CHOOSE, *((str(code), _(label)) for code, label in REMEDY_LABELS.items())],
    )
    on = forms.DateField(label=_("Il giorno in cui ci è stato notificato"), widget=CalendarDate)
    words = Words(label=_("Che cosa chiede"), required=False, rows=3, max_length=2000)
    content = {"on": not_to_come()}


class CloseRemedy(OfParty):
    reference = forms.TypedChoiceField(label=_("Quale"), choices=CHOOSE, coerce=int)
    on = forms.DateField(label=_("Il giorno in cui è finito"), widget=CalendarDate)
    outcome = Words(label=_("Come è finito"), required=False, rows=3, max_length=2000)
    content = {"on": not_to_come()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is open is said by the operation, which names the reason; here any number is read.
        if self.is_bound:
            given = str(self.data.get("reference", ""))
            self.offer([(given, given)] if whole_number(given) is not None else [])

    def offer(self, open_remedies: list[tuple[str, str]]) -> None:
        self.fields["reference"].choices = [*CHOOSE, *open_remedies]
