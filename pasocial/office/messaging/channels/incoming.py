"""What came in by any channel, in one shape: a message, its change, or what became of one of ours.

Adapters make these of what a network tells; nothing here knows a network, a desk or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    """What an incoming event is."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True)
class IncomingFile:
    """One file of a message: its content, or the remote reference by which the adapter gets it later."""

    name: str
    media_type: str = ""
    content: bytes | None = None
    remote: str = ""
    content_id: str = ""


@dataclass(frozen=True)
class Author:
    """Who wrote: `key` is her address, number or handle as the network knows it, unchanging where the network has such."""

    key: str
    name: str = ""
    handle: str = ""


@dataclass(frozen=True)
class Incoming:
    """One event of one account.

    `remote_id` is unique in its account and what: the same event told twice has the same. `thread_key` is what the network
    groups by (the post and its root comment, the chat, the first letter); "" when only `answers` says where it belongs.
    `answers` are the remote ids that it replies to, the nearest first. `target` is the remote id of the message that an
    edit, deletion or receipt is about. `sent_at` is when it was written by the network's own clock, aware.
    `by_us`: written with our account, by whatever tool. `extra` is shown as facts and decides nothing.
    """

    channel: str
    what: What
    remote_id: str
    sent_at: datetime
    author: Author
    thread_key: str = ""
    answers: tuple[str, ...] = ()
    target: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    quoted: str = ""
    files: tuple[IncomingFile, ...] = ()
    by_us: bool = False
    automatic: bool = False
    failure: str = ""
    link: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
