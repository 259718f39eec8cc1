"""The rarer steps of a case and the correction of a fact: days, reasons, and what the applicant reads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words, not_to_come, words_of
from foia.rules.legal_steps import REASON_LENGTH, reason_against_sender
from pasocial.design.widgets import CalendarDate


class Arrival(CaseForm):
    from_body = forms.CharField(label=_("Trasmessa da"), max_length=200)
    on = forms.DateField(
        label=_("Arrivata qui il"),
        widget=CalendarDate,
        help_text=_("Il termine parte da questo giorno (Circolare FOIA 2/2017, §4.1)."),
    )
    presented_on = forms.DateField(
        label=_("Presentata all'altra amministrazione il"),
        required=False,
        widget=CalendarDate,
        help_text=_("Solo se la pratica è registrata con il giorno di arrivo: prende il suo posto."),
    )
    api = {
        "from_body": "The administration that sent it on.",
        "on": "The day it reached us.",
        "presented_on": "The day it was presented there, when the case holds another.",
    }
    content = {
        "from_body": lambda name, today: reason_against_sender(name),
        "on": not_to_come(),
        "presented_on": not_to_come("presented_on"),
    }


class GapNotice(CaseForm):
    words = Words(
        label=_("Che cosa manca, scritto al richiedente"),
        rows=5,
        help_text=_(
            "Parte subito per e-mail. Il termine riparte da zero quando completa (DPR 184/2006, art. 6)."
        ),
    )
    on = forms.DateField(
        label=_("Già comunicata su carta il"),
        required=False,
        widget=CalendarDate,
        help_text=_("Lascia vuoto se la comunichi oggi."),
    )
    api = {
        "words": "What the applicant reads: 20 to 20,000 characters.",
        "on": "An earlier day, when it left on paper.",
    }
    content = {"words": words_of("words", REASON_LENGTH), "on": not_to_come()}


class GapCompleted(CaseForm):
    on = forms.DateField(
        label=_("Completata il"),
        widget=CalendarDate,
        help_text=_("Da questo giorno ripartono i 30 giorni."),
    )
    api = {"on": "The day it happened."}
    content = {"on": not_to_come()}


class OmbudsmanAsked(CaseForm):
    on = forms.DateField(
        label=_("Ricorso presentato il"),
        widget=CalendarDate,
        help_text=_("Il difensore civico ha 30 giorni (D.Lgs. 33/2013, art. 5, comma 8)."),
    )
    api = {"on": "The day it happened."}
    content = {"on": not_to_come()}


class OmbudsmanFound(CaseForm):
    on = forms.DateField(
        label=_("Comunicata a noi il"),
        widget=CalendarDate,
        help_text=_("Da questo giorno ci sono 30 giorni per confermare il rifiuto, o l'accesso è concesso."),
    )
    why = Words(label=_("Che cosa dice"), rows=4, help_text=_("In breve: resta nella pratica."))
    api = {"on": "The day it happened.", "why": "What it says: 20 to 20,000 characters."}
    content = {"on": not_to_come(), "why": words_of("why", REASON_LENGTH)}


class ConfirmRefusal(CaseForm):
    why = Words(
        label=_("Perché il rifiuto resta"),
        rows=6,
        help_text=_("Il richiedente lo riceve subito per e-mail e lo legge nella sua pagina."),
    )
    api = {"why": "What the applicant reads: 20 to 20,000 characters."}
    content = {"why": words_of("why", REASON_LENGTH)}


class CourtServed(CaseForm):
    on = forms.DateField(label=_("Ricorso notificato il"), widget=CalendarDate)
    why = Words(
        label=_("A quale giudice, con quali estremi"),
        rows=3,
        help_text=_("Quando c'è l'esito, registralo nella scheda «Decisione»: va anche nel registro."),
    )
    api = {"on": "The day it happened.", "why": "What it says: 20 to 20,000 characters."}
    content = {"on": not_to_come(), "why": words_of("why", REASON_LENGTH)}


class CorrectFact(CaseForm):
    """`never`: it did not happen at all; otherwise the right day."""

    action = "correggi-fatto"
    on = forms.DateField(label=_("Giorno giusto"), required=False, widget=CalendarDate)
    never = forms.BooleanField(
        label=_("Non è mai accaduto: annulla questo fatto"),
        required=False,
        help_text=_("Resta visibile, barrato, con il motivo."),
    )
    why = Words(
        label=_("Perché lo correggi"),
        rows=3,
        max_length=4000,
        help_text=_("Lo leggono i colleghi nella storia della pratica."),
    )

    def __init__(self, *args: Any, may_void: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_void:
            del self.fields["never"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("never") and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("Scrivi il giorno giusto, o di' che il fatto non è mai accaduto."))
        if given.get("never") and given.get("on"):
            self.add_error("never", _("Scegli: un altro giorno, o mai accaduto."))
        return given
