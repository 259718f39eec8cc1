"""Topics: which requests ask for the same thing, and whether the answer becomes public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import Words
from foia.models import Topic
from foia.queries.topics import similar_topics
from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate, HintedRadios
from pasocial.office.record import registry

# Topics offered in a list, besides those with similar words.
MOST_LISTED = 40


def numbers(text: str) -> list[str]:
    """Request numbers as people paste them: 2026/0000012, 2026/12, separated by anything."""
    return [part for part in text.replace(",", " ").replace(";", " ").split() if part]


class Choose(CleanForm):
    choice = forms.ChoiceField(
        label=_("Che cosa facciamo di questo tema"),
        choices=Topic.Choice.choices,
        widget=HintedRadios(
            hints={
                "publish": _("La risposta diventa una pagina per tutti. La redazione web riceve l'incarico."),
                "redact": _("Prima si tolgono i dati che non possono uscire, poi si pubblica."),
                "not": _("Resta una risposta ai singoli. Serve un motivo, e un giorno in cui riguardarla."),
            }
        ),
    )
    reason = Words(label=_("Perché"), rows=3, max_length=2000)
    look_again_on = forms.DateField(
        label=_("Da riguardare il"),
        required=False,
        widget=CalendarDate,
        help_text=_("Serve solo se non si pubblica."),
    )


class Start(CleanForm):
    title = forms.CharField(
        label=_("Tema"), max_length=200, help_text=_("Che cosa si chiede, in poche parole.")
    )
    requests = forms.CharField(
        label=_("Numeri delle richieste"),
        max_length=2000,
        help_text=_("Per esempio 2026/0000012 2026/0000015."),
    )


class Join(CleanForm):
    requests = forms.CharField(
        label=_("Numeri delle richieste da aggiungere"),
        max_length=2000,
        help_text=_("Per esempio 2026/0000012 2026/0000015."),
    )


class Split(CleanForm):
    rows = forms.TypedMultipleChoiceField(coerce=int, choices=())
    title = forms.CharField(label=_("Titolo del nuovo tema"), max_length=200)

    def __init__(self, *args: Any, members: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(pk, str(pk)) for pk in members]


class TopicByTitle(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.requests_total})"


class Merge(CleanForm):
    into = TopicByTitle(label=_("Unisci a"), queryset=Topic.objects.none(), empty_label=_("Scegli un tema"))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        living = Topic.objects.filter(merged_into=None).exclude(pk=topic.pk).defer("search")
        field = self.fields["into"]
        field.queryset = living
        # Thousands of topics do not fit a list: those with similar words first, then those asked last.
        near = list(similar_topics(topic.title, but=topic.pk))
        last = living.exclude(pk__in=[one.pk for one in near]).order_by("-last_asked_on", "-pk")[:MOST_LISTED]
        field.widget.choices = [
            ("", field.empty_label),
            (_("Con parole simili"), [(one.pk, field.label_from_instance(one)) for one in near]),
            (_("Chiesti di recente"), [(one.pk, field.label_from_instance(one)) for one in last]),
        ]


class KeepFresh(CleanForm):
    """Who keeps a published answer true, and until when it is."""

    owner_desk = forms.ChoiceField(label=_("Redazione responsabile"))
    fresh_until = forms.DateField(
        label=_("Da aggiornare entro"),
        required=False,
        widget=CalendarDate,
        help_text=_("Vuoto se i dati non cambiano. Un mese prima la redazione riceve un'attività."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_desk"].choices = [
            (code, str(desk.name)) for code, desk in registry.desks().items() if desk.has_members
        ]


class MergePersons(CleanForm):
    rows = forms.MultipleChoiceField(choices=())
    why = forms.CharField(
        label=_("Da che cosa lo sai"),
        max_length=500,
        help_text=_("Per esempio: stesso recapito e stessa firma, verificato per telefono."),
    )

    def __init__(self, *args: Any, persons: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(person, person) for person in persons]
        self.fields["rows"].error_messages["required"] = _("Scegli almeno due persone di questo tema.")


class SplitPersons(CleanForm):
    person_key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Da che cosa lo sai"), max_length=500)


class Proposed(CleanForm):
    """One group of a page of proposals: which of its requests, under which title, or into which topic."""

    rows = forms.TypedMultipleChoiceField(coerce=int, choices=())
    topic = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Titolo del tema"), max_length=200, required=False)

    def __init__(self, *args: Any, members: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(pk, str(pk)) for pk in members]
        self.fields["rows"].error_messages["required"] = _("Lascia spuntate almeno due richieste.")
