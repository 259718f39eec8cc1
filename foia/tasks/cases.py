"""What follows, after commit, from what happens to a request; and what happens by the clock alone."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from celery import shared_task
from django.utils import timezone

from foia.letters import receipt_letter
from foia.models import AccessRequest, Consultation, Decision, Note, Party
from foia.notices import cases as notices
from foia.notices.kinds import Told
from foia.operations import review
from foia.policy import may_open
from foia.queries import releases
from foia.queries.deadlines import owed
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments.inspecting import ask_for_reading
from pasocial.office.files.attachments.queries import newest_about
from pasocial.office.people.members.queries import people_mentioned
from pasocial.office.record.trail.actor import Actor
from pasocial.timekeeping import local_date

US = Actor.system("foia")
# Days before the due day at which somebody is told, the nearest first (design choice: half, a week, the eve, the day).
STEPS = (0, 2, 7, 15)


def request_of(entry: Any) -> AccessRequest:
    """The request an entry is about, as it is now."""
    pk = int(entry.about.rsplit(":", 1)[1])
    return AccessRequest.objects.select_related("applicant").defer("search").get(pk=pk)


def send_receipt(entry: Any) -> None:
    """Makes the receipt's PDF, keeps it with the case and mails it. Nothing for what was imported."""
    request, now = request_of(entry), timezone.now()
    if request.channel == AccessRequest.Channel.IMPORT:
        return
    stored = newest_about(request.about, "receipt")
    if stored is None:
        stored = attachments.store_file(
            content=BytesIO(receipt_letter(request, entry.happened_at)),
            name=f"ricevuta-{request.year}-{request.sequence:07d}.pdf",
            about=request.about,
            purpose="receipt",
            by=US,
            at=now,
            access="requester",
        )
    notices.receipt(request=request, entry_id=entry.pk, letter=str(stored.public_id), at=now)


def send_message(entry: Any) -> None:
    """The office wrote: to the applicant by mail, with the message itself."""
    request, now = request_of(entry), timezone.now()
    notices.message(request=request, message_id=entry.note["message"], entry_id=entry.pk, at=now)


def tell_mentioned(entry: Any) -> None:
    """Colleagues whom a note calls with @ are told, if the case is theirs to read."""
    request, now = request_of(entry), timezone.now()
    body = Note.objects.values_list("body", flat=True).get(pk=entry.note["note"])
    for person in people_mentioned(body):
        if may_open(person, request):
            notices.tell_person(
                request=request,
                user_id=person.pk,
                entry=entry,
                kind=Told.CALLED,
                at=now,
                tab="messaggi",
            )


def tell_of_message(entry: Any) -> None:
    """The applicant wrote: to whoever works on the case."""
    notices.tell_desk(
        request=request_of(entry),
        entry=entry,
        kind=Told.MESSAGE,
        at=timezone.now(),
        tab="messaggi",
    )


def tell_of_identity(entry: Any) -> None:
    """An applicant said who she is."""
    notices.tell_desk(request=request_of(entry), entry=entry, kind=Told.IDENTIFIED, at=timezone.now())


def write_again(entry: Any) -> None:
    """The applicant's address was corrected: what never arrived goes to the new one."""
    request, now = request_of(entry), timezone.now()
    notices.write_again(request=request, mail_ids=entry.note["write_again"], entry_id=entry.pk, at=now)


def tell_of_kind(entry: Any) -> None:
    """Another kind of access: the applicant learns the new term."""
    notices.kind_changed(request=request_of(entry), entry_id=entry.pk, at=timezone.now())


def tell_of_withdrawal(entry: Any) -> None:
    """The applicant took the request back: she gets a confirmation, the desk a line."""
    request, now = request_of(entry), timezone.now()
    notices.withdrawn(request=request, entry_id=entry.pk, at=now)
    notices.tell_heads(request=request, entry=entry, kind=Told.WITHDRAWN, at=now)


def ask_office(entry: Any) -> None:
    """Another office is asked."""
    asked = Consultation.objects.select_related("contact").get(pk=entry.note["consultation"])
    if asked.withdrawn_at is None:
        notices.consultation(request=request_of(entry), asked=asked, entry_id=entry.pk, at=timezone.now())


def tell_of_reply(entry: Any) -> None:
    """The other office answered."""
    notices.tell_desk(
        request=request_of(entry),
        entry=entry,
        kind=Told.REPLY,
        at=timezone.now(),
        tab="messaggi",
    )


