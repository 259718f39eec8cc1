"""What people fill in to decide on gathered files and to make redacted copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import UploadInput
from pasocial.office.files.attachments.redacting import NAME_LENGTH, mark_of_excerpt
from pasocial.office.files.attachments.rules import BY_EYE as BY_EYE_KEY
from pasocial.office.files.attachments.rules import REASON_LENGTH
from pasocial.refusal import Refused

# Legal grounds for words an officer adds (D.Lgs. 33/2013, art. 5-bis(2)); what the machine finds is always the first.
GROUNDS = (
    ("personal_data", _("dati personali (art. 5-bis, comma 2, lettera a)")),
    ("correspondence", _("libertà e segretezza della corrispondenza (lettera b)")),
    ("economic_interests", _("interessi economici e commerciali (lettera c)")),
    ("other", _("un altro limite di legge")),
)
BY_EYE = _("Ho guardato a occhio tutto il file, comprese proprietà, commenti e immagini")


class Told(CleanForm):
    """A form that shows an operation's refusal beside the field it speaks of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def tell(self, refused: Refused, translate: Any) -> None:
        for reason in refused.refusals:
            self.add_error(reason.field if reason.field in self.fields else None, reason.text(translate))


class Confirming(Told):
    """A person's word on what was found in one file: a box for each text, and why everybody may read it."""

    keys = forms.MultipleChoiceField(
        label=_("Che cosa può leggere chiunque"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Segna solo quello di cui rispondi tu: il tuo nome e il motivo restano nella traccia."),
    )
    by_eye = forms.BooleanField(label=BY_EYE, required=False)
    reason = forms.CharField(
        label=_("Perché si può pubblicare così"),
        required=False,
        max_length=REASON_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Per esempio: è il numero dell'ufficio, è l'IBAN del Comune."),
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str]] = (), eyes: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        boxes = self.fields["keys"]
        assert isinstance(boxes, forms.MultipleChoiceField)
        boxes.choices = list(choices)
        # A text that went with a new reading is told by the rule, in words.
        boxes.error_messages["invalid_choice"] = _(
            "Il file è stato letto di nuovo: guarda che cosa c'è adesso."
        )
        if not choices:
            del self.fields["keys"]
        if not eyes:
            del self.fields["by_eye"]

    @property
    def chosen(self) -> list[str]:
        """The keys confirmed, the look by eye among them."""
        keys = list(self.cleaned_data.get("keys", []))
        return [*keys, BY_EYE_KEY] if self.cleaned_data.get("by_eye") else keys


class Clearing(Confirming):
    """The same, and with it the file may be published: where nothing was found there is nothing to tick."""


class LeavingOut(Told):
    reason = forms.CharField(
        label=_("Perché resta fuori"),
        max_length=REASON_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Confirmed(forms.MultipleChoiceField):
    """Texts that may stay, by their marks; which of them are asked about is known only when the file was read."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 64


class CopyByHand(Told):
    content = forms.FileField(
        label=_("Copia già oscurata"),
        widget=UploadInput(accept=".pdf,.txt,.csv", limits=_("PDF o testo, fino a 20 MB.")),
        help_text=_(
            "La copia viene riletta e riscritta: ciò che è nascosto o coperto si toglie davvero; ciò che sembra ancora "
            "personale ti viene mostrato."
        ),
    )
    name = forms.CharField(label=_("Nome con cui si pubblica"), max_length=NAME_LENGTH[1])
    by_eye = forms.BooleanField(label=BY_EYE, required=False)
    confirmed = Confirmed(
        label=_("Può restare, perché non riguarda nessuno o è pubblico"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def asks(self) -> bool:
        """Whether anything was found that a person must confirm."""
        return bool(self._confirmed.choices)

    @property
    def _confirmed(self) -> Confirmed:
        return cast(Confirmed, self.fields["confirmed"])

    def tell(self, refused: Refused, translate: Any) -> None:
        super().tell(refused, translate)
        found = [str(one.values["excerpt"]) for one in refused.refusals if one.code == "still_personal"]
        self._confirmed.choices = [(mark_of_excerpt(each), each) for each in found]


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
        label=_("Ho guardato a occhio le pagine con immagini o disegni: non mostrano nulla da togliere"),
        required=False,
        help_text=_("Con il segno restano come sono, in forma di immagine; senza, la copia non ha immagini."),
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
