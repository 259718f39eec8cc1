"""Asks what was said about a thing, on which channels, and by whom."""

from __future__ import annotations

from django.db.models import QuerySet

from pasocial.office.messaging.channels.incoming import Incoming
from pasocial.office.messaging.conversation.models import Thread, ThreadMessage


def threads_about(about: str) -> QuerySet[Thread]:
    """The threads of a thing, the first raised before."""
    return Thread.objects.filter(about=about).order_by("id")


def messages_about(about: str) -> QuerySet[ThreadMessage]:
    """Everything said about a thing on all its channels, as it came, notes among it; a page cuts it."""
    return (
        ThreadMessage.objects.filter(thread__about=about)
        .select_related("thread", "author")
        .prefetch_related("earlier")
    )


def message(pk: int) -> ThreadMessage:
    return ThreadMessage.objects.select_related("thread").get(pk=pk)


def known_message(account: str, remote_id: str) -> ThreadMessage | None:
    """The message that an account of ours knows by this id."""
    if not remote_id:
        return None
    return ThreadMessage.objects.filter(account=account, remote_id=remote_id).select_related("thread").first()


def thread_of(account: str, incoming: Incoming) -> Thread | None:
    """The thread a message belongs to: the one its network groups it with, else that of the nearest message it answers."""
    if incoming.thread_key:
        found = Thread.objects.filter(account=account, key=incoming.thread_key).first()
        if found is not None:
            return found
    for remote_id in incoming.answers:
        known = known_message(account, remote_id)
        if known is not None:
            return known.thread
    return None
