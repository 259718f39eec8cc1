"""What is written about a case: to and from the applicant, among colleagues, to other offices.

None of it stops the clock (open point 6): asking for clarification is a fact without effect on the term.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from os import SEEK_END
from typing import TYPE_CHECKING

from django.db import transaction
from guardian.shortcuts import assign_perm, remove_perm

from foia.models import AccessRequest, Consultation, Message, Note
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, refold
from foia.operations.intake import Upload, binary, once
from foia.policy import SHARED
from foia.rules.case_steps import reason_against_consulting
from foia.rules.dialogue import (
    reason_against_asking,
    reason_against_body,
    reason_against_purpose,
    reason_against_replying,
    reason_against_writing_to_us,
)
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text
from foia.rules.receiving import reason_against_files
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

# A message that comes again within this time is the same press of the button, or a reload of the page.
SAME_PRESS = timedelta(minutes=2)


@transaction.atomic
def write_to_citizen(
    *,
    request_id: int,
    body: str,
    purpose: str = "message",
    files: Iterable[Upload] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Message:
    """A message to the applicant; `purpose="clarification"` invites her to specify or to narrow (C2 §3.1, §7d)."""
    request = hold(request_id=request_id, version=version)
    text = _said(body)
    insist(reason_against_purpose(purpose))
    fields: tuple[str, ...] = ()
    if purpose == "clarification":
        move(request, Verb.ASK_CLARIFICATION)
        add_fact(request=request, kind=FactKind.CLARIFICATION_ASKED, on=local_date(at), at=at)
        refold(request, at)
        fields = CACHED
    message = _write(request, "out", purpose, text, files, by, at)
    keep(request, *fields)
    record(
        event=FoiaEvent.WRITTEN_TO_CITIZEN,
        about=request.about,
        by=by,
        at=at,
        note={"message": message.pk, "purpose": purpose},
    )
    return message


@transaction.atomic
def write_from_citizen(
    *,
    request_id: int,
    body: str,
    files: Iterable[Upload] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Message:
    """A message from the applicant; after an invitation to specify it counts as her answer.

    The same words and files again, at once, are a second press of the button: the message that is there is returned
    and nothing new is recorded.
    """
    request = hold(request_id=request_id, version=version)
    text, files = _said(body), list(files)
    if said := _said_just_now(request, text, once(files), at):
        return said
    insist(reason_against_writing_to_us(State(request.state)))
    fields: tuple[str, ...] = ()
    purpose = "message"
    last = request.messages.filter(direction=Message.Direction.TO_CITIZEN).last()
    answered = request.messages.filter(direction=Message.Direction.FROM_CITIZEN, purpose="clarification")
    if last and last.purpose == "clarification" and not answered.filter(pk__gt=last.pk).exists():
        purpose = "clarification"
        add_fact(request=request, kind=FactKind.CLARIFIED, on=local_date(at), at=at)
        refold(request, at)
        fields = CACHED
    message = _write(request, "in", purpose, text, files, by, at)
    keep(request, *fields)
    record(
        event=FoiaEvent.WRITTEN_BY_CITIZEN,
        about=request.about,
        by=by,
        at=at,
        note={"message": message.pk, "purpose": purpose},
    )
    return message


@transaction.atomic
def mark_read(*, request_id: int, direction: str, at: datetime) -> int:
    """Messages of one direction count as read; returns how many were new. A reading changes nothing in the case."""
    return Message.objects.filter(request_id=request_id, direction=direction, read_at__isnull=True).update(
        read_at=at
    )


@transaction.atomic
def add_note(*, request_id: int, body: str, by: Actor, at: datetime, version: int | None = None) -> Note:
    """A note among colleagues; the applicant never sees it."""
    request = hold(request_id=request_id, version=version)
    note = Note.objects.create(request=request, body=_said(body), author_id=by.user_id, written_at=at)
    keep(request)
    record(event=FoiaEvent.NOTE_ADDED, about=request.about, by=by, at=at, note={"note": note.pk})
    return note


@transaction.atomic
def consult(
    *,
    request_id: int,
    contact: User,
    question: str,
    due_on: date,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Consultation:
    """Asks another office; its contact may now read this case and no other."""
    request = hold(request_id=request_id, version=version)
    text = _said(question, "question")
    insist(reason_against_asking(active=contact.is_active, due_on=due_on, today=local_date(at)))
    insist(reason_against_consulting(State(request.state)))
    asked = Consultation.objects.create(
        request=request, contact=contact, question=text, asked_at=at, due_on=due_on
    )
    assign_perm(SHARED, contact, request)
    keep(request)
    record(
        event=FoiaEvent.CONSULTED,
        about=request.about,
        by=by,
        at=at,
        note={"consultation": asked.pk, "to": contact.pk},
    )
    return asked


@transaction.atomic
def reply_to_consultation(
    *,
    consultation_id: int,
    reply: str,
    files: Iterable[Upload] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Consultation:
    """The other office answers, once."""
    request, asked = _held(consultation_id, version)
    text = _said(reply, "reply")
    asked.reply, asked.replied_at = text, at
    asked.save(update_fields=["reply", "replied_at"])
    store_files(files, about=f"foia.consultation:{asked.pk}", by=by, at=at)
    keep(request)
    record(
        event=FoiaEvent.CONSULTATION_REPLIED,
        about=request.about,
        by=by,
        at=at,
        note={"consultation": asked.pk},
    )
    return asked


@transaction.atomic
def withdraw_consultation(
    *, consultation_id: int, by: Actor, at: datetime, version: int | None = None
) -> Consultation:
    """The question is taken back; its contact no longer sees the case, unless another question is with her."""
    request, asked = _held(consultation_id, version)
    asked.withdrawn_at = at
    asked.save(update_fields=["withdrawn_at"])
    others = Consultation.objects.filter(request=request, contact=asked.contact, withdrawn_at__isnull=True)
    if not others.exists():
        remove_perm(SHARED, asked.contact, request)
    keep(request)
    record(
        event=FoiaEvent.CONSULTATION_WITHDRAWN,
        about=request.about,
        by=by,
        at=at,
        note={"consultation": asked.pk},
    )
    return asked


def _held(consultation_id: int, version: int | None) -> tuple[AccessRequest, Consultation]:
    # The case is locked first, always: two operations on it never wait for one another crosswise.
    request_id = Consultation.objects.values_list("request_id", flat=True).get(pk=consultation_id)
    request = hold(request_id=request_id, version=version)
    asked = (
        Consultation.objects.select_for_update(of=("self",)).select_related("contact").get(pk=consultation_id)
    )
    insist(
        reason_against_replying(
            withdrawn=asked.withdrawn_at is not None, replied=asked.replied_at is not None
        )
    )
    return request, asked


def _said_just_now(request: AccessRequest, text: str, files: list[Upload], at: datetime) -> Message | None:
    """The last message of the case, when it is hers, a moment old, and says and carries the same."""
    last = request.messages.last()
    if last is None or last.direction != Message.Direction.FROM_CITIZEN or last.body != text:
        return None
    if at - last.sent_at >= SAME_PRESS:
        return None
    sizes = sorted(stored.size for stored in files_about(last.about))
    return last if sizes == sorted(map(_size, files)) else None


def _size(upload: Upload) -> int:
    """How many bytes; the place of reading is back at the beginning afterwards."""
    upload.seek(0, SEEK_END)
    size = upload.tell()
    upload.seek(0)
    return size


def _write(
    request: AccessRequest,
    direction: str,
    purpose: str,
    text: str,
    files: Iterable[Upload],
    by: Actor,
    at: datetime,
) -> Message:
    message = Message.objects.create(
        request=request, direction=direction, purpose=purpose, body=text, author_id=by.user_id, sent_at=at
    )
    access = "requester" if direction == "out" else "private"
    store_files(files, about=message.about, by=by, at=at, access=access)
    return message


@transaction.atomic
def collect_files(*, request_id: int, files: Iterable[Upload], by: Actor, at: datetime) -> None:
    """Documents the desk gathers for its answer: all of them or none, since who corrects one sends the others again."""
    for upload in once(files):
        attachments.store_file(
            content=binary(upload),
            name=upload.name or "file",
            about=f"foia.request:{request_id}",
            purpose="collected",
            by=by,
            at=at,
        )


def store_files(
    files: Iterable[Upload],
    *,
    about: str,
    by: Actor,
    at: datetime,
    access: str = "private",
    purpose: str = "message",
) -> None:
    """Keeps what came with words about a case; refused when there are too many. Inside the caller's transaction."""
    uploads = list(files)
    insist(reason_against_files(len(uploads)))
    for upload in once(uploads):
        attachments.store_file(
            content=binary(upload),
            name=upload.name or "file",
            about=about,
            purpose=purpose,
            by=by,
            at=at,
            access=access,
        )


def _said(body: str, field: str = "body") -> str:
    text = clean_text(body)
    insist(reason_against_body(text, field))
    return text
