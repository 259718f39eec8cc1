"""What people fill in to decide on gathered files and to make redacted copies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.widgets import UploadInput
from pasocial.office.attachments.redacting import NAME_LENGTH
from pasocial.office.attachments.rules import REASON_LENGTH
from pasocial.refusal import Refused

# Legal grounds for words an officer adds (D.Lgs. 33/2013, art. 5-bis(2)); what the machine finds is always the first.
GROUNDS = (
    ("personal_data", _("dati personali (art. 5-bis, comma 2, lettera a)")),
    ("correspondence", _("libertà e segretezza della corrispondenza (lettera b)")),
    ("economic_interests", _("interessi economici e commerciali (lettera c)")),
    ("other", _("un altro limite di legge")),
)
BY_EYE = _("Ho guardato a occhio tutto il file, comprese proprietà, commenti e immagini")


class Told(forms.Form):
    """A form that shows an operation's refusal beside the field it speaks of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def tell(self, refused: Refused, translate: Any) -> None:
        for reason in refused.refusals:
            self.add_error(reason.field if reason.field in self.fields else None, reason.text(translate))


class Clearing(Told):
    by_eye = forms.BooleanField(label=BY_EYE, required=False)
    reason = forms.CharField(
        label=_("Perché si può pubblicare così"),
        required=False,
        max_length=REASON_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Serve se il controllo trova qualcosa: per esempio, è l'IBAN del Comune."),
    )


class LeavingOut(Told):
    reason = forms.CharField(
        label=_("Perché resta fuori"),
        max_length=REASON_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CopyByHand(Told):
    content = forms.FileField(
        label=_("Copia già oscurata"),
        widget=UploadInput(accept=".pdf,.txt,.csv", limits=_("PDF o testo, fino a 20 MB.")),
        help_text=_("Proprietà, commenti e allegati nascosti vengono tolti; il testo resta com'è."),
    )
    name = forms.CharField(label=_("Nome con cui si pubblica"), max_length=NAME_LENGTH[1])
    by_eye = forms.BooleanField(label=BY_EYE, required=False)


class Copy(Told):
    """The redaction itself; the findings are ticked beside it."""

    words = forms.CharField(
        label=_("Altre parole da togliere"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Una parola o una frase per riga: si toglie ovunque, comunque sia scritta."),
    )
    ground = forms.ChoiceField(label=_("Perché si tolgono queste parole"), choices=GROUNDS, required=False)
    name = forms.CharField(
        label=_("Nome della copia"),
        max_length=NAME_LENGTH[1],
        help_text=_("Lo legge chiunque scarica il file: non deve nominare nessuno."),
    )
    by_eye = forms.BooleanField(
        label=_("Ho guardato a occhio le pagine senza testo: non mostrano nulla da togliere"), required=False
    )

    def wanted(self) -> list[str]:
        """The words to look for, without repeats."""
        lines = (" ".join(line.split()) for line in self.cleaned_data.get("words", "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))[:200]

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        for line in words.splitlines():
            if line.strip() and sum(one.isalnum() for one in line) < 2:
                raise forms.ValidationError(
                    _("«%(word)s» è troppo corta: scrivi almeno due lettere o cifre per riga."),
                    params={"word": line.strip()},
                )
        return words
