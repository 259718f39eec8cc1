"""What the coordinator fills in: people, roles, settings. Forms read text into values; operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.cleaning import calendar_day, one_line, whole_number
from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate
from pasocial.office.people.members.queries import DESK_ROLES, OFFICE_ROLES, people
from pasocial.office.people.offices.queries import OFFICE_LEVELS, open_offices
from pasocial.office.record import registry
from pasocial.office.record.settings_store import queries as settings_store


class NewMember(CleanForm):
    full_name = forms.CharField(label=_("Nome e cognome"), max_length=150)
    email = forms.EmailField(label=_("Indirizzo e-mail"))
    office_name = forms.CharField(label=_("Ufficio"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Lingua"), choices=[("it", "Italiano"), ("en", "English")])


class DeskRole(CleanForm):
    desk = forms.ChoiceField(label=_("Redazione"))
    role = forms.ChoiceField(label=_("Ruolo"), choices=DESK_ROLES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [  # type: ignore[attr-defined]
            (desk.code, desk.name) for desk in registry.desks().values() if desk.has_members
        ]


class OfficeRole(CleanForm):
    role = forms.ChoiceField(label=_("Ruolo dell'ufficio"), choices=OFFICE_ROLES)
    declared_on = forms.DateField(
        label=_("Giorno della dichiarazione"),
        required=False,
        widget=CalendarDate,
        help_text=_("Per il portavoce: quando ha dichiarato di non avere attività incompatibili."),
    )


class NewGroup(CleanForm):
    name = forms.CharField(label=_("Nome del gruppo"), max_length=100)
    code = forms.CharField(
        label=_("Sigla"),
        max_length=31,
        help_text=_("Per esempio stampa: chi scrive @stampa in una nota chiama tutto il gruppo."),
    )
    purpose = forms.CharField(label=_("A che cosa serve"), max_length=250, required=False)


class GroupPerson(CleanForm):
    user: Any = forms.ModelChoiceField(label=_("Persona"), queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people(active=True)  # type: ignore[attr-defined]


class OfficeForm(CleanForm):
    """An office in its place; the code is asked once, when it is new."""

    code = forms.CharField(label=_("Codice"), max_length=40)
    name = forms.CharField(label=_("Nome dell'ufficio"), max_length=150)
    level = forms.ChoiceField(label=_("Livello"), choices=OFFICE_LEVELS)
    parent: Any = forms.ModelChoiceField(
        label=_("Fa parte di"), queryset=None, required=False, empty_label=_("nessun altro ufficio")
    )
    head: Any = forms.ModelChoiceField(
        label=_("Responsabile"), queryset=None, required=False, empty_label=_("nessuno")
    )
    mailbox = forms.EmailField(label=_("Casella"), required=False)

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["code"]
        self.fields["parent"].queryset = open_offices()  # type: ignore[attr-defined]
        self.fields["head"].queryset = people(active=True)  # type: ignore[attr-defined]


class OfficesFile(CleanForm):
    file = forms.FileField(
        label=_("File CSV"),
        help_text=_(
            "Colonne: codice, nome, livello, padre, responsabile (e-mail), casella; va bene anche il file delle "
            "unità organizzative dell'Indice delle PA."
        ),
    )


class TrailFilters(CleanForm):
    """What the trail is narrowed by; the rest of a forged address is ignored."""

    q = forms.CharField(
        label=_("Su che cosa"),
        max_length=100,
        required=False,
        help_text=_("Il numero di una richiesta, un nome, o un riferimento come user:5."),
    )
    who = forms.CharField(label=_("Chi"), max_length=100, required=False)
    desk = forms.ChoiceField(label=_("Redazione"), required=False)
    event = forms.ChoiceField(label=_("Che cosa"), required=False)
    dal = forms.DateField(label=_("Dal giorno"), required=False, widget=CalendarDate)
    al = forms.DateField(label=_("Al giorno"), required=False, widget=CalendarDate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = registry.desks().values()
        self.fields["desk"].choices = [("", _("tutte"))] + [(one.code, one.name) for one in desks]  # type: ignore[attr-defined]
        self.fields["event"].choices = [("", _("tutto"))] + [  # type: ignore[attr-defined]
            (one.name, list(one.event_words.items())) for one in desks
        ]

    def told(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class YearlyDay(forms.CharField):
    """A day and month as `GG/MM`; empty means none. Cleans to [month, day] or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=5, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value[1]:02d}/{value[0]:02d}" if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[int] | None:
        text = one_line(str(value or ""))
        if not text:
            return None
        written_day, _slash, written_month = text.partition("/")
        day, month = whole_number(written_day, 1, 31), whole_number(written_month, 1, 12)
        # A leap year: 29 February is a day that some years lack, not a day that does not exist.
        if day is None or month is None or calendar_day(f"2024-{month}-{day}") is None:
            raise forms.ValidationError(_("Scrivi il giorno come GG/MM, per esempio 29/06."))
        return [month, day]


FIELDS: dict[str, Any] = {
    "text": lambda known: forms.CharField(required=False, max_length=200),
    "lines": lambda known: forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    ),
    "email": lambda known: forms.EmailField(required=False),
    "phone": lambda known: forms.CharField(required=False, max_length=30),
    "number": lambda known: forms.FloatField(min_value=known.lowest, max_value=known.highest),
    "whole": lambda known: forms.IntegerField(min_value=int(known.lowest), max_value=int(known.highest)),
    "yes_no": lambda known: forms.BooleanField(required=False),
    "choice": lambda known: forms.ChoiceField(choices=list(known.choices.items())),
    "yearly_day": lambda known: YearlyDay(),
}


class Settings(CleanForm):
    """One section of the settings, a field for each."""

    def __init__(self, *args: Any, section: str, **kwargs: Any) -> None:
        self.known = [one for one in registry.declared_settings().values() if one.section == section]
        kwargs.setdefault("initial", settings_store.values(*[one.key for one in self.known]))
        super().__init__(*args, **kwargs)
        for one in self.known:
            field = FIELDS[one.kind](one)
            field.label = one.label
            field.help_text = " ".join(
                str(words) for words in (one.help, f"({one.source})" if one.source else "") if words
            )
            self.fields[one.key] = field

    def changed_values(self) -> Iterable[tuple[str, Any]]:
        """Keys whose value differs from the one kept."""
        for one in self.known:
            new = self.cleaned_data[one.key]
            if new != self.initial.get(one.key):
                yield one.key, new
