"""What the gallery's samples are about: one invented town, fixed days, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasocial.design.clean_forms import CleanForm
from pasocial.design.shell import Group, Link
from pasocial.design.widgets import CalendarDate, HintedRadios, UploadInput

ROME = ZoneInfo("Europe/Rome")


@dataclass(frozen=True)
class Entry:
    """A line of a timeline or of the computation of a term."""

    title: str = ""
    at: datetime | None = None
    who: str = ""
    text: str = ""
    state: str = "done"
    icon: str = "check"
    on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class SampleFile:
    id: int
    name: str
    size: int
    kind: str
    url: str = ""
    note: str = ""
    badge: str = ""
    tone: str = "neutral"


class SampleForm(CleanForm):
    """One field of each kind."""

    subject = forms.CharField(
        label=gettext_lazy("Che cosa chiedi?"),
        help_text=gettext_lazy("In poche parole: per esempio «spese per il verde pubblico del 2025»."),
        max_length=200,
    )
    text = forms.CharField(
        label=gettext_lazy("Descrivi i documenti o i dati"),
        max_length=4000,
        widget=forms.Textarea,
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Che tipo di accesso ti serve?"),
        widget=HintedRadios(
            hints={
                "foia": gettext_lazy("Chiunque può chiedere dati e documenti, senza spiegare perché."),
                "documents": gettext_lazy("Ti riguarda un procedimento e vuoi vedere i suoi atti."),
            }
        ),
        choices=[
            ("foia", gettext_lazy("Accesso civico generalizzato")),
            ("documents", gettext_lazy("Accesso ai documenti amministrativi")),
        ],
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Ufficio"),
        required=False,
        choices=[
            ("", gettext_lazy("Non lo so")),
            ("1", gettext_lazy("Ambiente")),
            ("2", gettext_lazy("Tributi")),
        ],
    )
    day = forms.DateField(label=gettext_lazy("Data"), required=False, widget=CalendarDate)
    attachment = forms.FileField(
        label=gettext_lazy("Allegati"),
        required=False,
        widget=UploadInput(accept=".pdf,.jpg", limits=gettext_lazy("PDF o JPG, fino a 10 MB ciascuno.")),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Dove vuoi la risposta?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mail", gettext_lazy("E-mail")), ("pec", gettext_lazy("PEC"))],
    )
    consent = forms.BooleanField(label=gettext_lazy("Ho letto l'informativa sulla privacy"))


def sample_context() -> dict[str, Any]:
    """The names that samples may use."""
    filed_at = datetime(2026, 3, 2, 9, 41, tzinfo=ROME)
    answered_at = datetime(2026, 3, 20, 16, 5, tzinfo=ROME)
    empty, wrong = SampleForm(), SampleForm({"subject": "", "text": "Vorrei", "kind": ""})
    return {
        "form": empty,
        "wrong_form": wrong,
        "trail": [(_("Home"), "#"), (_("Accesso civico"), "#")],
        "page": Paginator(range(1, 231), 25).page(4),
        "filed_at": filed_at,
        "answered_at": answered_at,
        "due_on": date(2026, 4, 1),
        "entries": [
            Entry(
                _("Richiesta ricevuta"), at=filed_at, text=_("Ti abbiamo inviato la ricevuta."), icon="inbox"
            ),
            Entry(
                _("Assegnata all'ufficio Ambiente"),
                at=filed_at.replace(day=4),
                icon="user",
                who="Giulia Neri",
            ),
            Entry(_("L'ufficio sta preparando la risposta"), state="current", icon="pencil"),
            Entry(_("Risposta entro il 1° aprile"), state="coming", icon="flag"),
        ],
        "lines": [
            Entry(text=_("Giorno in cui la richiesta è arrivata"), on=date(2026, 3, 2)),
            Entry(
                text=_("Trenta giorni, dal giorno dopo l'arrivo"),
                on=date(2026, 4, 1),
                source="art. 5, c. 6, d.lgs. 33/2013",
            ),
        ],
        "files": [
            SampleFile(1, "spese-verde-2025.csv", 48_213, "csv", "#"),
            SampleFile(
                2, "relazione-annuale.pdf", 2_412_331, "pdf", "#", badge=_("pubblico"), tone="success"
            ),
        ],
        "groups": (
            Group("", (Link(_("Oggi"), "#", active=True, icon="calendar", key="g h"),)),
            Group(_("Accesso civico"), (Link(_("Richieste"), "#", icon="inbox", count=12),)),
        ),
        "links": [
            Link(_("Aperte"), "#", active=True, count=12),
            Link(_("In attesa"), "#", count=3),
            Link(_("Chiuse"), "#"),
        ],
        "steps": [(_("Che cosa chiedi"), "#"), (_("Chi sei"), "#"), (_("Controlla e invia"), "")],
        "columns": [
            {"key": "number", "label": _("Numero")},
            {"key": "", "label": _("Oggetto")},
            {"key": "due", "label": _("Scadenza")},
            {"key": "", "label": _("Stato")},
        ],
        "rows": [
            SimpleNamespace(
                number="2026/0117", subject=_("Spese per il verde pubblico"), due=date(2026, 4, 1), late=False
            ),
            SimpleNamespace(
                number="2026/0098", subject=_("Contratti della mensa"), due=date(2026, 3, 12), late=True
            ),
        ],
        "figures": [
            (_("Ambiente"), 34),
            (_("Tributi"), 21),
            (_("Scuola e mense"), 13),
            (_("Polizia locale"), 4),
        ],
        "months": [
            (label, value)
            for label, value in zip(
                ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"),
                (12, 15, 22, 18, 25, 31, 28, 9, 27, 35, 33, 20),
                strict=True,
            )
        ],
        "people": [{"name": "Giulia Neri", "writing": True}, {"name": "Marco Riva", "writing": False}],
        "facts": [
            (_("Numero"), "2026/0117"),
            (_("Ricevuta il"), _("2 marzo 2026")),
            (_("Ufficio"), _("Ambiente")),
            (_("Riesame"), ""),
        ],
        "options": [
            ("publish", _("Pubblica"), _("La risposta diventa una pagina del sito.")),
            ("redact", _("Oscura e pubblica"), _("Prima si tolgono i dati personali.")),
            ("keep", _("Non pubblicare"), _("Serve un motivo.")),
        ],
        "notices": [
            Message(SUCCESS, _("La richiesta è stata assegnata.")),
            Message(ERROR, _("Il file non è un PDF: scegline un altro.")),
        ],
        "suggestions": [
            {
                "url": "#",
                "label": _("Quanto spende il Comune per il verde?"),
                "note": _("Risposta pubblicata il 3 febbraio 2026"),
            },
            {
                "url": "#",
                "label": _("Elenco degli alberi abbattuti"),
                "note": _("Risposta pubblicata il 12 gennaio 2026"),
            },
        ],
        "chips": [(_("Stato: aperta"), "#"), (_("Ufficio: Ambiente"), "#")],
        "keys": [("g f", _("Vai alle richieste di accesso"))],
    }
