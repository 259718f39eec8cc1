"""Triage and dialogue: who works the case, what is written to the applicant, to colleagues and to other offices."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words
from foia.models import AccessRequest
from foia.rules.dialogue import reason_against_asking, reason_against_body
from foia.rules.filing import ApplicantDetails, Identification, reason_against_identifying
from foia.rules.receiving import PROTOCOL_LENGTH, reason_against_later_protocol
from foia.rules.triage import WORDS_LENGTH, reason_against_addressee, reason_against_telling
from pasocial.design.widgets import CalendarDate, ManyFiles, SeveralUploads
from pasocial.office.files.attachments.intake import ACCEPT_ATTRIBUTE, ACCEPTED_IN_WORDS
from pasocial.office.people.members import queries as members
from pasocial.office.screens.actions import Person
from pasocial.refusal import Refusal
from pasocial.rest.bodies import ContentGuard

LIMITS = format_lazy("{} {}", _("Fino a 20 MB ciascuno."), ACCEPTED_IN_WORDS)

PURPOSES = [
    ("message", _("Un messaggio")),
    ("clarification", _("Invito a precisare la richiesta")),
]

IDENTIFIED_BY = [
    (Identification.DECLARED, _("Dichiarazione, senza documento")),
    (Identification.ID_COPY, _("Copia di un documento d'identità")),
    (Identification.SIGNATURE, _("Firma digitale")),
    (Identification.PEC, _("Domicilio digitale (PEC)")),
    (Identification.EID, _("SPID, CIE o eIDAS")),
    (Identification.AT_COUNTER, _("Di persona allo sportello")),
]

PRIORITIES = [(-1, _("Bassa")), (0, _("Normale")), (1, _("Alta")), (2, _("Urgente"))]


class Assignee(CaseForm):
    assignee = Person(
        among=lambda about: members.members_of("foia"),
        listed=lambda: members.colleagues("foia"),
        label=_("Assegnata a"),
        required=False,
        empty_label=_("Nessuno, torna nella coda"),
        help_text=_("Il richiedente riceve subito un'e-mail con il nome di chi se ne occupa."),
    )


class Kind(CaseForm):
    kind = forms.ChoiceField(label=_("Tipo di accesso"), choices=AccessRequest.Kind.choices)


class Holder(CaseForm):
    holder = forms.CharField(
        label=_("Ufficio che ha i documenti"), max_length=150, help_text=_("Serve a sapere a chi chiederli.")
    )
    api = {"holder": "The office that holds the documents."}


class Protocol(CaseForm):
    protocol = forms.CharField(
        label=_("Numero di protocollo"),
        max_length=PROTOCOL_LENGTH,
        help_text=_("Quello della registrazione in entrata. Se c'era già, il nuovo prende il suo posto."),
    )
    registered_on = forms.DateField(
        label=_("Giorno della registrazione"),
        required=False,
        help_text=_("Se lo lasci vuoto è oggi. Il termine corre dall'arrivo e non cambia."),
        widget=CalendarDate,
    )
    api = {
        "protocol": "The number of the entry in the protocol.",
        "registered_on": "Its day; today when it is left out.",
    }
    content = {"registered_on": lambda day, today: reason_against_later_protocol(day, today)}


class Priority(CaseForm):
    priority = forms.TypedChoiceField(label=_("Priorità"), choices=PRIORITIES, coerce=int)


class AskIdentification(CaseForm):
    words = Words(
        label=_("Messaggio al richiedente"),
        help_text=_(
            "Il termine di 30 giorni continua a correre. Un richiedente anonimo va invitato, non scartato."
        ),
        rows=5,
        max_length=WORDS_LENGTH[1],
    )
    api = {"words": "What the applicant reads."}
    content = {"words": lambda words, today: reason_against_telling(words)}


def told_of_her(field: str) -> ContentGuard:
    """One line of who she is, as the rules read it beside a name that says who somebody is."""

    def guard(given: Any, today: date) -> Refusal | None:
        reason = reason_against_identifying(ApplicantDetails(**{"name": "Nome Cognome", field: given}), today)
        return reason if reason is not None and reason.field == field else None

    return guard


class Identify(CaseForm):
    name = forms.CharField(label=_("Nome e cognome"), max_length=200)
    identified_by = forms.ChoiceField(label=_("Come è identificata"), choices=IDENTIFIED_BY)
    birth_date = forms.DateField(label=_("Data di nascita"), required=False, widget=CalendarDate)
    codice_fiscale = forms.CharField(label=_("Codice fiscale"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    pec = forms.EmailField(label=_("Domicilio digitale (PEC)"), required=False)
    content = {name: told_of_her(name) for name in ("name", "birth_date", "codice_fiscale", "email", "pec")}


class Transfer(CaseForm):
    to_body = forms.CharField(label=_("Amministrazione competente"), max_length=200)
    words = Words(
        label=_("Che cosa scriviamo al richiedente"),
        help_text=_(
            "La richiesta va trasmessa senza ritardo e il richiedente informato (Circolare 2/2017, §4.1)."
        ),
        rows=4,
        max_length=WORDS_LENGTH[1],
    )
    api = {"to_body": "The competent administration.", "words": "What the applicant reads."}
    content = {
        "to_body": lambda name, today: reason_against_addressee(name),
        "words": lambda words, today: reason_against_telling(words),
    }


class Extend(CaseForm):
    words = Words(
        label=_("Che cosa scriviamo al richiedente"),
        help_text=_(
            "Solo accesso ambientale, richiesta ampia e complessa: 60 giorni (D.Lgs. 195/2005 art. 3(2)(b))."
        ),
        rows=4,
        max_length=WORDS_LENGTH[1],
    )
    api = {"words": "What the applicant reads."}
    content = {"words": lambda words, today: reason_against_telling(words)}


class WriteToCitizen(CaseForm):
    body = Words(
        label=_("Messaggio al richiedente"),
        help_text=_(
            "Prima lo vedi come parte; poi hai 15 secondi per annullarlo. Compare anche nella sua pagina."
        ),
    )
    purpose = forms.ChoiceField(label=_("Che cosa è"), choices=PURPOSES, initial="message")
    files = ManyFiles(
        label=_("Allegati"), required=False, widget=SeveralUploads(accept=ACCEPT_ATTRIBUTE, limits=LIMITS)
    )
    api = {"body": "Leaves by mail in fifteen seconds and appears on her page."}
    content = {"body": lambda text, today: reason_against_body(text, "body")}


class WriteNote(CaseForm):
    body = Words(
        label=_("Nota interna"), help_text=_("La leggono solo i colleghi, mai il richiedente."), rows=3
    )
    api = {"body": "Only colleagues read it."}
    content = {"body": lambda text, today: reason_against_body(text, "body")}


class Consult(CaseForm):
    contact = Person(
        among=lambda about: members.holders_of_office_role("office_contact"),
        label=_("A chi"),
        empty_label=_("Scegli una persona"),
        help_text=_("Vedrà solo questa richiesta, senza i dati di chi l'ha fatta."),
    )
    question = Words(label=_("Che cosa serve"), rows=4)
    due_on = forms.DateField(label=_("Entro il"), widget=CalendarDate)
    api = {"contact": "A contact of another office, by id."}
    content = {
        "question": lambda text, today: reason_against_body(text, "question"),
        "due_on": lambda day, today: reason_against_asking(active=True, due_on=day, today=today),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", timezone.localdate() + timedelta(days=7))


class WithdrawConsultation(CaseForm):
    consultation = forms.IntegerField(widget=forms.HiddenInput)


class AddFiles(CaseForm):
    files = ManyFiles(
        label=_("Documenti da caricare"), widget=SeveralUploads(accept=ACCEPT_ATTRIBUTE, limits=LIMITS)
    )


class SendAgain(CaseForm):
    mail = forms.IntegerField(widget=forms.HiddenInput)


class JudgeSuggestion(CaseForm):
    suggestion = forms.IntegerField(widget=forms.HiddenInput)
    # Two buttons carry it, so it has no field of its own on the page.
    verdict = forms.ChoiceField(
        choices=[("yes", _("È la stessa cosa")), ("no", _("È un'altra cosa"))], widget=forms.HiddenInput
    )
