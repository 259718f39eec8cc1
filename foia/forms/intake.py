"""A request that did not come through the portal, written down by a member. Rules judge; the form asks and keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from foia.forms.base import Words
from foia.forms.case import IDENTIFIED_BY, LIMITS
from foia.models import AccessRequest
from foia.rules import filing
from foia.rules.filing.guards import BODY_LENGTH, MOTIVE_LENGTH
from pasocial.design.clean_forms import CleanForm
from pasocial.design.moments import LocalMoment
from pasocial.design.widgets import CalendarDate, ManyFiles, SeveralUploads
from pasocial.office.files.attachments.intake import ACCEPT_ATTRIBUTE

# The portal and other programs file by themselves.
CHANNELS = [
    (filing.FilingChannel.POST, _("Carta, per posta")),
    (filing.FilingChannel.COUNTER, _("A mano, allo sportello")),
    (filing.FilingChannel.PEC, _("PEC")),
    (filing.FilingChannel.EMAIL, _("E-mail")),
    (filing.FilingChannel.FAX, _("Fax")),
    (filing.FilingChannel.SOCIAL, _("Social media")),
]
DELIVERIES = [
    (filing.DeliveryChoice.EMAIL, _("Per e-mail")),
    (filing.DeliveryChoice.PEC, _("Per PEC")),
    (filing.DeliveryChoice.POST, _("Per posta")),
    (filing.DeliveryChoice.COUNTER, _("La ritira allo sportello")),
]
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        wrong = _("Scrivi la data come giorno/mese/anno, per esempio 31/12/1980.")
        super().__init__(
            widget=CalendarDate, input_formats=DAYS, error_messages={"invalid": wrong}, **options
        )


class RegisterRequest(CleanForm):
    """`key` makes pressing twice file once; `draft` is where the files wait while the rest is corrected."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    draft = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)

    channel = forms.ChoiceField(label=_("Come è arrivata"), choices=CHANNELS)
    received_at = LocalMoment(
        label=_("Giorno e ora in cui è arrivata"),
        help_text=_(
            "Da qui corre il termine, non dal protocollo. Per la PEC conta la ricevuta di consegna "
            "(Circolare FOIA 2/2017, §5.1)."
        ),
        error_messages={
            "required": _("Scrivi quando è arrivata: da quel giorno corre il termine."),
        },
    )
    protocol = forms.CharField(label=_("Numero di protocollo"), required=False)
    registered_on = Day(
        label=_("Protocollata il"), required=False, help_text=_("Se è un giorno diverso dall'arrivo.")
    )

    kind = forms.ChoiceField(
        label=_("Tipo di accesso"),
        choices=AccessRequest.Kind.choices,
        initial=AccessRequest.Kind.GENERALISED,
        help_text=_("Se non è dichiarato vale il generalizzato (Circolare FOIA 2/2017, §2.2)."),
    )
    subject = forms.CharField(
        label=_("Oggetto"), error_messages={"required": _("Scrivi un oggetto: bastano poche parole.")}
    )
    body = Words(
        label=_("Che cosa chiede"),
        max_length=BODY_LENGTH[1],
        rows=8,
        help_text=_("Le parole del richiedente, o una trascrizione fedele: l'originale si allega."),
        error_messages={"required": _("Scrivi che cosa chiede.")},
    )
    motive = Words(
        label=_("Interesse dichiarato"),
        max_length=MOTIVE_LENGTH[1],
        rows=3,
        required=False,
        help_text=_("Serve solo per l'accesso documentale (L. 241/1990, art. 25)."),
    )
    # On the instance `files` is Django's own; the class attribute only declares the field.
    files = ManyFiles(  # type: ignore[assignment]
        label=_("Scansione e allegati"),
        required=False,
        widget=SeveralUploads(accept=ACCEPT_ATTRIBUTE, limits=LIMITS),
        error_messages={"empty": _("Uno dei file è vuoto: controlla e caricalo di nuovo.")},
    )

    name = forms.CharField(
        label=_("Nome e cognome"),
        required=False,
        help_text=_("Se manca, la richiesta vale lo stesso e chiediamo al richiedente chi è."),
    )
    identified_by = forms.ChoiceField(
        label=_("Come è identificata"), choices=IDENTIFIED_BY, initial=filing.Identification.DECLARED
    )
    organisation = forms.CharField(label=_("Per conto di"), required=False)
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput,
        help_text=_("Qui mandiamo la ricevuta. Se non c'è, la stampi tu."),
    )
    pec = forms.CharField(label=_("Domicilio digitale (PEC)"), required=False, widget=forms.EmailInput)
    residence = forms.CharField(label=_("Indirizzo postale"), required=False)
    phone = forms.CharField(label=_("Telefono"), required=False)
    codice_fiscale = forms.CharField(label=_("Codice fiscale"), required=False)
    birth_date = Day(label=_("Data di nascita"), required=False)

    delivery = forms.ChoiceField(label=_("Come vuole la risposta"), choices=DELIVERIES)
    language = forms.ChoiceField(
        label=_("Lingua in cui gli scriviamo"), choices=[("it", _("Italiano")), ("en", _("Inglese"))]
    )
    anyway = forms.BooleanField(
        label=_("È un'altra richiesta: registrala comunque"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "nuova_%s"
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_at", timezone.localtime().replace(second=0, microsecond=0))

    def ask_anyway(self) -> None:
        """Something alike is here already: whoever registers it says that it is another one."""
        self.fields["anyway"].widget = forms.CheckboxInput()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("delivery") == filing.DeliveryChoice.EMAIL and not (
            given.get("email") or given.get("pec")
        ):
            self.add_error("delivery", _("Senza un'e-mail scegli un altro modo: per posta o allo sportello."))
        return given


def handed_over_form(
    posted: QueryDict | None, uploads: MultiValueDict[str, UploadedFile] | None, *, title: str, why: str
) -> RegisterRequest:
    """The form for those who hand something over as an access request; all but its words they know better than we."""
    return RegisterRequest(posted, uploads, initial={"subject": title, "body": why})
