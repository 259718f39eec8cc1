"""The steps of a new request. Rules judge; forms clean, ask and keep what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foia.portal.fields import CleanLine, CleanText, Day
from foia.rules import filing
from foia.rules.filing.guards import BODY_LENGTH, MOTIVE_LENGTH
from foia.rules.kinds import DEFAULT_KIND, KINDS, declared_or_default, rules_of
from pasocial.cleaning import address, reason_against_address
from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import HintedRadios, ManyFiles, SeveralUploads
from pasocial.office.files.attachments.intake import ACCEPT_ATTRIBUTE, ACCEPTED_IN_WORDS
from pasocial.office.people.identity.proven import ProvenPerson
from pasocial.sentences import say

# What one field may keep in a draft: more than is accepted, so that a text that is too long is kept too.
MOST_KEPT_TEXT, MOST_KEPT_LINE = 40_000, 1_000

_HINTS = {
    str(kind): format_lazy(_("{name}. Per esempio: {example}"), name=_(rules.label), example=_(rules.example))
    for kind, rules in KINDS.items()
}
# FOIA first: who does not choose asks that (Circolare FOIA 2/2017 §2.2).
_KINDS_IN_ORDER = sorted(KINDS, key=lambda kind: kind is not DEFAULT_KIND)


def draft_from(
    fields: Mapping[str, Any], *, language: str = "it", person: ProvenPerson | None = None
) -> filing.Filing:
    """What the steps kept, as the rules read it: cleaned, with every part that may be empty.

    `person`: who proved her identity; her name and tax code then come from there and were never typed.
    """
    purpose = fields.get("purpose") or ""
    return filing.cleaned(
        filing.Filing(
            subject=fields.get("subject", ""),
            body=fields.get("body", ""),
            kind=declared_or_default(fields.get("kind", "")),
            motive=fields.get("motive", ""),
            purpose=filing.Purpose(purpose) if purpose in set(filing.Purpose) else None,
            language=language,
            channel=filing.FilingChannel.PORTAL,
            consent_electronic=True,
            agrees_to_be_told=bool(fields.get("agrees_to_be_told")),
            made_public_url=fields.get("made_public_url", ""),
            made_public_on=_day(fields.get("made_public_on")),
            applicant=filing.ApplicantDetails(
                name=person.name if person else fields.get("name", ""),
                email=fields.get("email", ""),
                codice_fiscale=person.tax_code if person else fields.get("codice_fiscale", ""),
                birth_date=None if person else _day(fields.get("birth_date")),
                organisation=fields.get("organisation", ""),
                identified_by=filing.Identification.EID if person else filing.Identification.DECLARED,
            ),
        )
    )


def _day(kept: Any) -> date | None:
    try:
        return date.fromisoformat(kept) if kept else None
    except (TypeError, ValueError):
        return None


class Step(CleanForm):
    """One step. `kept` is what the other steps hold, so that the rules can judge the whole."""

    def __init__(
        self,
        *args: Any,
        kept: Mapping[str, Any] | None = None,
        today: date,
        person: ProvenPerson | None = None,
        **options: Any,
    ) -> None:
        self.person = person
        self.kept = dict(kept or {})
        self.today = today
        options.setdefault("initial", self.kept)
        super().__init__(*args, **options)

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, right or wrong, in a form the draft can keep."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if isinstance(raw, bool):
                values[name] = raw
            elif name in self.cleaned_data and isinstance(self.cleaned_data[name], date):
                values[name] = self.cleaned_data[name].isoformat()
            elif isinstance(raw, str):
                several = isinstance(field, CleanText)
                clean = filing.clean_text if several else filing.clean_line
                values[name] = clean(raw[: MOST_KEPT_TEXT if several else MOST_KEPT_LINE])
        return values

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        whole = {**self.kept, **self.typed(), **{k: v for k, v in cleaned.items() if isinstance(v, str)}}
        for reason in filing.reasons_against_filing(draft_from(whole, person=self.person), self.today):
            if reason.field in self.fields and reason.field not in self.errors:
                self.add_error(reason.field, say(reason))
        return cleaned


class KindStep(CleanForm):
    """Which right of access; FOIA unless the citizen says otherwise."""

    kind = forms.ChoiceField(
        label=_("Che cosa cerchi?"),
        help_text=_(
            "Se non sai scegliere lascia la prima: "
            "se serve, l'ufficio corregge il tipo senza farti ricominciare."
        ),
        choices=[(str(kind), _(rules_of(kind).choose_if)) for kind in _KINDS_IN_ORDER],
        widget=HintedRadios(hints=_HINTS),
        error_messages={
            "required": _("Scegli una delle possibilità: se non sai quale, la prima va quasi sempre bene."),
            "invalid_choice": _("Questa possibilità non esiste: scegline una dell'elenco."),
        },
    )


class QuestionStep(Step):
    """What she asks. The motive only where the law wants one."""

    subject = CleanLine(
        label=_("Oggetto"),
        help_text=_("In poche parole, come un titolo. Esempio: «Spese per il verde pubblico nel 2025»."),
        error_messages={"required": _("Scrivi un oggetto: bastano poche parole.")},
    )
    body = CleanText(
        label=_("Che cosa chiedi"),
        help_text=_(
            "Quali dati o documenti, di quale periodo, di quale luogo o ufficio. "
            "Più sei precisa o preciso, prima possiamo rispondere. Non serve citare leggi."
        ),
        most=BODY_LENGTH[1],
        rows=9,
        error_messages={"required": _("Descrivi che cosa cerchi: senza, non sappiamo che cosa mandarti.")},
    )
    motive = CleanText(
        label=_("Perché ti serve"),
        help_text=_(
            "Per l'accesso documentale la legge 241/1990 chiede un interesse diretto, concreto e attuale: "
            "spiega come il documento riguarda la tua posizione."
        ),
        most=MOTIVE_LENGTH[1],
        rows=5,
        error_messages={
            "required": _(
                "Spiega perché ti serve il documento: per l'accesso documentale la legge chiede il motivo."
            )
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["subject"].widget.attrs |= {
            "autocomplete": "off",
            "hx-get": str(reverse_lazy("foia:suggest")),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#suggerimenti",
            "hx-sync": "this:replace",
        }
        if not rules_of(declared_or_default(self.kept.get("kind", ""))).motive_required:
            del self.fields["motive"]


class FilesStep(CleanForm):
    """Optional documents that explain the request."""

    # On the instance `files` is Django's own; the class attribute only declares the field.
    files = ManyFiles(  # type: ignore[assignment]
        label=_("Allegati"),
        required=False,
        widget=SeveralUploads(
            accept=ACCEPT_ATTRIBUTE,
            limits=format_lazy(
                "{} {} {}",
                _("Al massimo 10 file, 20 MB ciascuno."),
                ACCEPTED_IN_WORDS,
                _("Non allegare il documento d'identità: non serve."),
            ),
        ),
        error_messages={"empty": _("Uno dei file è vuoto: controlla e caricalo di nuovo.")},
    )


PURPOSES = [
    ("", _("Preferisco non dirlo")),
    (filing.Purpose.PERSONAL, _("Uso personale")),
    (filing.Purpose.RESEARCH, _("Ricerca o studio")),
    (filing.Purpose.JOURNALISM, _("Giornalismo")),
    (filing.Purpose.NGO, _("Attività di un'associazione")),
    (filing.Purpose.TRADE_ASSOCIATION, _("Attività di una categoria o di un sindacato")),
    (filing.Purpose.COMMERCIAL, _("Attività commerciale")),
]


class ApplicantStep(Step):
    """Who asks: a name and an address to answer to; all the rest is optional and says why it is asked."""

    name = CleanLine(
        label=_("Nome e cognome"),
        help_text=_(
            "La legge vuole che si sappia chi chiede. Se lo lasci vuoto la richiesta parte lo stesso, "
            "ma ti chiederemo chi sei prima di rispondere. Il nome non compare mai nel registro pubblico."
        ),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = CleanLine(
        label=_("E-mail"),
        help_text=_(
            "Qui arrivano la ricevuta e la risposta. Con questa e con il codice ritrovi la richiesta."
        ),
        error_messages={
            "required": _(
                "Scrivi un indirizzo e-mail: lì mandiamo la ricevuta e con quello ritrovi la richiesta."
            )
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    codice_fiscale = CleanLine(
        label=_("Codice fiscale (facoltativo)"),
        help_text=_(
            "Serve solo a contare quante persone diverse chiedono la stessa cosa: oltre tre in un anno, "
            "valutiamo di pubblicarla per tutti."
        ),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    birth_date = Day(
        label=_("Data di nascita (facoltativa)"),
        help_text=_("Distingue due persone con lo stesso nome, se non scrivi il codice fiscale."),
        required=False,
    )
    organisation = CleanLine(
        label=_("Organizzazione (facoltativa)"),
        help_text=_("Se chiedi per un'associazione, una testata, un'impresa."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    purpose = forms.ChoiceField(
        label=_("A che cosa ti servono (facoltativo)"),
        help_text=_("Solo per le statistiche: non cambia la risposta."),
        choices=PURPOSES,
        required=False,
        error_messages={"invalid_choice": _("Questa possibilità non esiste: scegline una dell'elenco.")},
    )
    agrees_to_be_told = forms.BooleanField(
        label=_("Scrivetemi se la stessa informazione sarà pubblicata per tutti"),
        required=False,
    )
    made_public_url = CleanLine(
        label=_("Hai già fatto questa domanda in pubblico? (facoltativo)"),
        help_text=_(
            "L'indirizzo del post o dell'articolo, che comincia con https://. Potremo rispondere anche lì."
        ),
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.person is not None:
            # Proven, so neither asked nor changed here; the address is only where to write.
            for name in ("name", "codice_fiscale", "birth_date"):
                del self.fields[name]
            self.initial["email"] = self.initial.get("email") or self.person.email


class DraftLink(CleanForm):
    """Where to send the private link of a draft."""

    email = CleanLine(
        label=_("E-mail"),
        help_text=_("Ti mandiamo solo il collegamento per riprendere: non la conserviamo per altro."),
        error_messages={"required": _("Scrivi un indirizzo e-mail.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        if reason := reason_against_address(typed):
            raise forms.ValidationError(say(reason), reason.code)
        return address(typed)
