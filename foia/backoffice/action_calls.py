"""One action being done to a case, and those whose form takes more than a line to become an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import CaseForm
from foia.models import AccessRequest, RegisterEntry
from foia.operations import dialogue, publication, suggestions, triage
from foia.operations import parties as party_operations
from foia.operations.intake import binary, once
from foia.rules.filing import ApplicantDetails, Identification
from pasocial.cleaning import address
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices import queries as notice_queries
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refusal, insist

NOT_OF_THIS_CASE = _("Questa riga non è di questa pratica: ricarica la pagina.")


@dataclass(frozen=True)
class ActionCall:
    """One action being done: the case as it was loaded, the cleaned form, who and when."""

    access_request: AccessRequest
    given: Mapping[str, Any]
    user: Any
    by: Actor
    at: datetime

    @property
    def step(self) -> dict[str, Any]:
        """What every operation on a case takes."""
        return {
            "request_id": self.access_request.pk,
            "version": self.given.get("version"),
            "by": self.by,
            "at": self.at,
        }

    @property
    def moment(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True)
class Action:
    """What one button does. `tab` is the page it belongs to; `anchor` where the reader lands afterwards."""

    tab: str
    form: type[CaseForm]
    permission: str
    act: Callable[[ActionCall], object]
    done: str | Promise
    anchor: str = ""


def _own(kind: Any, access_request: AccessRequest, pk: Any) -> int:
    """The id, if that row belongs to the case: a forged one is refused like a stale page."""
    if not kind.filter(pk=pk).exists():
        insist(Refusal("not_of_case", NOT_OF_THIS_CASE))
    return int(pk)


def identify(call: ActionCall) -> object:
    given = call.given
    return triage.identify(
        applicant=ApplicantDetails(
            name=given["name"],
            email=given["email"],
            pec=given["pec"],
            birth_date=given["birth_date"],
            codice_fiscale=given["codice_fiscale"],
            identified_by=Identification(given["identified_by"]),
        ),
        **call.step,
    )


def assign(call: ActionCall) -> object:
    return triage.assign(request_ids=[call.access_request.pk], to=call.given["assignee"], **call.moment)


def party_step(call: ActionCall) -> object:
    given = call.given
    party = _own(call.access_request.parties, call.access_request, given["party"])
    step: dict[str, Any] = {
        "party_id": party,
        "on": given["on"],
        "version": given.get("version"),
        **call.moment,
    }
    if given["step"] == "opposed":
        return party_operations.record_opposition(text=given["text"], **step)
    act = {
        "received": party_operations.record_notice_received,
        "consented": party_operations.record_consent,
        "grant_received": party_operations.record_grant_received,
    }[given["step"]]
    return act(**step)


def of_party(act: Callable[..., object], *fields: str) -> Callable[[ActionCall], object]:
    """The action that hands these fields of its form to an operation on a party of the case."""

    def do(call: ActionCall) -> object:
        given = {name: call.given[name] for name in fields}
        party = _own(call.access_request.parties, call.access_request, call.given["party"])
        return act(party_id=party, version=call.given.get("version"), **given, **call.moment)

    return do


def withdraw_consultation(call: ActionCall) -> object:
    pk = _own(call.access_request.consultations, call.access_request, call.given["consultation"])
    return dialogue.withdraw_consultation(
        consultation_id=pk, version=call.given.get("version"), **call.moment
    )


def judge(call: ActionCall) -> object:
    pk = _own(call.access_request.suggestions, call.access_request, call.given["suggestion"])
    return suggestions.judge_suggestion(
        suggestion_id=pk, accept=call.given["verdict"] == "yes", **call.moment
    )


def send_again(call: ActionCall) -> object:
    _own(notice_queries.mail_about(call.access_request.about), call.access_request, call.given["mail"])
    return notices.send_again(mail_id=call.given["mail"], **call.moment)


def correct_contact(call: ActionCall) -> object:
    given = call.given
    again = lost_mail(call.access_request) if given["write_again"] else []
    return triage.correct_contact(
        email=given["email"],
        pec=given["pec"],
        phone=given["phone"],
        postal_address=given["postal_address"],
        write_again=[mail.pk for mail in again],
        **call.step,
    )


def lost_mail(access_request: AccessRequest) -> list[Any]:
    """Messages to the applicant's present address that never arrived, oldest first."""
    own = {address(one) for one in (access_request.applicant.email, access_request.applicant.pec) if one}
    lost = (
        notice_queries.mail_about(access_request.about).filter(state__in=("refused", "failed")).order_by("id")
    )
    return [mail for mail in lost if address(mail.to) in own]


def add_files(call: ActionCall) -> object:
    with transaction.atomic():
        # All of them or none: whoever corrects one and sends again sends the others again too.
        for upload in once(call.given["files"]):
            attachments.store_file(
                content=binary(upload),
                name=upload.name or "file",
                about=call.access_request.about,
                purpose="collected",
                **call.moment,
            )
    return None


def _line_of(call: ActionCall) -> int:
    """The line of the register of this case; a page that offers to change one may be older than its loss."""
    found = RegisterEntry.objects.filter(request=call.access_request).values_list("pk", flat=True).first()
    if found is None:
        insist(Refusal("no_entry", _("Questa richiesta non ha ancora una voce nel registro.")))
    assert found is not None
    return int(found)


def approve_entry(call: ActionCall) -> object:
    return publication.approve_entry(
        entry_id=_line_of(call),
        version=call.given.get("entry_version"),
        public_subject=call.given["public_subject"],
        public_reason=call.given["public_reason"],
        cleared=call.given.get("cleared", ()),
        **call.moment,
    )


def correct_entry(call: ActionCall) -> object:
    return publication.correct_entry(
        entry_id=_line_of(call), version=call.given.get("entry_version"), **call.moment
    )


def hide_entry(call: ActionCall) -> object:
    return publication.hide_entry(
        entry_id=_line_of(call),
        version=call.given.get("entry_version"),
        why=call.given["why"],
        **call.moment,
    )
