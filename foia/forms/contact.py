"""Where the applicant is reached, corrected after a message came back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm
from foia.rules.contact import Contact, reason_against_reaching
from pasocial.rest.bodies import ContentGuard


def _reached(field: str) -> ContentGuard:
    return lambda given, today: reason_against_reaching(Contact(**{field: given}), field)


class CorrectContact(CaseForm):
    email = forms.CharField(label=_("E-mail"), required=False, widget=forms.EmailInput)
    pec = forms.CharField(label=_("Domicilio digitale (PEC)"), required=False, widget=forms.EmailInput)
    phone = forms.CharField(label=_("Telefono"), required=False)
    postal_address = forms.CharField(label=_("Indirizzo postale"), required=False)
    write_again = forms.BooleanField(
        label=_("Invia di nuovo al nuovo indirizzo i messaggi che non sono arrivati"),
        required=False,
        initial=True,
    )

    content = {name: _reached(name) for name in ("email", "pec")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        applicant = self.about.applicant
        for name in ("email", "pec", "phone", "postal_address"):
            self.initial.setdefault(name, getattr(applicant, name))
