"""The public words of a line of the register, written apart from the case and approved by a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words
from foia.operations.publication import names_of
from foia.rules.disclosure import CLEARABLE, Finding, PersonalDatum, personal_data_in

NOT_PERSONAL = {
    PersonalDatum.POSSIBLE_NAME: _("«%(excerpt)s»: qui non indica una persona"),
    PersonalDatum.PLATE: _("«%(excerpt)s»: qui non è una targa"),
    PersonalDatum.PHONE: _("«%(excerpt)s»: qui non è un telefono"),
    PersonalDatum.VAT: _("«%(excerpt)s»: qui non porta a una persona"),
}


class EntryForm(CaseForm):
    """A form about a line of the register, which has a version of its own."""

    machinery = CaseForm.machinery | {"entry_version"}
    entry_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def on_top_of(self, version: int) -> None:
        data = self.data.copy()
        data["entry_version"] = str(version)
        self.data = data


class ApproveWords(EntryForm):
    public_subject = forms.CharField(
        label=_("Oggetto pubblico"),
        max_length=250,
        help_text=_("Che cosa è stato chiesto, in parole che non portano a nessuna persona."),
    )
    public_reason = Words(
        label=_("Sintesi della motivazione"),
        required=False,
        rows=4,
        max_length=1000,
        help_text=_("Serve se l'accesso è stato rifiutato, anche in parte."),
    )


class Cleared(forms.MultipleChoiceField):
    """Words that the approver says name nobody; one that is no longer in the text is simply forgotten."""

    offered: tuple[tuple[str, str], ...] = ()

    def offer(self, choices: dict[str, str]) -> None:
        self.offered = tuple(choices.items())
        self.choices = list(self.offered)

    def to_python(self, value: Any) -> list[str]:
        known = {excerpt for excerpt, _label in self.offered}
        return [each for each in super().to_python(value) if each in known]


class ApproveEntry(ApproveWords):
    """With a box for each word of the public text that may, but need not, lead to a person."""

    cleared = Cleared(
        label=_("Parole da confermare"),
        help_text=_("Spunta solo se ne hai la certezza; altrimenti togli o riscrivi la parola."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = findings_in(self.public_texts, names_of(self.about))
        self.unclearable = [finding.excerpt for finding in found if finding.datum not in CLEARABLE]
        choices = {
            finding.excerpt: NOT_PERSONAL[finding.datum] % {"excerpt": finding.excerpt}
            for finding in found
            if finding.datum in CLEARABLE
        }
        boxes = self.fields["cleared"]
        assert isinstance(boxes, Cleared)
        boxes.offer(choices)
        if not choices:
            del self.fields["cleared"]

    @property
    def public_texts(self) -> list[str]:
        """The public words as they stand in the form, typed or proposed."""
        return [str(self[name].value() or "") for name in ("public_subject", "public_reason")]


def findings_in(texts: Iterable[str], names: Iterable[str]) -> list[Finding]:
    """Every stretch of these public words that seems to lead to a person."""
    listed = list(names)
    return [finding for text in texts for finding in personal_data_in(text, listed)]


class HideEntry(EntryForm):
    why = Words(label=_("Perché la togli"), rows=2, max_length=2_000)
