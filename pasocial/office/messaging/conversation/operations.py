"""Opens threads, keeps what comes in, writes answers and notes.

These are parts of a desk's own operation, inside its transaction: a message and what it changes are written together or
not at all. They record what was said; what leaves is written by the reactions of the desk.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pasocial.cleaning import many_lines, one_line
from pasocial.office.messaging.channels.capabilities import CHANNELS, Space, reason_against_writing
from pasocial.office.messaging.channels.incoming import Incoming, What
from pasocial.office.messaging.conversation import queries
from pasocial.office.messaging.conversation.models import EarlierText, Thread, ThreadMessage
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


def open_thread(
    *,
    about: str,
    channel: str,
    at: datetime,
    writer_name: str = "",
    writer_key: str = "",
    language: str = "it",
    account: str = "",
    key: str = "",
) -> Thread:
    """A thread of a thing on one channel; KeyError for a channel that nobody declared."""
    return Thread.objects.create(
        about=about,
        channel=CHANNELS[channel].code,
        account=account,
        key=key,
        writer_name=one_line(writer_name)[:200],
        writer_key=one_line(writer_key)[:254],
        language=language,
        opened_at=at,
    )


@transaction.atomic
def receive(*, thread: Thread, text: str, by: Actor, at: datetime, **more: Any) -> ThreadMessage:
    """She wrote: `more` are further fields of the message, such as what a network calls it."""
    words = many_lines(text)
    made = ThreadMessage.objects.create(
        thread=thread,
        direction=ThreadMessage.Direction.IN,
        space=thread.means.space,
        author_name=more.pop("author_name", thread.writer_name),
        text=words,
        written_at=more.pop("written_at", at),
        recorded_at=at,
        account=thread.account,
        **more,
    )
    if thread.last_in_at is None or made.written_at > thread.last_in_at:
        thread.last_in_at = made.written_at
        thread.save(update_fields=["last_in_at"])
    _record(OfficeEvent.MESSAGE_RECEIVED, made, by, at)
    return made


@transaction.atomic
def write(*, thread_id: int, text: str, by: Actor, at: datetime) -> ThreadMessage:
    """We answer on the thread's channel, within what it allows; on the telephone and at the counter it was said already.

    Raises Refused with what the channel does not allow.
    """
    held = Thread.objects.select_for_update().get(pk=thread_id)
    words = many_lines(text)
    insist(reason_against_writing(held.means, text=words, files=0, last_from_citizen=held.last_in_at, at=at))
    made = ThreadMessage.objects.create(
        thread=held,
        direction=ThreadMessage.Direction.OUT,
        space=held.means.space,
        author_id=by.user_id,
        text=words,
        written_at=at,
        recorded_at=at,
        account=held.account,
        state=ThreadMessage.State.SENT,
    )
    _record(OfficeEvent.MESSAGE_WRITTEN, made, by, at)
    return made


@transaction.atomic
def note(*, thread_id: int, text: str, by: Actor, at: datetime) -> ThreadMessage:
    """Words for colleagues, which never leave."""
    made = ThreadMessage.objects.create(
        thread_id=thread_id,
        direction=ThreadMessage.Direction.NOTE,
        space=Space.INTERNAL,
        author_id=by.user_id,
        text=many_lines(text),
        written_at=at,
        recorded_at=at,
    )
    _record(OfficeEvent.MESSAGE_NOTED, made, by, at)
    return made


@transaction.atomic
def take_in(*, incoming: Incoming, account: str, desk: str, by: Actor, at: datetime) -> ThreadMessage | None:
    """What an account of ours brought: a message joins its thread, or the desk of the account opens a thing for it.

    The same event told twice is kept once. `account` is our account's reference; None for a change of a message that we do
    not know. A message that nothing opens waits without a thing (`about` is empty): nothing is lost.
    """
    if incoming.what is not What.MESSAGE:
        return take_change(account=account, incoming=incoming, by=by, at=at)
    known = queries.known_message(account, incoming.remote_id)
    if known is not None:
        return known
    thread = queries.thread_of(account, incoming) or _opened_for(incoming, account, desk, by, at)
    fields: dict[str, Any] = {
        "subject": one_line(incoming.subject)[:250],
        "html": incoming.html,
        "quoted": many_lines(incoming.quoted),
        "written_at": incoming.sent_at,
        "remote_id": incoming.remote_id,
        "link": incoming.link[:500],
        "automatic": incoming.automatic,
        "author_name": one_line(incoming.author.name or incoming.author.handle)[:200],
    }
    return receive(thread=thread, text=incoming.text, by=by, at=at, **fields)


def _opened_for(incoming: Incoming, account: str, desk: str, by: Actor, at: datetime) -> Thread:
    found = registry.desks().get(desk)
    takes = found.takes_messages if found else ""
    about = registry.resolve(takes)(incoming=incoming, by=by, at=at) if takes else ""
    return open_thread(
        about=about,
        channel=incoming.channel,
        account=account,
        key=incoming.thread_key or incoming.remote_id,
        writer_name=incoming.author.name or incoming.author.handle,
        writer_key=incoming.author.key,
        at=at,
    )


@transaction.atomic
def take_change(*, account: str, incoming: Incoming, by: Actor, at: datetime) -> ThreadMessage | None:
    """What became of a message: edited or taken back by its writer, delivered, read, not delivered. None for one that we do
    not know (yet). The same change told twice changes nothing; states never go back."""
    known = queries.known_message(account, incoming.target)
    if known is None:
        return None
    held = ThreadMessage.objects.select_for_update(of=("self",)).select_related("thread").get(pk=known.pk)
    if incoming.what is What.EDIT:
        _edit(held, incoming, by, at)
    elif incoming.what is What.DELETE:
        _take_back(held, incoming, by, at)
    else:
        _advance(held, incoming, by, at)
    return held


def _edit(held: ThreadMessage, incoming: Incoming, by: Actor, at: datetime) -> None:
    words = many_lines(incoming.text)
    if words == held.text or (held.edited_at is not None and incoming.sent_at <= held.edited_at):
        return
    EarlierText.objects.create(message=held, text=held.text, until=incoming.sent_at)
    held.text, held.html, held.edited_at = words, "", incoming.sent_at
    held.save(update_fields=["text", "html", "edited_at"])
    _record(OfficeEvent.MESSAGE_EDITED, held, by, at)


def _take_back(held: ThreadMessage, incoming: Incoming, by: Actor, at: datetime) -> None:
    if held.deleted_at is not None:
        return
    held.deleted_at = incoming.sent_at
    held.save(update_fields=["deleted_at"])
    _record(OfficeEvent.MESSAGE_TAKEN_BACK, held, by, at)


# What a network tells of a message of ours, in the order in which it can happen.
ORDER = (ThreadMessage.State.SENT, ThreadMessage.State.DELIVERED, ThreadMessage.State.READ)
TOLD = {What.DELIVERED: ThreadMessage.State.DELIVERED, What.READ: ThreadMessage.State.READ}


def _advance(held: ThreadMessage, incoming: Incoming, by: Actor, at: datetime) -> None:
    if held.direction != ThreadMessage.Direction.OUT:
        return
    if incoming.what is What.FAILED:
        if held.state != ThreadMessage.State.SENT:
            return
        held.state, held.failure = ThreadMessage.State.FAILED, one_line(incoming.failure)[:500]
        held.save(update_fields=["state", "failure"])
        _record(OfficeEvent.MESSAGE_FAILED, held, by, at)
        return
    told = TOLD[incoming.what]
    if held.state in ORDER and ORDER.index(told) <= ORDER.index(ThreadMessage.State(held.state)):
        return
    held.state, held.failure = told, ""
    held.save(update_fields=["state", "failure"])


def _record(event: OfficeEvent, one: ThreadMessage, by: Actor, at: datetime) -> None:
    record(
        event=event,
        about=one.thread.about,
        by=by,
        at=at,
        note={"message": one.pk, "thread": one.thread_id, "channel": one.thread.channel},
    )
