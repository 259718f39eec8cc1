"""Takes requests on: who works on them, who asked, what kind of access it is, and which body answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from foia.models import AccessRequest, Message
from foia.operations.concurrency import hold, keep, move
from foia.operations.contact import correct_contact, person_of
from foia.operations.facts import CACHED, ITEM, add_fact, refold
from foia.operations.intake import applicant_fields, keys_of
from foia.queries.deadlines import facts_of
from foia.rules.case_steps import (
    reason_against_asking_identification,
    reason_against_extending,
    reason_against_marking_test,
    reason_against_working,
)
from foia.rules.facts import FactKind, of_this_round
from foia.rules.filing import ApplicantDetails as Person
from foia.rules.filing import Filing as Filing
from foia.rules.filing import clean_line, clean_text, cleaned, reason_against_identifying
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import Outcome
from foia.rules.states import State, Verb
from foia.rules.triage import (
    reason_against_addressee,
    reason_against_assigning_many,
    reason_against_kind,
    reason_against_priority,
    reason_against_telling,
)
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import operations as work
from pasocial.office.work.items import queries as work_queries
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

__all__ = [
    "ask_identification",
    "assign",
    "correct_contact",
    "extend",
    "identify",
    "mark_test",
    "set_holder",
    "set_kind",
    "set_priority",
    "take_on",
    "transfer",
]


@transaction.atomic
def take_on(
    *, request_id: int, user: User, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """A member takes a received request on and becomes its owner."""
    request = hold(request_id=request_id, version=version)
    move(request, Verb.ACCEPT)
    _give_item(request, user, by, at)
    keep(request, "state")
    record(event=FoiaEvent.TAKEN_ON, about=request.about, by=by, at=at, note={"to": user.pk})
    return request


@transaction.atomic
def assign(
    *, request_ids: Iterable[int], to: User | None, by: Actor, at: datetime, version: int | None = None
) -> int:
    """Gives several requests to one member, or back to the queue (`to=None`); returns how many changed hands.

    All or none: a request that is no longer open refuses the whole choice and names itself. `version`: of the only one.
    """
    wanted = sorted(set(request_ids))
    insist(reason_against_assigning_many(len(wanted)))
    changed = 0
    for request_id in wanted:
        request = hold(request_id=request_id, version=version)
        move(request, Verb.ASSIGN)
        before, now = _give_item(request, to, by, at)
        if before == now:
            continue
        keep(request, "state")
        record(event=FoiaEvent.ASSIGNED, about=request.about, by=by, at=at, note={"to": now})
        changed += 1
    return changed


def _give_item(
    request: AccessRequest, to: User | None, by: Actor, at: datetime
) -> tuple[int | None, int | None]:
    """Who had it and who has it now: while `to` is away, her deputy."""
    item = (
        work_queries.about(request.about).filter(desk="foia", kind=ITEM).exclude(state="done").first()
    ) or work.open_item(
        desk="foia",
        kind=ITEM,
        about=request.about,
        title=f"{request.number} {request.subject}",
        due_on=request.due_on,
        by=by,
        at=at,
    )
    before = item.assignee_id
    return before, work.assign(item_id=item.pk, to=to, by=by, at=at).assignee_id


@transaction.atomic
def ask_identification(
    *, request_id: int, words: str, by: Actor, at: datetime, version: int | None = None
) -> Message:
    """Asks the applicant who she is; the term goes on (C2 §3.2: asked, never dropped)."""
    request = hold(request_id=request_id, version=version)
    text = _told(words)
    insist(reason_against_asking_identification(State(request.state)))
    if request.state != State.NEEDS_IDENTIFICATION:
        move(request, Verb.ASK_IDENTIFICATION)
    message = Message.objects.create(
        request=request,
        direction=Message.Direction.TO_CITIZEN,
        purpose="identification",
        body=text,
        author_id=by.user_id,
        sent_at=at,
    )
    request.counts_for_recurrence = False
    request.identified_on = None
    keep(request, "state", "counts_for_recurrence", "identified_on")
    record(
        event=FoiaEvent.IDENTIFICATION_ASKED, about=request.about, by=by, at=at, note={"message": message.pk}
    )
    return message


@transaction.atomic
def identify(
    *, request_id: int, applicant: Person, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """The applicant said who she is, herself or through a member; the term stays the one of the first day."""
    request = hold(request_id=request_id, version=version)
    person = cleaned(Filing(subject="", body="", applicant=applicant)).applicant
    insist(reason_against_identifying(person, local_date(at)))
    move(request, Verb.IDENTIFY)
    known = request.applicant
    for name, value in applicant_fields(person).items():
        # What was left empty now keeps what was given before: nobody erases her address by giving her name.
        if value:
            setattr(known, name, value)
    known.save()
    for name, value in keys_of(person_of(request)).items():
        setattr(request, name, value)
    request.identified_on = local_date(at)
    request.counts_for_recurrence = _counts(request)
    add_fact(request=request, kind=FactKind.IDENTIFIED, on=local_date(at), at=at)
    refold(request, at)
    keep(
        request,
        "state",
        "person_key",
        "person_aliases",
        "organisation_key",
        "identified_on",
        "counts_for_recurrence",
        *CACHED,
    )
    record(event=FoiaEvent.IDENTIFIED, about=request.about, by=by, at=at)
    return request


@transaction.atomic
def set_kind(
    *, request_id: int, kind: AccessKind | str, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """Another right of access applies: other term, other grounds, other remedies."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_kind(str(kind)))
    move(request, Verb.RECLASSIFY)
    before, request.kind = request.kind, str(AccessKind(kind))
    request.counts_for_recurrence = _counts(request)
    refold(request, at)
    keep(request, "kind", "state", "counts_for_recurrence", *CACHED)
    record(
        event=FoiaEvent.KIND_CHANGED,
        about=request.about,
        by=by,
        at=at,
        note={"from": before, "to": request.kind},
    )
    return request


