"""One deed being done to a case, and those whose form takes more than a line to become an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms.base import CaseForm
from foia.models import RegisterEntry, Request
from foia.operations import dialogue, publication, suggestions, triage
from foia.operations import parties as party_operations
from foia.operations.intake import binary, once
from foia.rules.filing import Applicant, Identification
from pasocial.cleaning import address
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices import queries as notice_queries
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refusal, insist

NOT_OF_THIS_CASE = _("Questa riga non è di questa pratica: ricarica la pagina.")


@dataclass(frozen=True)
class Doing:
    """One deed being done: the case as it was loaded, the cleaned form, who and when."""

    request: Request
    given: Mapping[str, Any]
    user: Any
    by: Actor
    at: datetime

    @property
    def step(self) -> dict[str, Any]:
        """What every operation on a case takes."""
        return {
            "request_id": self.request.pk,
            "version": self.given.get("version"),
            "by": self.by,
            "at": self.at,
        }

    @property
    def moment(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True)
class Deed:
    """What one button does. `tab` is the page it belongs to; `anchor` where the reader lands afterwards."""

    tab: str
    form: type[CaseForm]
    permission: str
    act: Callable[[Doing], object]
    done: str | Promise
    anchor: str = ""


def _own(kind: Any, request: Request, pk: Any) -> int:
    """The id, if that row belongs to the case: a forged one is refused like a stale page."""
    if not kind.filter(pk=pk).exists():
        insist(Refusal("not_of_case", NOT_OF_THIS_CASE))
    return int(pk)


def identify(doing: Doing) -> object:
    given = doing.given
    return triage.identify(
        applicant=Applicant(
            name=given["name"],
            email=given["email"],
            pec=given["pec"],
            birth_date=given["birth_date"],
            codice_fiscale=given["codice_fiscale"],
            identified_by=Identification(given["identified_by"]),
        ),
        **doing.step,
    )


def assign(doing: Doing) -> object:
    return triage.assign(request_ids=[doing.request.pk], to=doing.given["assignee"], **doing.moment)


def party_step(doing: Doing) -> object:
    given = doing.given
    party = _own(doing.request.parties, doing.request, given["party"])
    step: dict[str, Any] = {
        "party_id": party,
        "on": given["on"],
        "version": given.get("version"),
        **doing.moment,
    }
    if given["step"] == "opposed":
        return party_operations.record_opposition(text=given["text"], **step)
    act = {
        "received": party_operations.record_notice_received,
        "consented": party_operations.record_consent,
        "grant_received": party_operations.record_grant_received,
    }[given["step"]]
    return act(**step)


def of_party(act: Callable[..., object], *fields: str) -> Callable[[Doing], object]:
    """The deed that hands these fields of its form to an operation on a party of the case."""

    def do(doing: Doing) -> object:
        given = {name: doing.given[name] for name in fields}
        party = _own(doing.request.parties, doing.request, doing.given["party"])
        return act(party_id=party, version=doing.given.get("version"), **given, **doing.moment)

    return do


def withdraw_consultation(doing: Doing) -> object:
    pk = _own(doing.request.consultations, doing.request, doing.given["consultation"])
    return dialogue.withdraw_consultation(
        consultation_id=pk, version=doing.given.get("version"), **doing.moment
    )


def judge(doing: Doing) -> object:
    pk = _own(doing.request.suggestions, doing.request, doing.given["suggestion"])
    return suggestions.judge_suggestion(
        suggestion_id=pk, accept=doing.given["verdict"] == "yes", **doing.moment
    )


def send_again(doing: Doing) -> object:
    _own(notice_queries.mail_about(doing.request.about), doing.request, doing.given["mail"])
    return notices.send_again(mail_id=doing.given["mail"], **doing.moment)


def correct_contact(doing: Doing) -> object:
    given = doing.given
    again = lost_mail(doing.request) if given["write_again"] else []
    return triage.correct_contact(
        email=given["email"],
        pec=given["pec"],
        phone=given["phone"],
        postal_address=given["postal_address"],
        write_again=[mail.pk for mail in again],
        **doing.step,
    )


def lost_mail(request: Request) -> list[Any]:
    """Messages to the applicant's present address that never arrived, oldest first."""
    own = {address(one) for one in (request.applicant.email, request.applicant.pec) if one}
    lost = notice_queries.mail_about(request.about).filter(state__in=("refused", "failed")).order_by("id")
    return [mail for mail in lost if address(mail.to) in own]


def add_files(doing: Doing) -> object:
    with transaction.atomic():
        # All of them or none: whoever corrects one and sends again sends the others again too.
        for upload in once(doing.given["files"]):
            attachments.store_file(
                content=binary(upload),
                name=upload.name or "file",
                about=doing.request.about,
                purpose="collected",
                **doing.moment,
            )
    return None


def _line_of(doing: Doing) -> int:
    """The line of the register of this case; a page that offers to change one may be older than its loss."""
    found = RegisterEntry.objects.filter(request=doing.request).values_list("pk", flat=True).first()
    if found is None:
        insist(Refusal("no_entry", _("Questa richiesta non ha ancora una voce nel registro.")))
    assert found is not None
    return int(found)


def approve_entry(doing: Doing) -> object:
    return publication.approve_entry(
        entry_id=_line_of(doing),
        version=doing.given.get("entry_version"),
        public_subject=doing.given["public_subject"],
        public_reason=doing.given["public_reason"],
        cleared=doing.given.get("cleared", ()),
        **doing.moment,
    )


def correct_entry(doing: Doing) -> object:
    return publication.correct_entry(
        entry_id=_line_of(doing), version=doing.given.get("entry_version"), **doing.moment
    )


def hide_entry(doing: Doing) -> object:
    return publication.hide_entry(
        entry_id=_line_of(doing),
        version=doing.given.get("entry_version"),
        why=doing.given["why"],
        **doing.moment,
    )
