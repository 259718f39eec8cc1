"""Everybody who listens in this process: one subscription to Valkey, fanned out to open streams.

Runs on the event loop only; what blocks is asked in `doors`. Each listener holds at most one line for each event and
reference she may hear, so nothing grows however slowly she reads.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from time import monotonic
from typing import Any

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.sentinel import Sentinel
from redis.exceptions import RedisError

from pasocial.office.record import presence
from pasocial.office.record.broadcast import channel, number_of, person_reference, unpacked
from pasocial.office.screens.streams.doors import Guest, admitted, aside

log = logging.getLogger(__name__)

# To every listener: hints may have been lost, ask again; hints do not come, ask by yourselves; this stream is over.
AGAIN, AWAY, GOODBYE = "again", "away", "goodbye"
BEAT = "beat"
# Whoever took nothing for this long is dropped: her browser will come back.
STALLED_SECONDS = 60.0
# A page of the same case opens a moment after the former one closed: that is no farewell.
FAREWELL_SECONDS = 3.0
# So often a check may fail (the database is away) before listeners are let go.
MOST_FAILED_CHECKS = 3

Line = tuple[str, str]


class Listener:
    """One open stream."""

    __slots__ = ("guest", "hears", "pending", "references", "session", "since", "task", "wake")

    def __init__(self, session: str, guest: Guest, references: frozenset[str]) -> None:
        self.session = session
        self.guest = guest
        self.references = references
        self.hears = references | {person_reference(guest.user_id)}
        # A dictionary as an ordered set: the same hint twice is one hint.
        self.pending: dict[Line, None] = {}
        self.since = 0.0
        self.wake = asyncio.Event()
        self.task: asyncio.Task[Any] | None = None

    def put(self, line: Line) -> None:
        if not self.pending:
            self.since = monotonic()
        self.pending[line] = None
        self.wake.set()

    async def taken(self) -> list[Line]:
        """What has come since the last time; waits for it."""
        await self.wake.wait()
        self.wake.clear()
        lines = list(self.pending)
        self.pending.clear()
        return lines


class Full(Exception):
    """No more listeners: of this person, or at all."""


class Room:
    """The listeners of one process."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._by_reference: dict[str, set[Listener]] = {}
        self._by_person: Counter[int] = Counter()
        self._tasks: list[asyncio.Task[None]] = []
        self._farewells: set[asyncio.Task[None]] = set()
        self._failed_checks = 0
        self._hearing = False
        self.closing = False

    def __len__(self) -> int:
        return len(self._listeners)

    def insist_on_room(self, user_id: int) -> None:
        """Raises Full."""
        if (
            self.closing
            or len(self._listeners) >= settings.STREAM_LISTENERS
            or self._by_person[user_id] >= settings.STREAM_LISTENERS_PER_PERSON
        ):
            raise Full

    def enter(self, listener: Listener) -> None:
        """Raises Full."""
        self.insist_on_room(listener.guest.user_id)
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._beat())]
        self._listeners.add(listener)
        self._by_person[listener.guest.user_id] += 1
        for reference in listener.hears:
            self._by_reference.setdefault(reference, set()).add(listener)
        if not self._hearing:
            listener.put((AWAY, ""))
        if listener.references:
            self._later(self._greet(listener))

    def leave(self, listener: Listener) -> None:
        if listener not in self._listeners:
            return
        self._listeners.discard(listener)
        self._by_person[listener.guest.user_id] -= 1
        if not self._by_person[listener.guest.user_id]:
            del self._by_person[listener.guest.user_id]
        for reference in listener.hears:
            rest = self._by_reference[reference]
            rest.discard(listener)
            if not rest:
                del self._by_reference[reference]
        for reference in listener.references:
            if not self._is_here(listener.guest.user_id, reference):
                self._later(self._farewell(listener.guest.user_id, reference))

    def tell(self, line: Line) -> None:
        for listener in self._by_reference.get(line[1], ()):
            listener.put(line)

    def tell_all(self, event: str) -> None:
        for listener in self._listeners:
            listener.put((event, ""))

    def close(self) -> None:
        """Ends every stream now; browsers come back to the process that follows."""
        self.closing = True
        for listener in self._listeners:
            listener.put((AWAY, ""))
        for task in (*self._tasks, *self._farewells):
            task.cancel()

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._farewells.add(task)
        task.add_done_callback(self._farewells.discard)

    async def _greet(self, listener: Listener) -> None:
        guest = listener.guest
        await aside(presence.renew, [(each, guest.user_id, guest.name) for each in listener.references])

    async def _farewell(self, user_id: int, reference: str) -> None:
        await asyncio.sleep(FAREWELL_SECONDS)
        if not self._is_here(user_id, reference):
            await aside(lambda: presence.leave(case=reference, user_id=user_id))

    def _is_here(self, user_id: int, reference: str) -> bool:
        return any(each.guest.user_id == user_id for each in self._by_reference.get(reference, ()))

    async def _hear(self) -> None:
        """The one subscription; when it breaks, listeners are told to ask by themselves until it stands again."""
        wait = 0.5
        while True:
            try:
                async with broker() as client, client.pubsub() as subscription:
                    await subscription.subscribe(channel(number_of(client)))
                    async for message in subscription.listen():
                        if message["type"] == "subscribe":
                            self._hearing, wait = True, 0.5
                            self.tell_all(AGAIN)
                        elif line := unpacked(message["data"]):
                            self.tell(line)
            except (RedisError, OSError) as problem:
                if self._hearing:
                    log.warning("Streams hear nothing until Valkey answers again: %s", problem)
                    self._hearing = False
                    self.tell_all(AWAY)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)

    async def _beat(self) -> None:
        """A sign of life on every stream, after all sessions and permissions were looked at again."""
        while True:
            await asyncio.sleep(settings.STREAM_HEARTBEAT_SECONDS)
            await self._look_again()
            for listener in list(self._listeners):
                if listener.pending and monotonic() - listener.since > STALLED_SECONDS:
                    self.leave(listener)
                    if listener.task is not None:
                        listener.task.cancel()
                else:
                    listener.put((BEAT, ""))

    async def _look_again(self) -> None:
        listeners = list(self._listeners)
        try:
            allowed = await aside(admitted, {(each.session, each.references) for each in listeners})
            self._failed_checks = 0
        except Exception as problem:  # whatever fails, nobody may listen for long without being checked
            self._failed_checks += 1
            log.warning("Streams could not check sessions: %s", problem)
            if self._failed_checks < MOST_FAILED_CHECKS:
                return
            allowed = {}
        for listener in listeners:
            if (listener.session, listener.references) not in allowed:
                listener.put((GOODBYE, ""))
        signs = {
            (reference, each.guest.user_id, each.guest.name)
            for each in listeners
            if (each.session, each.references) in allowed
            for reference in each.references
        }
        if signs:
            await aside(presence.renew, sorted(signs))


def broker() -> Redis:
    """A connection of its own for the subscription: it waits for hours, which the cache's must never do."""
    given = settings.STREAM_BROKER
    patience: dict[str, Any] = {"socket_connect_timeout": 3, "health_check_interval": 15}
    if given["sentinels"]:
        watch = Sentinel(given["sentinels"], socket_timeout=3)
        pair: Redis = watch.master_for(
            given["master"], db=given["number"], password=given["password"] or None, **patience
        )
        return pair
    return Redis.from_url(given["url"], **patience)
