"""The decision on its way: written, submitted, returned, approved, called back; and the case decided again."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from foia.actions import bodies
from foia.actions.calls import Act, case_action, on_case, step
from foia.forms import reopening as forms
from foia.forms.base import Why
from foia.forms.decision import UseCopy
from foia.operations import answering, appeals, reopening
from foia.rules.case_steps import CaseStep
from foia.rules.outcomes import Disclosure, ItemDraft
from foia.tasks import cases
from pasocial.office.screens.actions import ActionCall, Leaves

ITEM = {
    "title": "Determina 812/2025",
    "disclosure": "public",
    "file": "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "partial": False,
    "ground": "",
    "reason": "",
}
DRAFT = {
    "outcome": "granted",
    "reasons": "Le determine e le fatture sono pubbliche e si rilasciano per intero.",
    "answer_text": "",
    "publication_url": "",
    "transience": "",
    "earlier_request": "",
    "review_office": "",
    "deferred_until": None,
    "deferred_event": "",
    "items": [ITEM],
}
A_FILE, A_COPY = "5d1c2b9a-7c1e-4a55-9a0b-0f4f2f6a8d11", "0a6f3e58-64c2-4c0e-8f0d-7f1e2b5c9d22"


def _draft(call: ActionCall) -> object:
    given = dict(call.values)
    items = [
        ItemDraft(**{**row, "disclosure": Disclosure(row["disclosure"]), "file": str(row["file"] or "")})
        for row in given.pop("items")
    ]
    return answering.draft_decision(request_id=call.about.pk, items=items, **given, **call.held)


def _with_file(operation: Callable[..., object]) -> Act:
    """Operations name a file by the text of its number."""

    def act(call: ActionCall) -> object:
        named = {name: str(value) for name, value in call.values.items() if name in ("file", "copy")}
        return operation(request_id=call.about.pk, **{**call.values, **named}, **call.held)

    return act


DECISION_ACTIONS = (
    # On its page the draft is written row by row, with its files (backoffice.views.deciding).
    case_action(
        act=_draft,
        guard=step(CaseStep.DRAFT),
        title=_("Decisione"),
        tab="decisione",
        key="d",
        path="decision/",
        method="put",
        tag="Decisions",
        summary="Write the draft of the decision",
        own_body=bodies.Draft,
        sent=DRAFT,
        more="It may still be incomplete: `decision.missing` says what is. The items replace the former ones.",
    ),
    case_action(
        act=_with_file(answering.confirm_findings),
        path="decision/confirm/",
        tag="Decisions",
        summary="Confirm what was found in a file",
        own_body=bodies.ConfirmFindings,
        sent={
            "file": A_FILE,
            "keys": ["phone:1f2e3d4c5b6a7988"],
            "reason": "È il numero dell'ufficio, pubblico per legge.",
        },
        more="A file for everybody leaves only when each finding in `decision.readings` is redacted or confirmed.",
    ),
    case_action(
        name="usa-copia",
        tab="decisione",
        anchor="dati-personali",
        form=UseCopy,
        act=_with_file(answering.use_redacted_copy),
        done=_(
            "La copia oscurata ha preso il posto dell'originale. Se manca qualcosa di chiesto, segna «Con parti "
            "oscurate» e scrivi il motivo."
        ),
        path="decision/use-copy/",
        tag="Decisions",
        summary="Release a redacted copy in a file's place",
        sent={"file": A_FILE, "copy": A_COPY},
        more="The line of the draft then releases the copy; the original stays in the case.",
    ),
    case_action(
        name="proponi",
        tab="decisione",
        act=on_case(answering.submit_decision),
        guard=step(CaseStep.SUBMIT),
        done=_("Decisione mandata in approvazione."),
        path="decision/submit/",
        tag="Decisions",
        summary="Submit the decision for approval",
        more="From then on it is not edited; whoever approves sends it on or returns it. Refused while "
        "`decision.missing` says anything.",
    ),
    case_action(
        name="rimanda",
        tab="decisione",
        permission="foia.approve",
        form=Why,
        act=on_case(answering.return_decision),
        guard=step(CaseStep.RETURN),
        done=_("Decisione rimandata con le tue osservazioni."),
        path="decision/return/",
        tag="Decisions",
        summary="Return the decision with remarks",
        sent={"why": "Manca il danno concreto per la seconda riga."},
        more="Back to whoever drafted it, who reads why.",
    ),
    case_action(
        name="approva",
        tab="decisione",
        anchor="annulla",
        permission="foia.approve",
        act=on_case(answering.approve_decision),
        guard=step(CaseStep.APPROVE),
        done=_("Decisione approvata."),
        path="decision/approve/",
        tag="Decisions",
        summary="Approve the decision",
        more="Not by whoever drafted it. It leaves in fifteen seconds (`decision.leaves_at`).",
    ),
    case_action(
        name="annulla-approvazione",
        tab="decisione",
        permission="foia.approve",
        act=on_case(answering.undo_approval),
        guard=step(CaseStep.UNDO),
        done=_("Approvazione annullata: la lettera non è partita."),
        path="decision/undo/",
        tag="Decisions",
        summary="Undo the approval",
        more="Within fifteen seconds, before the letter leaves.",
    ),
    case_action(
        name="riapri",
        tab="decisione",
        permission="foia.reopen",
        form=forms.Reopen,
        act=on_case(reopening.reopen_case),
        leaves=Leaves("foia.remedy", _("Riapertura della richiesta"), (cases.tell_of_reopening,)),
        guard=step(CaseStep.REOPEN),
        done=_("Richiesta riaperta: la decisione di prima resta, ora prepara quella nuova."),
        path="reopen/",
        tag="Decisions",
        summary="Decide a case again",
        sent={"basis": "court", "on": "2026-05-04", "why": "Il TAR ordina di consegnare le fatture."},
        more="After a ruling, a finding of the ombudsman or an error of the office. The decision that was sent stays; "
        "the next one replaces or extends it.",
    ),
    case_action(
        name="ricorso-respinto",
        tab="decisione",
        permission="foia.reopen",
        form=forms.RejectedAppeal,
        act=on_case(appeals.record_rejected_appeal),
        guard=step(CaseStep.REJECTED_APPEAL),
        done=_("Ricorso respinto registrato: la decisione resta com'è."),
        path="appeal-rejected/",
        tag="Decisions",
        summary="Record a rejected appeal",
        sent={
            "judge": "court",
            "on": "2026-05-04",
            "why": "Il TAR respinge il ricorso: il rifiuto era motivato.",
        },
        more="The court or the ombudsman found for the office: the decision stands, the register says so. "
        "An appeal that was won is recorded by deciding the case again.",
    ),
)
