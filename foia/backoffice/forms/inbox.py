"""Filters of the inbox, views kept for later, and what is done to many requests at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.case import PRIORITIES
from foia.models import AccessRequest
from foia.rules.states import STATE_LABELS
from pasocial.cleaning import whole_number
from pasocial.design.clean_forms import CleanForm
from pasocial.office.people.members import queries as members
from pasocial.office.screens.actions import Person

ANY = _("Qualunque")


class Filters(CleanForm):
    """Shown as they were asked; what they mean is decided by the query."""

    q = forms.CharField(label=_("Cerca"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Stato"), required=False)
    assignee = forms.ChoiceField(label=_("Assegnata a"), required=False)
    due = forms.ChoiceField(
        label=_("Scadenza"),
        required=False,
        choices=[
            ("", ANY),
            ("late", _("In ritardo")),
            ("today", _("Oggi")),
            ("3", _("Entro 3 giorni")),
            ("7", _("Entro 7 giorni")),
            ("15", _("Entro 15 giorni")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Tipo di accesso"), required=False, choices=[("", ANY), *AccessRequest.Kind.choices]
    )
    new = forms.BooleanField(label=_("Con messaggi da leggere"), required=False)
    test = forms.BooleanField(label=_("Anche quelle di prova"), required=False)
    topic = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filtro_%s", **kwargs)
        self.fields["state"].choices = [
            ("", _("Aperte")),
            ("all", _("Tutte, anche concluse")),
            *((state.value, _(label)) for state, label in STATE_LABELS.items()),
        ]
        self.fields["assignee"].choices = [
            ("", ANY),
            ("me", _("A me")),
            ("none", _("A nessuno")),
            *((str(person.pk), str(person)) for person in people),
        ]


class SaveFilter(CleanForm):
    name = forms.CharField(label=_("Nome del filtro"), max_length=60)
    shared = forms.BooleanField(label=_("Visibile a tutta la redazione"), required=False)
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class Bulk(CleanForm):
    """What to do with the ticked rows. One of the buttons tells which."""

    MOST = 500
    ACTIONS = (
        ("assign", _("Assegna")),
        ("mine", _("Prendi tu")),
        ("queue", _("Rimetti in coda")),
        ("priority", _("Cambia priorità")),
        ("test", _("Segna di prova")),
    )
    rows = forms.TypedMultipleChoiceField(coerce=int, required=True, choices=())
    action = forms.ChoiceField(choices=ACTIONS)
    assignee = Person(
        among=lambda about: members.members_of("foia"),
        label=_("Assegna a"),
        required=False,
        empty_label=_("Scegli una persona"),
    )
    priority = forms.TypedChoiceField(
        label=_("Priorità"), choices=PRIORITIES, coerce=int, required=False, empty_value=0, initial=0
    )

    def __init__(self, *args: Any, people: Sequence[Any] | None = None, **kwargs: Any) -> None:
        """`people`: the members of the desk, when the page already asked who they are."""
        super().__init__(*args, auto_id="insieme_%s", **kwargs)
        self.fields["assignee"].queryset = members.members_of("foia")
        if people is not None:
            self.fields["assignee"].list(people)
        if self.is_bound:
            given = [value for value in self.data.getlist("rows") if whole_number(value) is not None]
            self.fields["rows"].choices = [(value, value) for value in given[: self.MOST]]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("action") == "assign" and given.get("assignee") is None:
            self.add_error("assignee", _("Scegli a chi assegnarle, poi premi «Assegna»."))
        return given
