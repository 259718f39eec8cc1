"""Takes what people write, answers it, closes it, gives it to the desk whose it is: one transaction, one entry each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from desks.contacts import queries, rules
from desks.contacts.models import PublicContact
from desks.contacts.wording import ANSWER, ContactsEvent
from pasocial.cleaning import many_lines, one_line
from pasocial.office.messaging.channels.capabilities import CHANNELS
from pasocial.office.messaging.channels.incoming import Incoming
from pasocial.office.messaging.conversation import operations as conversation
from pasocial.office.people.private_access.operations import new_code
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.record.versions.operations import hold
from pasocial.office.work.handover import operations as handover
from pasocial.office.work.items import operations as items
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

DESK = "contacts"


def write_to_us(
    *,
    kind: str,
    subject: str,
    text: str,
    name: str,
    email: str,
    by: Actor,
    at: datetime,
    channel: str = "web",
    phone: str = "",
    place: str = "",
    language: str = "it",
    once: str = "",
    received_at: datetime | None = None,
) -> PublicContact:
    """A citizen writes, or a member writes down what she said; the same form sent twice is one contact.

    `received_at`: when it reached us, where that was before it is written down.
    """
    insist(rules.reason_against_text(many_lines(text)))
    known = queries.known_form(once)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            made = _opened(
                kind=kind,
                channel=channel,
                subject=subject,
                text=text,
                at=received_at or at,
                by=by,
                name=one_line(name)[:200],
                email=email[:254],
                phone=one_line(phone)[:40],
                place=one_line(place)[:200],
                language=language,
                once=once or None,
            )
            thread = conversation.open_thread(
                about=made.about,
                channel=channel,
                writer_name=made.name,
                writer_key=made.email or made.phone,
                language=language,
                at=at,
            )
            conversation.receive(thread=thread, text=text, by=by, at=at, written_at=made.received_at)
            event = ContactsEvent.LOGGED if CHANNELS[channel].by_hand else ContactsEvent.RECEIVED
            record(event=event, about=made.about, by=by, at=at)
            return made
    except IntegrityError:
        # The second press of the same form was as fast as the first.
        found = queries.known_form(once)
        if found is None:
            raise
        return found


@transaction.atomic
def take_message(*, incoming: Incoming, by: Actor, at: datetime) -> str:
    """Opens a contact for the first message that an account of this desk brought; returns its reference."""
    author = incoming.author
    made = _opened(
        kind=PublicContact.Kind.QUESTION,
        channel=incoming.channel,
        subject=incoming.subject or incoming.text[:80],
        text=incoming.text,
        at=incoming.sent_at,
        by=by,
        name=one_line(author.name or author.handle)[:200],
        email=author.key[:254] if incoming.channel in ("mail", "pec") else "",
    )
    record(event=ContactsEvent.RECEIVED, about=made.about, by=by, at=at)
    return made.about


def _opened(
    *, kind: str, channel: str, subject: str, text: str, at: datetime, by: Actor, **fields: Any
) -> PublicContact:
    received_on = local_date(at)
    made = PublicContact.objects.create(
        code=new_code(),
        kind=kind,
        channel=channel,
        subject=one_line(subject)[:200] or one_line(text)[:80] or CHANNELS[channel].code,
        excerpt=one_line(text)[:160],
        received_at=at,
        last_at=at,
        due_on=rules.due_on(kind, received_on, answer_days=queries.answer_days()),
        **fields,
    )
    items.open_item(
        desk=DESK, kind=ANSWER, about=made.about, title=made.subject, due_on=made.due_on, by=by, at=at
    )
    return made


@transaction.atomic
def take(*, contact_id: int, user: User, by: Actor, at: datetime) -> PublicContact:
    """A member answers for it from now on."""
    one = _held(contact_id, "take")
    one.state, one.assignee = PublicContact.State.TAKEN, user
    return _kept(one, ContactsEvent.TAKEN, by, at, "state", "assignee")


@transaction.atomic
def assign(*, contact_id: int, to: User, by: Actor, at: datetime) -> PublicContact:
    """Whoever leads gives it to a colleague."""
    one = _held(contact_id, "assign")
    one.assignee = to
    if one.state == PublicContact.State.NEW:
        one.state = PublicContact.State.TAKEN
    return _kept(one, ContactsEvent.ASSIGNED, by, at, "state", "assignee", note={"to": to.pk})


@transaction.atomic
def reply(*, contact_id: int, text: str, by: Actor, at: datetime) -> PublicContact:
    """Answers her in writing, on the channel on which she last wrote; the mail is written by the reaction."""
    one = _held(contact_id, "reply")
    insist(rules.reason_against_sending(one.email, by_hand=one.by_hand))
    return _answered(one, text, by, at)


@transaction.atomic
def note_answer(*, contact_id: int, text: str, by: Actor, at: datetime) -> PublicContact:
    """Keeps what she was answered by word of mouth; nothing leaves."""
    one = _held(contact_id, "reply")
    insist(rules.reason_against_saying(by_hand=one.by_hand))
    return _answered(one, text, by, at)


def _answered(one: PublicContact, text: str, by: Actor, at: datetime) -> PublicContact:
    message = conversation.write(thread_id=queries.thread_of(one).pk, text=text, by=by, at=at)
    one.state, one.last_at = PublicContact.State.ANSWERED, at
    one.first_replied_at = one.first_replied_at or at
    if one.assignee_id is None:
        one.assignee_id = by.user_id
    items.finish_items(about=one.about, kind=ANSWER, outcome="risposto", by=by, at=at)
    changed = ("state", "last_at", "first_replied_at", "assignee")
    return _kept(one, ContactsEvent.ANSWERED, by, at, *changed, note={"message": message.pk})


@transaction.atomic
def add_note(*, contact_id: int, text: str, by: Actor, at: datetime) -> PublicContact:
    """Words for colleagues; the conversation records them."""
    one = _held(contact_id, "note")
    conversation.note(thread_id=queries.thread_of(one).pk, text=text, by=by, at=at)
    return one


@transaction.atomic
def write_again(*, contact_id: int, text: str, by: Actor, at: datetime) -> PublicContact:
    """She writes again: what was answered or closed is open once more, and its days begin anew."""
    insist(rules.reason_against_text(many_lines(text)))
    one = hold(PublicContact.objects.all(), contact_id)
    conversation.receive(thread=queries.thread_of(one), text=text, by=by, at=at)
    one.excerpt, one.last_at = one_line(text)[:160], at
    if one.state != PublicContact.State.GIVEN and one.state not in queries.WAITING:
        _opened_again(one, by, at)
    return _kept(
        one,
        ContactsEvent.WROTE_AGAIN,
        by,
        at,
        "excerpt",
        "last_at",
        "state",
        "due_on",
        "closed_at",
        "outcome",
    )


@transaction.atomic
def close(*, contact_id: int, why: str, by: Actor, at: datetime) -> PublicContact:
    one = _held(contact_id, "close")
    insist(rules.reason_against_closing(why, answered=one.first_replied_at is not None))
    one.state, one.closed_at, one.outcome = PublicContact.State.CLOSED, at, one_line(why)[:250]
    items.finish_items(about=one.about, kind=ANSWER, outcome=one.outcome or "concluso", by=by, at=at)
    return _kept(one, ContactsEvent.CLOSED, by, at, "state", "closed_at", "outcome")


@transaction.atomic
def reopen(*, contact_id: int, by: Actor, at: datetime) -> PublicContact:
    one = _held(contact_id, "reopen")
    _opened_again(one, by, at)
    return _kept(one, ContactsEvent.REOPENED, by, at, "state", "due_on", "closed_at", "outcome")


@transaction.atomic
def make_access_request(*, contact_id: int, by: Actor, at: datetime) -> PublicContact:
    """It is an access request: the desk whose it is files it with all that she wrote, and its term runs from the day it
    reached us, not from today (D.Lgs. 33/2013, art. 5; Circolare FOIA 2/2017, 5.1). That desk tells her."""
    one = _held(contact_id, "hand_over")
    words = "\n\n".join(
        message.text for message in queries.said_to_writer(one) if message.direction == message.Direction.IN
    )
    given = {
        "channel": FILED_BY.get(one.channel, "email"),
        "received_at": one.received_at,
        "subject": one.subject,
        "body": words,
        "name": one.name,
        "email": one.email,
        "phone": one.phone,
        "delivery": "email" if one.email else "counter",
        "language": one.language,
    }
    one.made = handover.give(kind="access_request", about=one.about, given=given, by=by, at=at).made
    one.state = PublicContact.State.GIVEN
    items.finish_items(about=one.about, kind=ANSWER, outcome="richiesta di accesso", by=by, at=at)
    return _kept(one, ContactsEvent.HANDED_OVER, by, at, "made", "state")


# How an access request that reached us on this channel is said to have come in.
FILED_BY = {"counter": "counter", "phone": "counter", "pec": "pec"}


def _opened_again(one: PublicContact, by: Actor, at: datetime) -> None:
    one.state = PublicContact.State.TAKEN if one.assignee_id else PublicContact.State.NEW
    one.closed_at, one.outcome = None, ""
    one.due_on = rules.due_on(one.kind, local_date(at), answer_days=queries.answer_days())
    items.open_item(
        desk=DESK, kind=ANSWER, about=one.about, title=one.subject, due_on=one.due_on, by=by, at=at
    )


def _held(pk: int, verb: str) -> PublicContact:
    one = hold(PublicContact.objects.all(), pk)
    insist(rules.reason_against_moving(one.state, verb))
    return one


def _kept(
    one: PublicContact,
    event: ContactsEvent,
    by: Actor,
    at: datetime,
    *changed: str,
    note: dict[str, Any] | None = None,
) -> PublicContact:
    one.version += 1
    one.save(update_fields=[*changed, "version"])
    record(event=event, about=one.about, by=by, at=at, note=note)
    return one
