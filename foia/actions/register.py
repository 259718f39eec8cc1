"""The line of the register: proposed for a case, its public words approved, corrected, taken off.

Programs act on the line itself, pages on the case that has it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from foia.actions import bodies
from foia.actions.calls import Act, case_action
from foia.forms import register as forms
from foia.models import RegisterEntry
from foia.operations import publication
from pasocial.office.screens.actions import Action, ActionCall
from pasocial.refusal import Refusal, insist

NO_ENTRY = Refusal("no_entry", _("Questa richiesta non ha ancora una voce nel registro."))


def _on_entry(operation: Callable[..., object]) -> Act:
    def act(call: ActionCall) -> object:
        entry, version = call.about, call.version
        if not isinstance(entry, RegisterEntry):
            # A page that offers to change a line may be older than its loss.
            entry, version = getattr(entry, "register_entry", None), call.given.get("entry_version")
            insist(NO_ENTRY if entry is None else None)
        return operation(entry_id=entry.pk, version=version, **call.values, **call.moment)

    return act


def _entry_action(**declared: Any) -> Action:
    return case_action(tab="registro", permission="foia.publish_register", tag="Register", **declared)


REGISTER_ACTIONS = (
    case_action(
        name="proponi-voce",
        tab="registro",
        act=lambda call: publication.propose_entry(request_id=call.about.pk, **call.moment),
        done=_("Voce proposta."),
        path="register-entry/",
        tag="Register",
        summary="Propose a line of the register",
        status=201,
        more="When none was proposed by itself. A person approves its public words "
        "(`register-entries/{id}/approve/`).",
    ),
)
ENTRY_ACTIONS = (
    _entry_action(
        name="pubblica-voce",
        label=_("Approva e pubblica nel registro"),
        form=forms.ApproveEntry,
        act=_on_entry(publication.approve_entry),
        done=_("La voce è pubblica nel registro."),
        path="approve/",
        summary="Approve a register line",
        more="Publishes the words written for the public. Refused, with every reason, when they hold "
        "personal data or a refusal has no reason.",
        own_body=bodies.ApproveEntry,
        sent={"public_subject": "Spesa per le luminarie di Natale 2025", "public_reason": ""},
    ),
    _entry_action(
        name="correggi-voce",
        form=forms.EntryForm,
        act=_on_entry(publication.correct_entry),
        done=_("La voce aspetta le parole nuove: fino all'approvazione non è nel registro."),
        path="correct/",
        summary="Correct a register line",
        more="A line that was public, or taken off, waits for new words: it is not shown until they are approved.",
    ),
    _entry_action(
        name="togli-voce",
        label=_("Togli dal registro"),
        form=forms.HideEntry,
        act=_on_entry(publication.hide_entry),
        done=_("Voce tolta dal registro."),
        path="hide/",
        summary="Take a line off the register",
        sent={"why": "Il nome di una via porta a una persona."},
        more="It is not shown any more; why stays in the trail.",
    ),
)
