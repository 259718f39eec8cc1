"""The review of a decision: the Garante heard, given to somebody by name, decided."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foia.actions.calls import case_action, on_case, step
from foia.forms import review as forms
from foia.operations import review
from foia.rules.case_steps import CaseStep
from foia.tasks import cases
from pasocial.office.screens.actions import Action, Leaves

ON = {"on": "2026-03-10"}


def _review_action(**declared: Any) -> Action:
    return case_action(tab="riesame", permission="foia.review", tag="Reviews", **declared)


REVIEW_ACTIONS = (
    _review_action(
        name="chiedi-garante",
        label=_("Registra la richiesta di parere"),
        form=forms.AskGarante,
        act=on_case(review.ask_garante),
        guard=step(CaseStep.ASK_GARANTE),
        done=_("Richiesta di parere registrata: il termine si ferma."),
        path="review/garante-asked/",
        summary="Record that the Garante is heard",
        sent=ON,
        more="Where the refusal rests on personal data. The term of the review stands still, ten days at "
        "most.",
    ),
    _review_action(
        name="parere-garante",
        label=_("Registra il parere"),
        form=forms.RecordGarante,
        act=on_case(review.record_garante),
        guard=step(CaseStep.RECORD_GARANTE),
        done=_("Parere registrato: il termine riprende."),
        path="review/garante-answered/",
        summary="Record the Garante's opinion",
        sent=ON,
        more="The term of the review goes on from that day.",
    ),
    _review_action(
        name="affida-riesame",
        label=_("Affida il riesame"),
        form=forms.EntrustReview,
        act=on_case(review.entrust_review),
        guard=step(CaseStep.ENTRUST_REVIEW),
        done=_("Riesame affidato: chi lo decide lo trova tra i suoi avvisi."),
        path="review/entrust/",
        summary="Give a review to somebody by name",
        sent={"to": 12},
        more="To the head of the office that the refusal names, when the transparency officer signed it or holds the "
        "data (Circolare 2/2017 §4.3). From then on only that person decides it.",
    ),
    _review_action(
        name="decidi-riesame",
        label=_("Decidi il riesame"),
        form=forms.DecideReview,
        act=on_case(review.decide_review),
        leaves=Leaves("foia.review", _("Decisione sul riesame"), (cases.tell_of_review_decided,)),
        guard=step(CaseStep.DECIDE_REVIEW),
        done=_("Riesame deciso; il richiedente viene informato."),
        path="review/decide/",
        summary="Decide a review",
        sent={"outcome": "granted", "reasons": "Il rifiuto non dice quale danno concreto ne verrebbe."},
        more="Not by whoever drafted or approved the decision, and not before the Garante was heard where the law "
        "wants it. Granted, even in part, it reopens the case: a new decision is owed (`new_decision`).",
    ),
)
