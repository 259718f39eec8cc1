"""Third parties whose interests an answer may touch: who they are, and the days that open and close their windows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import CaseForm, Words
from foia.models import Party
from pasocial.design.widgets import CalendarDate

# D.Lgs. 33/2013 art. 5-bis(2): the private interests that make someone a counter-interested party.
INTERESTS = [
    ("personal_data", _("Protezione dei dati personali (lett. a)")),
    ("correspondence", _("Libertà e segretezza della corrispondenza (lett. b)")),
    ("economic_interests", _("Interessi economici e commerciali (lett. c)")),
]


class AddParty(CaseForm):
    deed = "aggiungi-parte"
    name = forms.CharField(label=_("Nome o ragione sociale"), max_length=150)
    interest = forms.ChoiceField(
        label=_("Interesse che rischia un danno concreto"), choices=[("", _("Scegli")), *INTERESTS]
    )
    email = forms.EmailField(
        label=_("E-mail o PEC"), required=False, help_text=_("Serve una e-mail, una PEC o un indirizzo.")
    )
    postal_address = forms.CharField(label=_("Indirizzo"), max_length=250, required=False)
    language = forms.ChoiceField(
        label=_("Lingua in cui scrivergli"),
        choices=Party.LANGUAGES,
        required=False,
        initial="it",
        help_text=_("Il testo italiano è sempre incluso ed è quello che vale."),
    )
    documents_read = forms.BooleanField(
        label=_("Ho letto tutti i documenti richiesti"),
        help_text=_("Solo dopo averli letti si sa chi rischia un danno concreto (Circolare 2/2017, §6.1)."),
    )


class PartyDay(CaseForm):
    """One dated step of one party."""

    deed = "parte"
    STEPS = [
        ("notified", _("Avviso inviato")),
        ("received", _("Avviso ricevuto (o compiuta giacenza)")),
        ("opposed", _("Opposizione")),
        ("consented", _("Consenso")),
        ("grant_received", _("Comunicazione di accoglimento ricevuta")),
        ("remedy", _("Ha chiesto il riesame o fatto ricorso")),
        ("remedy_closed", _("Il suo riesame o ricorso è concluso")),
    ]
    party = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label=_("Che cosa è successo"), choices=STEPS)
    on = forms.DateField(label=_("Il giorno"), widget=CalendarDate)
    text = Words(
        label=_("Motivi dell'opposizione"),
        required=False,
        rows=3,
        max_length=4000,
        help_text=_("Solo se si oppone: che cosa scrive."),
    )
