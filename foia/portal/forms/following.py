"""What a citizen may do with her request: find it, write, say who she is, withdraw, rate, ask for the review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foia.portal.fields import CleanLine, CleanText, Day
from foia.rules.filing.guards import BODY_LENGTH
from pasocial.cleaning import address, reason_against_address
from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import HintedRadios, ManyFiles, SeveralUploads
from pasocial.office.files.attachments.intake import ACCEPT_ATTRIBUTE, ACCEPTED_IN_WORDS
from pasocial.sentences import say

MESSAGE_LENGTH = 10_000


class FindRequest(CleanForm):
    """The code of the receipt and the address given with the request open it."""

    code = CleanLine(
        label=_("Codice della richiesta"),
        help_text=_("È sulla ricevuta e in ogni nostra e-mail. Trattini e spazi non contano."),
        error_messages={"required": _("Scrivi il codice: lo trovi sulla ricevuta.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    email = CleanLine(
        label=_("E-mail"),
        help_text=_("Quella che hai scritto nella richiesta."),
        error_messages={"required": _("Scrivi la stessa e-mail della richiesta.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"])[:60]

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        if reason := reason_against_address(typed):
            raise forms.ValidationError(say(reason), reason.code)
        return address(typed)


_EMPTY = {"required": _("Scrivi qualcosa: il testo è vuoto.")}


class _WithText(CleanForm):
    """A form around one text, which must say something and not too much."""

    least = 2
    text_name = "body"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.text_name in self.errors:
            return cleaned
        text = cleaned.get(self.text_name, "")
        most = self.fields[self.text_name].max_length  # type: ignore[attr-defined]
        if len(text) < self.least:
            self.add_error(self.text_name, _("Scrivi qualcosa: il testo è troppo corto."))
        elif len(text) > most:
            words = _("Accorcia il testo: al massimo %(most)s caratteri, ora sono %(length)s.")
            self.add_error(
                self.text_name, forms.ValidationError(words, params={"most": most, "length": len(text)})
            )
        return cleaned


class _WithFiles(_WithText):
    """A text with files, each called what it is."""

    # On the instance `files` is Django's own; the class attribute only declares the field.
    files = ManyFiles(  # type: ignore[assignment]
        label=_("Allegati"),
        required=False,
        widget=SeveralUploads(
            accept=ACCEPT_ATTRIBUTE,
            limits=format_lazy("{} {}", _("Al massimo 10 file, 20 MB ciascuno."), ACCEPTED_IN_WORDS),
        ),
        error_messages={"empty": _("Uno dei file è vuoto: controlla e caricalo di nuovo.")},
    )
    renaming = forms.BooleanField(
        label=_("Va bene: scelgo di nuovo i file, e voi date loro il nome giusto"),
        required=False,
        widget=forms.HiddenInput,
    )

    def ask_renaming(self) -> None:
        """Only after a name claimed another kind of file than it is: nobody gives a file another name unasked."""
        self.fields["renaming"].widget = forms.CheckboxInput()


class WriteMessage(_WithFiles):
    """A message to the office about one request."""

    body = CleanText(label=_("Il tuo messaggio"), most=MESSAGE_LENGTH, rows=5, error_messages=_EMPTY)
    field_order = ("body", "files", "renaming")


class Identify(CleanForm):
    """Who she is, when the request came without a name (Circolare FOIA 2/2017 §3.2)."""

    name = CleanLine(
        label=_("Nome e cognome"),
        error_messages={"required": _("Scrivi nome e cognome: senza, la richiesta non può proseguire.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    codice_fiscale = CleanLine(
        label=_("Codice fiscale (facoltativo)"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    birth_date = Day(label=_("Data di nascita (facoltativa)"), required=False)


class Withdraw(CleanForm):
    """Withdrawing asks for no reason; one may be given."""

    words = CleanText(label=_("Vuoi dirci perché? (facoltativo)"), most=2000, rows=3, required=False)

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"])[:2000]


class Rate(CleanForm):
    """One of three faces, and a word if she likes."""

    face = forms.TypedChoiceField(
        label=_("Come ti sei trovata o trovato?"),
        coerce=int,
        choices=[
            ("3", format_lazy("☺ {}", _("Bene"))),
            ("2", format_lazy("😐 {}", _("Così così"))),
            ("1", format_lazy("☹ {}", _("Male"))),
        ],
        widget=HintedRadios(
            hints={
                "3": _("Ho avuto quello che chiedevo, o ho capito perché no."),
                "2": _("Qualcosa manca o non è chiaro."),
                "1": _("Non è la risposta che serviva."),
            }
        ),
        error_messages={
            "required": _("Scegli una delle tre possibilità."),
            "invalid_choice": _("Scegli una delle tre possibilità."),
        },
    )
    comment = CleanText(
        label=_("Vuoi aggiungere qualcosa? (facoltativo)"),
        help_text=_("Lo leggono solo le persone dell'ufficio. Non scrivere dati personali."),
        most=2000,
        rows=3,
        required=False,
    )

    def clean_comment(self) -> str:
        return str(self.cleaned_data["comment"])[:2000]


class AskReview(_WithFiles):
    """Why the answer is not right, for the officer who decides the review."""

    least = 20
    text_name = "grounds"
    grounds = CleanText(
        label=_("Perché chiedi il riesame"),
        help_text=_(
            "Che cosa manca nella risposta, o perché il motivo del rifiuto non ti convince. Basta poco."
        ),
        most=BODY_LENGTH[1],
        rows=8,
        error_messages=_EMPTY,
    )
    field_order = ("grounds", "files", "renaming")
