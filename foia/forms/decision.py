"""The decision: its outcome and reasons, and row by row what is released or withheld, with the law's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words
from foia.models import Decision, ReleaseItem
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import OUTCOMES, Interest, grounds_for
from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate, HintedRadios, UploadInput
from pasocial.office.files.attachments.intake import ACCEPT_ATTRIBUTE

MOST_ROWS = 60

INTERESTS = {
    Interest.PUBLIC: _("Interessi pubblici"),
    Interest.PRIVATE: _("Interessi privati"),
    Interest.ABSOLUTE: _("Divieti assoluti di legge"),
    Interest.PRACTICAL: _("Altri casi"),
}


def ground_choices(kind: str) -> list[Any]:
    """The grounds that exist for this kind of access, grouped by what they protect, with their article."""
    groups: dict[Interest, list[tuple[str, str]]] = {}
    for ground in grounds_for(AccessKind(kind)):
        groups.setdefault(ground.interest, []).append(
            (ground.code, f"{translate(ground.wording)} ({ground.article})")
        )
    return [("", _("Scegli il motivo")), *((INTERESTS[interest], rows) for interest, rows in groups.items())]


class Decide(CaseForm):
    action = "decisione"
    effect = forms.ChoiceField(
        label=_("Rispetto alla decisione precedente"),
        required=False,
        choices=Decision.Effect.choices,
        widget=forms.RadioSelect,
    )
    outcome = forms.ChoiceField(label=_("Esito"))
    reasons = Words(
        label=_("Motivazione"),
        rows=5,
        help_text=_(
            "In parole chiare, come la leggerà il richiedente. I rimedi li aggiunge la lettera da sola."
        ),
    )
    answer_text = Words(
        label=_("Dati o informazioni date nella lettera stessa"),
        required=False,
        rows=3,
        help_text=_("Quando la risposta è un dato e non un documento."),
    )
    publication_url = forms.CharField(
        label=_("Pagina in cui è pubblicato"),
        required=False,
        max_length=500,
        help_text=_("Per l'accesso civico semplice è obbligatoria: si pubblica e si manda il collegamento."),
    )
    deferred_until = forms.DateField(label=_("Differita fino al"), required=False, widget=CalendarDate)
    deferred_event = forms.CharField(
        label=_("oppure fino a questo evento"),
        required=False,
        max_length=250,
        help_text=_("Per esempio: la chiusura dell'ispezione."),
    )
    transience = Words(label=_("Perché il danno è temporaneo"), required=False, rows=3, max_length=4000)
    earlier_request = forms.CharField(
        label=_("Richiesta identica già soddisfatta"),
        required=False,
        max_length=60,
        help_text=_("Il numero, se rifiuti perché la stessa persona ha già ricevuto tutto."),
    )
    review_office = forms.CharField(
        label=_("Chi decide il riesame"),
        required=False,
        max_length=200,
        help_text=_(
            "Lascia vuoto per il responsabile della trasparenza. Indica un altro ufficio se i documenti li ha lui."
        ),
    )

    def __init__(self, *args: Any, follows: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not follows:
            # A first decision stands in no relation to another.
            self.fields["effect"].widget = forms.HiddenInput()
        decided = [(outcome, rules) for outcome, rules in OUTCOMES.items() if rules.decided]
        choices = [(outcome.value, _(rules.label)) for outcome, rules in decided]
        self.fields["outcome"].choices = choices
        self.fields["outcome"].widget = HintedRadios(
            choices=choices, hints={outcome.value: _(rules.meaning) for outcome, rules in decided}
        )


class Item(CleanForm):
    """One document or group of documents."""

    title = forms.CharField(label=_("Documento o gruppo"), max_length=250)
    # Nothing is decided by keeping silent: who writes the row says what becomes of the document.
    disclosure = forms.ChoiceField(
        label=_("Che cosa ne facciamo"),
        choices=[("", _("Decidi")), *ReleaseItem.Disclosure.choices],
        error_messages={"required": _("Decidi che cosa facciamo di questo documento.")},
    )
    partial = forms.BooleanField(label=_("Con parti oscurate"), required=False)
    file = forms.ChoiceField(label=_("oppure un file già nella pratica"), required=False)
    upload = forms.FileField(
        label=_("File"),
        required=False,
        widget=UploadInput(
            accept=ACCEPT_ATTRIBUTE, limits=_("Fino a 20 MB. Resta riservato finché la decisione non parte.")
        ),
    )
    ground = forms.ChoiceField(label=_("Motivo di legge"), required=False)
    reason = forms.CharField(
        label=_("Quale danno concreto"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Citare la norma non basta: scrivi che cosa succederebbe rilasciandolo."),
    )
    remove = forms.BooleanField(label=_("Togli questa riga"), required=False)

    def __init__(self, *args: Any, kind: str, files: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = ground_choices(kind)
        known = [(str(stored.public_id), stored.name) for stored in files]
        self.fields["file"].choices = [("", _("Nessun file")), *known]
        if not known:
            self.fields["file"].widget = forms.HiddenInput()


def _is_blank(form: forms.Form) -> bool:
    return not any(
        form.data.get(form.add_prefix(name), "").strip() for name in ("title", "file", "ground", "reason")
    )


class Items(BaseFormSet):
    """The rows; a row marked to be removed is not judged, and an untouched empty one does not count."""

    def full_clean(self) -> None:
        super().full_clean()
        for position, form in enumerate(self.forms):
            if self.is_bound and (form.data.get(form.add_prefix("remove")) or _is_blank(form)):
                # A row on its way out, or one nobody wrote in, has no faults.
                form._errors = forms.utils.ErrorDict()
                self._errors[position] = form._errors

    @property
    def kept(self) -> list[forms.Form]:
        return [
            form
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("remove") and form.cleaned_data.get("title")
        ]


ItemRows = forms.formset_factory(
    Item, formset=Items, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class UseCopy(CaseForm):
    file = forms.UUIDField(widget=forms.HiddenInput)
    copy = forms.UUIDField(widget=forms.HiddenInput)
    api = {"file": "The original, in a line of the draft.", "copy": "A redacted copy of it."}