@transaction.atomic
def set_holder(
    *, request_id: int, holder: str, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """Says which office of ours holds the documents; the term does not change."""
    request = hold(request_id=request_id, version=version)
    _insist_open(request)
    request.holder = clean_line(holder)[:150]
    add_fact(request=request, kind=FactKind.FORWARDED_INSIDE, on=local_date(at), at=at)
    refold(request, at)
    keep(request, "holder", *CACHED)
    record(event=FoiaEvent.HOLDER_CHANGED, about=request.about, by=by, at=at)
    return request


@transaction.atomic
def set_priority(
    *, request_id: int, priority: int, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """How pressing the office finds it: -1, 0, 1 or 2. It moves no term."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_priority(priority))
    request.priority = priority
    keep(request, "priority")
    record(event=FoiaEvent.PRIORITY_CHANGED, about=request.about, by=by, at=at, note={"priority": priority})
    return request


@transaction.atomic
def mark_test(*, request_id: int, by: Actor, at: datetime, version: int | None = None) -> AccessRequest:
    """The office itself made it to try the form: it leaves counts, measures and register."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_marking_test(State(request.state), request.is_test))
    request.is_test = True
    request.counts_for_recurrence = False
    keep(request, "is_test", "counts_for_recurrence")
    record(event=FoiaEvent.MARKED_TEST, about=request.about, by=by, at=at)
    return request


@transaction.atomic
def transfer(
    *, request_id: int, to_body: str, words: str, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """Another administration is competent: it is sent there at once and the applicant is told (C2 §4.1)."""
    request = hold(request_id=request_id, version=version)
    addressee = clean_line(to_body)[:200]
    insist(reason_against_addressee(addressee))
    text = _told(words)
    move(request, Verb.TRANSFER)
    day = local_date(at)
    add_fact(request=request, kind=FactKind.TRANSFERRED_AWAY, on=day, at=at, detail={"to": addressee})
    refold(request, at)
    message = Message.objects.create(
        request=request,
        direction=Message.Direction.TO_CITIZEN,
        purpose="transfer",
        body=text,
        author_id=by.user_id,
        sent_at=at,
    )
    request.outcome = str(Outcome.TRANSFERRED)
    request.closed_at = at
    request.counts_for_recurrence = False
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome="transferred")
    keep(request, "state", "outcome", "closed_at", "counts_for_recurrence", *CACHED)
    record(event=FoiaEvent.TRANSFERRED, about=request.about, by=by, at=at, note={"message": message.pk})
    return request


@transaction.atomic
def extend(
    *, request_id: int, words: str, by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """Announces sixty days for a large and complex environmental request (D.Lgs. 195/2005 art. 3(2)(b))."""
    request = hold(request_id=request_id, version=version)
    insist(
        reason_against_extending(
            AccessKind(request.kind),
            State(request.state),
            of_this_round(facts_of(request)),
            local_date(at),
            settings_store.patron_day(),
        )
    )
    text = _told(words)
    add_fact(request=request, kind=FactKind.EXTENSION_NOTIFIED, on=local_date(at), at=at)
    refold(request, at)
    message = Message.objects.create(
        request=request,
        direction=Message.Direction.TO_CITIZEN,
        purpose="extension",
        body=text,
        author_id=by.user_id,
        sent_at=at,
    )
    keep(request, *CACHED)
    record(event=FoiaEvent.EXTENDED, about=request.about, by=by, at=at, note={"message": message.pk})
    return request


def _told(words: str) -> str:
    text = clean_text(words)
    insist(reason_against_telling(text))
    return text


def _insist_open(request: AccessRequest) -> None:
    insist(reason_against_working(State(request.state)))


def _counts(request: AccessRequest) -> bool:
    return (
        rules_of(AccessKind(request.kind)).counts_for_recurrence
        and not request.is_test
        and request.identified_on is not None
    )
