"""What people do with a topic: which requests it has, who asked for it, whether its answer becomes public and stays fresh.

And with what the machine finds alike: a topic begins where somebody says that it is right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from foia.actions import bodies
from foia.actions.calls import Act, own
from foia.forms import topics as forms
from foia.forms.case import JudgeSuggestion
from foia.models import Suggestion
from foia.operations import looking_again, persons, suggestions
from foia.operations import topics as operations
from foia.queries import topics as queries
from foia.rules import topics as rules
from pasocial.office.screens.actions import Action, ActionCall
from pasocial.refusal import Refusal

CHOOSE = "foia.choose_topic"


def _action(**declared: Any) -> Action:
    """An action on a topic: work of the desk, with nothing to fill in, unless it says otherwise."""
    return Action(**{"permission": "foia.work", "form": forms.TopicStep, **declared})


def _on_topic(operation: Callable[..., object], **called: str) -> Act:
    """`called`: what the operation calls a field by another name."""

    def act(call: ActionCall) -> object:
        given = {called.get(name, name): value for name, value in call.values.items()}
        return operation(topic_id=call.about.pk, **given, **call.held)

    return act


def _merge(call: ActionCall) -> object:
    if queries.find_topic(call.given["into"]) is None:
        raise Http404
    return _on_topic(operations.merge, into="into_id")(call)


def _undoing(known: queries.TopicView, user: Any) -> Refusal | None:
    """Whether its requests were moved again since, the operation sees."""
    return rules.reason_against_undoing(None if known.last_act is None else [], {})


def _start(call: ActionCall) -> object:
    given = dict(call.values)
    return operations.start_topic(request_ids=given.pop("requests"), **given, **call.moment)


def _judge(call: ActionCall) -> object:
    """Programs judge the suggestion itself, pages on the case that shows it."""
    if isinstance(call.about, Suggestion):
        pk, accept = call.about.pk, call.given["accept"]
    else:
        pk = own(call.about.suggestions, call.given["suggestion"])
        accept = call.given["verdict"] == "yes"
    return suggestions.judge_suggestion(suggestion_id=pk, accept=accept, **call.moment)


SUGGESTION_ACTIONS = (
    _action(
        name="giudica",
        tab="simili",
        form=JudgeSuggestion,
        act=_judge,
        done=_("Grazie: il giudizio è registrato."),
        path="judge/",
        summary="Judge a suggestion",
        sent={"accept": True},
        more="Whether the two requests ask for the same thing; accepting puts them in one topic.",
        own_body=bodies.Judge,
    ),
)
START = _action(
    name="apri",
    label=_("Apri il tema"),
    form=forms.StartTopic,
    act=_start,
    done=_("Tema aperto."),
    summary="Start a topic",
    sent={"title": "Spese per le luminarie", "requests": [8, 12]},
    status=201,
    more="A new topic of these requests; those that had another one leave it.",
)
TOPIC_ACTIONS = (
    _action(
        name="aggiungi",
        title=_("Aggiungi richieste"),
        label=_("Aggiungi al tema"),
        form=forms.JoinTopic,
        act=_on_topic(operations.join, requests="request_ids"),
        done=_("Richieste aggiunte al tema."),
        path="join/",
        summary="Add requests to a topic",
        sent={"requests": [14]},
        more="They leave the topic they had; persons are counted again.",
    ),
    _action(
        name="togli",
        tab="richieste",
        label=_("Togli le richieste scelte dal tema"),
        form=forms.LeaveTopic,
        act=_on_topic(operations.leave, requests="request_ids"),
        done=_("Le richieste scelte non hanno più un tema."),
        path="leave/",
        summary="Take requests out of a topic",
        sent={"requests": [14]},
        more="They have no topic then; persons are counted again.",
    ),
    _action(
        name="dividi",
        tab="richieste",
        title=_("Dividi il tema"),
        label=_("Sposta le richieste scelte in un nuovo tema"),
        form=forms.SplitTopic,
        act=_on_topic(operations.split, requests="request_ids"),
        done=_("Il tema è diviso: questo è quello nuovo."),
        path="split/",
        summary="Split a topic",
        sent={"requests": [14], "title": "Luminarie: contratti di sponsorizzazione"},
        more="Answers with the new topic.",
    ),
    _action(
        name="unisci",
        title=_("Unisci a un altro tema"),
        label=_("Unisci i due temi"),
        form=forms.MergeTopic,
        act=_merge,
        done=_("I due temi sono uno solo."),
        path="merge/",
        summary="Merge a topic into another",
        sent={"into": 3},
        more="Answers with the topic that stays.",
    ),
    _action(
        name="annulla",
        label=_("Annulla l'ultima modifica"),
        act=_on_topic(operations.undo_last),
        guard=_undoing,
        done=_("Ultima modifica annullata."),
        path="undo/",
        summary="Undo the last join, split or merge",
        more="The requests go back where they were; refused once they were moved again.",
    ),
    _action(
        name="rinomina",
        title=_("Cambia titolo"),
        label=_("Salva il titolo"),
        form=forms.RenameTopic,
        act=_on_topic(operations.rename),
        done=_("Titolo cambiato."),
        path="rename/",
        summary="Rename a topic",
        sent={"title": "Spese per le luminarie di Natale", "summary": "Determine e fatture."},
        more="For the office: a published page keeps its own title.",
    ),
    _action(
        name="decidi",
        permission=CHOOSE,
        tab="decisione",
        title=_("Decidi se pubblicare"),
        label=_("Registra la decisione"),
        key="d",
        form=forms.ChooseTopic,
        act=_on_topic(operations.choose),
        done=_("Decisione registrata."),
        path="choose/",
        summary="Decide whether to publish",
        sent={"choice": "publish", "reason": "Lo chiedono in molti e i documenti sono già pubblici."},
        more="Publishing itself is the newsroom's work. Not to publish asks for the day to look again.",
    ),
)
# Who is who among those who asked: on the page that names them.
PERSON_ACTIONS = (
    _action(
        name="persone/unisci",
        title=_("Sono la stessa persona"),
        label=_("Conta le righe scelte come una persona"),
        form=forms.SamePersons,
        act=_on_topic(persons.merge_persons),
        done=_("Ora contano come una persona sola; il tema è stato ricontato."),
        path="persons/same/",
        summary="Say that askers are one person",
        sent={"persons": ["cf:3f1c", "nome:77ab"], "why": "Stessa firma e stesso recapito."},
        more="Holds in every topic that knows these keys, now and later; each is counted again.",
    ),
    _action(
        name="persone/dividi",
        label=_("Conta come persona diversa"),
        form=forms.DifferentPersons,
        act=_on_topic(persons.split_persons),
        done=_("Ora contano come persone diverse; il tema è stato ricontato."),
        path="persons/different/",
        summary="Say that an asker is somebody else",
        sent={"person_key": "cf:3f1c", "why": "Omonimo: documenti diversi."},
        more="One of the keys counted as one person is another person; wins over shared identifiers.",
    ),
    _action(
        name="organizzazioni",
        form=forms.ConfirmOrganisation,
        act=_on_topic(persons.confirm_organisation, key="organisation_key"),
        done=_("Registrato: il tema è stato ricontato."),
        path="organisations/confirm/",
        summary="Say whether members speak for their organisation",
        sent={"key": "org:5d0c", "confirmed": True},
        more="Confirmed, the organisation counts once.",
        own_body=bodies.ConfirmOrganisation,
    ),
)
# What is done to one published answer of a topic.
KEEP_FRESH = _action(
    name="aggiorna",
    permission=CHOOSE,
    anchor="risposta",
    label=_("Salva"),
    form=forms.KeepFresh,
    act=lambda call: looking_again.keep_fresh(page_id=call.about.pk, **call.values, **call.moment),
    done=_("Aggiornamento della risposta registrato."),
    path="keep-fresh/",
    summary="Say who keeps a published answer fresh",
    sent={"owner_desk": "newsroom", "fresh_until": "2027-03-31"},
    more="Which desk brings it up to date, by when; without a day it need not be.",
)
