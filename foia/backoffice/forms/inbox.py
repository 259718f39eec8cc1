"""What is done to many requests at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.case import PRIORITIES
from pasocial.office.people.members import queries as members
from pasocial.office.screens.actions import Person
from pasocial.office.screens.lists.forms import BulkAction, BulkForm


class Bulk(BulkForm):
    ACTIONS = (
        BulkAction("assign", _("Assegna"), "assignee"),
        BulkAction("mine", _("Prendi tu")),
        BulkAction("queue", _("Rimetti in coda")),
        BulkAction("priority", _("Cambia priorità"), "priority"),
        BulkAction("test", _("Segna di prova")),
    )
    assignee = Person(
        among=lambda about: members.members_of("foia"),
        label=_("Assegna a"),
        required=False,
        empty_label=_("Scegli una persona"),
    )
    priority = forms.TypedChoiceField(
        label=_("Priorità"), choices=PRIORITIES, coerce=int, required=False, empty_value=0, initial=0
    )

    def __init__(self, data: Any = None, *, people: Sequence[Any]) -> None:
        """`people`: the members of the desk, whom the page already knows."""
        super().__init__(data)
        self.fields["assignee"].queryset = members.members_of("foia")
        self.fields["assignee"].list(people)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("action") == "assign" and given.get("assignee") is None:
            self.add_error("assignee", _("Scegli a chi assegnarle, poi premi «Assegna»."))
        return given
