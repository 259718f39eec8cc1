"""What people may choose about notices, and how they look for outgoing mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm, CleanModelForm
from pasocial.office.messaging.notices.models import Mail, Preference


class Preferences(CleanModelForm):
    class Meta:
        model = Preference
        fields = ["mail_when_assigned", "mail_when_due"]
        labels = {
            "mail_when_assigned": _("Scrivimi quando mi assegnano un'attività"),
            "mail_when_due": _("Scrivimi la mattina se qualcosa scade entro due giorni"),
        }


class MailFilters(CleanForm):
    q = forms.CharField(label=_("Destinatario, oggetto o caso"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Stato"), required=False, choices=[("", _("tutti")), *Mail.State.choices]
    )

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
