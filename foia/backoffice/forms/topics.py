"""Topics: which requests ask for the same thing, and whether the answer becomes public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import Words
from foia.models import Topic
from pasocial.design.widgets import CalendarDate, HintedRadios


def numbers(text: str) -> list[str]:
    """Request numbers as people paste them: 2026/0000012, 2026/12, separated by anything."""
    return [part for part in text.replace(",", " ").replace(";", " ").split() if part]


class Choose(forms.Form):
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
        label=_("Da riguardare il"), required=False, widget=CalendarDate, help_text=_("Facoltativo.")
    )


class Start(forms.Form):
    title = forms.CharField(
        label=_("Tema"), max_length=200, help_text=_("Che cosa si chiede, in poche parole.")
    )
    requests = forms.CharField(
        label=_("Numeri delle richieste"),
        max_length=2000,
        help_text=_("Per esempio 2026/0000012 2026/0000015."),
    )


class Join(forms.Form):
    requests = forms.CharField(
        label=_("Numeri delle richieste da aggiungere"),
        max_length=2000,
        help_text=_("Per esempio 2026/0000012 2026/0000015."),
    )


class Split(forms.Form):
    rows = forms.TypedMultipleChoiceField(coerce=int, choices=())
    title = forms.CharField(label=_("Titolo del nuovo tema"), max_length=200)

    def __init__(self, *args: Any, members: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(pk, str(pk)) for pk in members]


class TopicByTitle(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.requests_total})"


class Merge(forms.Form):
    into = TopicByTitle(label=_("Unisci a"), queryset=Topic.objects.none(), empty_label=_("Scegli un tema"))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = (
            Topic.objects.filter(merged_into=None).exclude(pk=topic.pk).order_by("title", "pk")
        )
