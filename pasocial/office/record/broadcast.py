"""Tells open pages that something changed: the name of an event and a reference, never what changed.

A hint, not a record: it goes through Valkey's publish/subscribe after commit, reaches whoever listens at that
moment (office.streams) and is lost otherwise. Pages then ask the server again, which decides what they may see.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.db import transaction
from django_redis import get_redis_connection
from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

CHANGED = "changed"
PRESENCE = "presence"
NOTICES = "notices"

# After a failure nobody is told for a moment: an act must not wait for a server that is away.
SILENT_SECONDS = 2.0
_silent_until = 0.0


def channel(database: int) -> str:
    """One channel for the office; Valkey's numbered databases share their channels, so the number is in the name."""
    return f"pasocial:{database}:hints"


def valkey() -> Redis:
    """The cache's own client: same server, same sentinels, same time limits."""
    client: Redis = get_redis_connection("default")
    return client


def number_of(client: Any) -> int:
    return int(client.connection_pool.connection_kwargs.get("db") or 0)


def person_reference(user_id: int) -> str:
    """What a person's own page listens to."""
    return f"office.user:{user_id}"


def hint(event: str, *references: str) -> None:
    """Says now that `event` happened to each reference; never fails and never waits long."""
    global _silent_until
    if not references or monotonic() < _silent_until:
        return
    try:
        client = valkey()
        name = channel(number_of(client))
        with client.pipeline(transaction=False) as sending:
            for reference in references:
                sending.publish(name, packed(event, reference))
            sending.execute()
    except (RedisError, OSError) as problem:
        _silent_until = monotonic() + SILENT_SECONDS
        log.warning("Open pages are not told of changes: %s", problem)


def hint_on_commit(event: str, references: Iterable[str]) -> None:
    """After the transaction: a page that asks again must find what changed."""
    told = tuple(dict.fromkeys(references))
    if told:
        # No partial: Django logs a failure by the function's name, which a partial has not.
        transaction.on_commit(lambda: hint(event, *told), robust=True)


def packed(event: str, reference: str) -> str:
    return json.dumps([event, reference], separators=(",", ":"))


def unpacked(raw: bytes | str) -> tuple[str, str] | None:
    """None for what is not ours: another program may write on the same server."""
    try:
        event, reference = json.loads(raw)
    except (ValueError, TypeError):
        return None
    if isinstance(event, str) and isinstance(reference, str):
        return event, reference
    return None
