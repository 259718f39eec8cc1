"""What people say as they approve, and how the coordinator writes a chain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.office.record import registry
from pasocial.office.work.approvals.rules import COMMENT_LENGTH, MOST_DAYS, MOST_STEPS


class Approve(CleanForm):
    version = forms.CharField(widget=forms.HiddenInput, max_length=64)
    comment = forms.CharField(
        label=_("Commento (facoltativo)"),
        required=False,
        max_length=COMMENT_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendBack(CleanForm):
    why = forms.CharField(
        label=_("Che cosa va cambiato"),
        max_length=COMMENT_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo legge chi l'ha preparata."),
    )


class Chain(CleanForm):
    """The steps of one kind; an empty row is no step."""

    def __init__(self, *args: Any, kind: registry.ApprovalKind, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": kind.code.replace(".", "-")})
        self.kind = kind
        permissions = [
            ("", _("nessuno")),
            *(
                (code, declared.label)
                for code, declared in registry.desks()[kind.desk].permissions.items()
                if declared.desk_roles or declared.office_roles
            ),
        ]
        for place in range(1, MOST_STEPS + 1):
            self.fields[f"permission_{place}"] = forms.ChoiceField(
                label=_("Passo %(place)d: chi può") % {"place": place}, choices=permissions, required=False
            )
            self.fields[f"days_{place}"] = forms.IntegerField(
                label=_("Passo %(place)d: entro quanti giorni") % {"place": place},
                required=False,
                min_value=0,
                max_value=MOST_DAYS,
            )

    @property
    def steps(self) -> list[tuple[str, int]]:
        rows = (
            (self.cleaned_data[f"permission_{place}"], self.cleaned_data[f"days_{place}"] or 0)
            for place in range(1, MOST_STEPS + 1)
        )
        return [(code, days) for code, days in rows if code]
