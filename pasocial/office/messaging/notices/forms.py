"""What people may choose about notices, and how they look for outgoing mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.office.messaging.notices.models import Mail, NoticeChoice
from pasocial.office.record.registry import NoticeKind


class WaysToBeTold(CleanForm):
    """One question for each kind of notice: at once, in the digest, or only inside."""

    def __init__(
        self, *args: Any, kinds: Iterable[NoticeKind], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind.code] = forms.ChoiceField(
                label=str(kind.label),
                choices=NoticeChoice.Way.choices,
                initial=chosen.get(kind.code, kind.way),
                required=False,
            )

    def ways(self) -> dict[str, str]:
        """Kind → the way she wants, for each that was sent."""
        return {code: way for code, way in self.cleaned_data.items() if way}


class MailFilters(CleanForm):
    q = forms.CharField(label=_("Destinatario, oggetto o caso"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Stato"), required=False, choices=[("", _("tutti")), *Mail.State.choices]
    )

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
