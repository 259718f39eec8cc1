"""What people fill in at the newsroom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.office.screens.actions import ActionForm, Words


class CommissionWhy(ActionForm):
    why = Words(label=_("Perché"), rows=3, max_length=2000, help_text=_("Lo legge chi riceve la pagina."))


class PageWanted(CleanForm):
    title = forms.CharField(label=_("Titolo"), max_length=200)
    brief = Words(
        label=_("Che cosa serve"),
        rows=5,
        max_length=4000,
        help_text=_("Lo legge chi scrive la pagina: per chi è, che cosa deve trovarci, entro quando."),
    )


def handed_over_form(posted: Any, uploads: Any, *, title: str, why: str) -> PageWanted:
    return PageWanted(posted, initial={"title": title[:200], "brief": why})
