"""What people may say about a work item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm
from pasocial.office.people.members import queries as members
from pasocial.office.record import registry
from pasocial.office.work.items.models import Item


def desk_choices(*, but: str = "") -> list[tuple[str, Any]]:
    return [(code, desk.name) for code, desk in registry.desks().items() if desk.has_members and code != but]


class QueueFilters(CleanForm):
    q = forms.CharField(label=_("Cerca nel titolo"), required=False, max_length=100)
    desk = forms.ChoiceField(label=_("Redazione"), required=False)
    who = forms.ChoiceField(
        label=_("Di chi"),
        required=False,
        choices=[("", _("di tutti")), ("mine", _("mie")), ("nobody", _("da prendere"))],
    )
    state = forms.ChoiceField(
        label=_("Stato"),
        required=False,
        choices=[("", _("aperte")), ("late", _("in ritardo")), ("done", _("concluse"))],
    )

    def __init__(self, *args: Any, desks: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", _("tutte"))] + [(code, name) for code, name in desk_choices() if code in desks]
        self.fields["desk"].choices = chosen  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked for and understood; the rest of a forged address is ignored."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class AssignItem(CleanForm):
    assignee: Any = forms.ModelChoiceField(
        label=_("A chi"), queryset=None, empty_label=_("nessuno: rimetti in coda"), required=False
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = members.members_of(item.desk)  # type: ignore[attr-defined]


class AssignToGroup(CleanForm):
    group: Any = forms.ModelChoiceField(label=_("A quale gruppo"), queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = members.open_groups()  # type: ignore[attr-defined]


class HandOver(CleanForm):
    desk = forms.ChoiceField(label=_("A quale redazione"))
    why = forms.CharField(
        label=_("Perché"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo legge chi riceve l'attività."),
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = desk_choices(but=item.desk)  # type: ignore[attr-defined]


class Finish(CleanForm):
    outcome = forms.CharField(
        label=_("Com'è finita"),
        max_length=250,
        help_text=_("Chiude solo questa attività, non il caso a cui si riferisce."),
    )
