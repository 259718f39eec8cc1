"""Drafting, submitting, approving a decision, and the review of it: the steps as a table."""

from __future__ import annotations

from rest_framework import serializers

from foia.api import examples
from foia.api.serializers import steps as forms
from foia.api.views.action_calls import ActionCall, Step, unknown_person
from foia.models import AccessRequest
from foia.operations import answering, appeals, reopening, review
from foia.queries.reviews import possible_deciders
from foia.rules.outcomes import Disclosure, ItemDraft

ON = {"on": "2026-03-10"}


def _draft(call: ActionCall) -> object:
    given = {name: value for name, value in call.given.items() if name not in ("version", "items")}
    items = [
        ItemDraft(
            title=each["title"],
            disclosure=Disclosure(each["disclosure"]),
            file=str(each["file"] or ""),
            partial=each["partial"],
            ground=each["ground"],
            reason=each["reason"],
        )
        for each in call.given["items"]
    ]
    return answering.draft_decision(items=items, **given, **call.step)


def _entrust(call: ActionCall) -> object:
    case = AccessRequest.objects.defer("search").get(pk=call.case)
    person = possible_deciders(case).filter(pk=call.given["to"]).first()
    if person is None:
        raise serializers.ValidationError({"to": [unknown_person()]})
    return review.entrust_review(to=person, **call.step)


DECISION_STEPS = (
    Step(
        "decision/",
        "Write the draft of the decision",
        forms.Draft,
        "foia.work",
        _draft,
        examples.DECISION,
        tag="Decisions",
        more="It may still be incomplete: `decision.missing` says what is. The items replace the former ones.",
        method="put",
    ),
    Step(
        "decision/confirm/",
        "Confirm what was found in a file",
        forms.ConfirmFindings,
        "foia.work",
        lambda d: answering.confirm_findings(
            file=str(d.given["file"]), keys=d.given["keys"], reason=d.given["reason"], **d.step
        ),
        {
            "file": "5d1c2b9a-7c1e-4a55-9a0b-0f4f2f6a8d11",
            "keys": ["phone:1f2e3d4c5b6a7988"],
            "reason": "È il numero dell'ufficio, pubblico per legge.",
        },
        tag="Decisions",
        more="A file for everybody leaves only when each finding in `decision.readings` is redacted or confirmed.",
    ),
    Step(
        "decision/use-copy/",
        "Release a redacted copy in a file's place",
        forms.UseCopy,
        "foia.work",
        lambda d: answering.use_redacted_copy(file=str(d.given["file"]), copy=str(d.given["copy"]), **d.step),
        {"file": "5d1c2b9a-7c1e-4a55-9a0b-0f4f2f6a8d11", "copy": "0a6f3e58-64c2-4c0e-8f0d-7f1e2b5c9d22"},
        tag="Decisions",
    ),
    Step(
        "decision/submit/",
        "Submit the decision for approval",
        forms.Step,
        "foia.work",
        lambda d: answering.submit_decision(**d.step),
        tag="Decisions",
    ),
    Step(
        "decision/return/",
        "Return the decision with remarks",
        forms.Why,
        "foia.approve",
        lambda d: answering.return_decision(why=d.given["why"], **d.step),
        {"why": "Manca il danno concreto per la seconda riga."},
        tag="Decisions",
    ),
    Step(
        "decision/approve/",
        "Approve the decision",
        forms.Step,
        "foia.approve",
        lambda d: answering.approve_decision(**d.step),
        tag="Decisions",
        more="Not by whoever drafted it. It leaves in fifteen seconds (`decision.leaves_at`).",
    ),
    Step(
        "decision/undo/",
        "Undo the approval",
        forms.Step,
        "foia.approve",
        lambda d: answering.undo_approval(**d.step),
        tag="Decisions",
        more="Within fifteen seconds, before the letter leaves.",
    ),
    Step(
        "review/garante-asked/",
        "Record that the Garante is heard",
        forms.On,
        "foia.review",
        lambda d: review.ask_garante(on=d.given["on"], **d.step),
        ON,
        tag="Reviews",
    ),
    Step(
        "review/garante-answered/",
        "Record the Garante's opinion",
        forms.On,
        "foia.review",
        lambda d: review.record_garante(on=d.given["on"], **d.step),
        ON,
        tag="Reviews",
    ),
    Step(
        "review/entrust/",
        "Give a review to somebody by name",
        forms.EntrustReview,
        "foia.review",
        _entrust,
        {"to": 12},
        tag="Reviews",
        more="To the head of the office that the refusal names, when the transparency officer signed it or holds the "
        "data (Circolare 2/2017 §4.3). From then on only that person decides it.",
    ),
    Step(
        "review/decide/",
        "Decide a review",
        forms.DecideReview,
        "foia.review",
        lambda d: review.decide_review(
            **{name: d.given[name] for name in ("outcome", "reasons", "decide_by")}, **d.step
        ),
        {"outcome": "granted", "reasons": "Il rifiuto non dice quale danno concreto ne verrebbe."},
        tag="Reviews",
        more="Not by whoever drafted or approved the decision, and not before the Garante was heard where the law "
        "wants it. Granted, even in part, it reopens the case: a new decision is owed (`new_decision`).",
    ),
    Step(
        "reopen/",
        "Decide a case again",
        forms.Reopen,
        "foia.reopen",
        lambda d: reopening.reopen_case(
            **{name: d.given[name] for name in ("basis", "on", "decide_by", "why")}, **d.step
        ),
        {"basis": "court", "on": "2026-05-04", "why": "Il TAR ordina di consegnare le fatture."},
        tag="Decisions",
        more="After a ruling, a finding of the ombudsman or an error of the office. The decision that was sent stays; "
        "the next one replaces or extends it.",
    ),
    Step(
        "appeal-rejected/",
        "Record a rejected appeal",
        forms.RejectedAppeal,
        "foia.reopen",
        lambda d: appeals.record_rejected_appeal(
            **{name: d.given[name] for name in ("judge", "on", "why")}, **d.step
        ),
        {"judge": "court", "on": "2026-05-04", "why": "Il TAR respinge il ricorso: il rifiuto era motivato."},
        tag="Decisions",
        more="The court or the ombudsman found for the office: the decision stands, the register says so. "
        "An appeal that was won is recorded by deciding the case again.",
    ),
)
