"""Topics: which requests ask for the same thing, who asked, and whether the answer becomes public."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foia.forms.base import Versioned, Words
from foia.models import Topic
from foia.queries import topics as queries
from foia.rules.askers import WHY_LENGTH, reason_against_why
from foia.rules.topics import TITLE_LENGTH, reason_against_short_reason, reason_against_title
from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate, HintedRadios
from pasocial.office.record import registry
from pasocial.office.screens.actions import ActionForm, Ticked
from pasocial.rest.bodies import ContentGuard

MOST_NUMBERS = 200
NUMBERS_HELP = _("Per esempio 2026/0000012 2026/0000015.")


TITLED: dict[str, ContentGuard] = {"title": lambda title, today: reason_against_title(title)}
SAID: dict[str, ContentGuard] = {"why": lambda why, today: reason_against_why(why)}


class SeveralRequests(forms.Field):
    """Requests by their ids; a program names them so (`foia.actions.bodies`)."""


class RequestNumbers(SeveralRequests, forms.CharField):
    """Requests by their numbers, as people paste them: 2026/0000012, 2026/12, separated by anything."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, help_text=NUMBERS_HELP, **kwargs)


class TickedRequests(SeveralRequests, Ticked):
    def __init__(self) -> None:
        super().__init__(label=_("Richieste"), error_messages={"required": _("Scegli almeno una richiesta.")})


def title_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=TITLE_LENGTH[1], **kwargs)


def summary_field() -> Words:
    return Words(label=_("Che cosa si chiede"), rows=3, max_length=5_000, required=False)


class TopicStep(ActionForm):
    """A form about one topic. Its pages name no version: what two people move is counted again each time."""

    machinery = frozenset({"mark", "version"})
    body_base = Versioned


class Numbered(TopicStep):
    """Requests are named by their numbers."""

    def clean_requests(self) -> list[int]:
        parts = re.split(r"[\s,;]+", self.cleaned_data["requests"].strip(" ,;"))[:MOST_NUMBERS]
        known = queries.ids_of_numbers(parts)
        wrong = [part for part in parts if part not in known]
        if wrong:
            words = gettext("Nessuna richiesta ha questi numeri: %(numbers)s. Scrivili come 2026/0000012.")
            raise forms.ValidationError(words % {"numbers": ", ".join(wrong[:10])})
        return list(dict.fromkeys(known.values()))


class StartTopic(Numbered):
    title = title_field(_("Tema"), help_text=_("Che cosa si chiede, in poche parole."))
    summary = summary_field()
    requests = RequestNumbers(label=_("Numeri delle richieste"))
    content = TITLED


class JoinTopic(Numbered):
    requests = RequestNumbers(label=_("Numeri delle richieste da aggiungere"))


class LeaveTopic(TopicStep):
    requests = TickedRequests()


class SplitTopic(TopicStep):
    requests = TickedRequests()
    title = title_field(_("Titolo del nuovo tema"))
    content = TITLED


class MergeTopic(TopicStep):
    into = forms.IntegerField(label=_("Unisci a"), widget=forms.Select)
    api = {"into": "The topic that stays."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Thousands of topics do not fit a list: those with similar words first, then those asked last.
        near = list(queries.similar_topics(self.about.title, but=self.about.pk))
        last = queries.asked_last(but=[self.about.pk, *(one.pk for one in near)])
        self.fields["into"].widget.choices = [  # type: ignore[attr-defined]
            ("", _("Scegli un tema")),
            (_("Con parole simili"), [(one.pk, f"{one.title} ({one.requests_total})") for one in near]),
            (_("Chiesti di recente"), [(one.pk, f"{one.title} ({one.requests_total})") for one in last]),
        ]


class RenameTopic(TopicStep):
    title = title_field(_("Titolo"))
    summary = summary_field()
    content = TITLED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "summary"):
            self.initial.setdefault(name, getattr(self.about, name))


class ChooseTopic(TopicStep):
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
    reason = Words(label=_("Perché"), rows=3, max_length=5_000)
    look_again_on = forms.DateField(
        label=_("Da riguardare il"),
        required=False,
        widget=CalendarDate,
        help_text=_("Serve solo se non si pubblica."),
    )
    content = {"reason": lambda reason, today: reason_against_short_reason(reason)}


def desks_with_members() -> list[tuple[str, str]]:
    return [(code, str(desk.name)) for code, desk in registry.desks().items() if desk.has_members]


class KeepFresh(ActionForm):
    """Who keeps a published answer true, and until when it is."""

    owner_desk = forms.ChoiceField(label=_("Redazione responsabile"), choices=desks_with_members)
    fresh_until = forms.DateField(
        label=_("Da aggiornare entro"),
        required=False,
        widget=CalendarDate,
        help_text=_("Vuoto se i dati non cambiano. Un mese prima la redazione riceve un'attività."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner_desk", "fresh_until"):
            self.initial.setdefault(name, getattr(self.about, name))


class SamePersons(TopicStep):
    persons = Ticked(
        coerce=str,
        most=50,
        label=_("Persone"),
        error_messages={"required": _("Scegli almeno due persone di questo tema.")},
    )
    why = forms.CharField(
        label=_("Da che cosa lo sai"),
        max_length=WHY_LENGTH[1],
        help_text=_("Per esempio: stesso recapito e stessa firma, verificato per telefono."),
    )
    content = SAID


class DifferentPersons(TopicStep):
    person_key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Da che cosa lo sai"), max_length=WHY_LENGTH[1])
    content = SAID


class ConfirmOrganisation(TopicStep):
    key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    confirmed = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes", widget=forms.HiddenInput
    )


class Proposed(CleanForm):
    """One group of a page of proposals: which of its requests, under which title, or into which topic."""

    rows = forms.TypedMultipleChoiceField(coerce=int, choices=())
    topic = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Titolo del tema"), max_length=200, required=False)

    def __init__(self, *args: Any, members: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(pk, str(pk)) for pk in members]
        self.fields["rows"].error_messages["required"] = _("Lascia spuntate almeno due richieste.")
