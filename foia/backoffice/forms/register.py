"""The public words of a line of the register, written apart from the case and approved by a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import CaseForm, Words


class ApproveEntry(CaseForm):
    deed = "pubblica-voce"
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


class HideEntry(CaseForm):
    deed = "togli-voce"
    why = Words(label=_("Perché la togli"), rows=2, max_length=1000)