def tell_of_hold(entry: Any) -> None:
    """Granted over an opposition, or challenged already: both sides are told (C2 §6.3)."""
    request, now = request_of(entry), timezone.now()
    notices.granted_but_held(request=request, opposed=bool(entry.note["parties"]), entry_id=entry.pk, at=now)
    for party in Party.objects.filter(request=request, pk__in=entry.note["parties"]):
        notices.party_grant(request=request, party=party, entry_id=entry.pk, at=now)


def ask_approval(entry: Any) -> None:
    """A decision waits for the head."""
    notices.tell_heads(
        request=request_of(entry),
        entry=entry,
        kind=Told.APPROVE,
        at=timezone.now(),
        tab="decisione",
    )


def tell_of_return(entry: Any) -> None:
    """The head wants changes: whoever drafted the decision learns it."""
    request = request_of(entry)
    decisions = Decision.objects.filter(request=request).order_by("-number")
    drafter = decisions.values_list("drafted_by_id", flat=True).first()
    if drafter:
        notices.tell_person(
            request=request,
            user_id=drafter,
            entry=entry,
            kind=Told.REVISE,
            at=timezone.now(),
            tab="decisione",
        )


def tell_of_entry(entry: Any) -> None:
    """A line of the register waits for its public words: the heads, who publish it, have it on their day."""
    notices.tell_heads(
        request=request_of(entry), entry=entry, kind=Told.ENTRY, at=timezone.now(), tab="registro"
    )


@shared_task(name="foia.read_releases")
def read_releases() -> int:
    """Has the files of decisions being prepared read again when a name joined the case or the reader learnt to see more."""
    return ask_for_reading(public_ids=releases.unsent_with_files(), by=US, at=timezone.now())


def send_answer(entry: Any) -> None:
    """The decision left: letter by mail, with the link to the documents."""
    notices.answer(
        request=request_of(entry),
        outcome=str(entry.note["outcome"]),
        number=int(entry.note.get("number", 1)),
        entry_id=entry.pk,
        letter=str(entry.note["letter"]),
        at=timezone.now(),
    )


def tell_of_reopening(entry: Any) -> None:
    """The case is decided again: the applicant learns why and by when, the desk that it has work."""
    request, now = request_of(entry), timezone.now()
    notices.reopened(
        request=request,
        basis=str(entry.note["basis"]),
        due_on=date.fromisoformat(entry.note["due_on"]),
        entry_id=entry.pk,
        at=now,
    )
    notices.tell_desk(request=request, entry=entry, kind=Told.REOPENED, at=now)


def tell_of_review(entry: Any) -> None:
    """A review was asked: its receipt to the applicant, the task to the RPCT."""
    notices.review_asked(request=request_of(entry), entry_id=entry.pk, at=timezone.now())


def tell_of_entrusting(entry: Any) -> None:
    """A review was given to somebody by name: she learns that it is hers."""
    notices.tell_person(
        request=request_of(entry),
        user_id=int(entry.note["to"]),
        entry=entry,
        kind=Told.ENTRUSTED,
        at=timezone.now(),
        tab="riesame",
    )


def tell_of_review_decided(entry: Any) -> None:
    """A review was decided: the applicant and the desk learn how."""
    request, now = request_of(entry), timezone.now()
    again = entry.note.get("due_on")
    notices.review_decided(
        request=request,
        decide_by=date.fromisoformat(again) if again else None,
        entry_id=entry.pk,
        at=now,
    )
    notices.tell_desk(request=request, entry=entry, kind=Told.REVIEW_DECIDED, at=now, tab="riesame")


@shared_task(name="foia.warn_of_deadlines")
def warn_of_deadlines() -> int:
    """Each morning: who works on what is due is told once at 15, 7, 2 and 0 days, and once when it is late."""
    now = timezone.now()
    today = local_date(now)
    told = 0
    near = owed().filter(due_on__lte=today + timedelta(days=STEPS[-1])).select_related("applicant")
    for request in near.iterator(chunk_size=200):
        assert request.due_on is not None  # the filter asked for it
        left = (request.due_on - today).days
        nearness = "late" if left < 0 else str(next(step for step in STEPS if left <= step))
        notices.deadline(request=request, nearness=nearness, at=now)
        told += 1
    return told


@shared_task(name="foia.tidy_up")
def tidy_up() -> int:
    """Each night: answered requests whose time for remedies is over are closed."""
    return review.close_expired(by=US, at=timezone.now())
