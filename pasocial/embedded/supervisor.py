"""One program over the whole office: engines, web, streams, worker and beat; it runs all of them or none."""

from __future__ import annotations

import errno
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from django.conf import settings

from pasocial.embedded import outside
from pasocial.embedded.children import (
    Child,
    adopt_orphans,
    end_leftovers,
    end_orphans,
    mark_what_is_started,
    remember,
    wait_until,
)  # fmt: skip
from pasocial.embedded.engines import Engines
from pasocial.embedded.parts import Part, Ports, parts_of
from pasocial.embedded.pointing import point_settings_at
from pasocial.embedded.ports import insist_on_free
from pasocial.embedded.progress import Progress
from pasocial.embedded.restarting import Restarts
from pasocial.embedded.room import Room, tells_full
from pasocial.embedded.state import Addresses, StateDirectory
from pasocial.embedded.trouble import Trouble

READY_WITHIN_SECONDS = 120
LOOKED_EVERY_SECONDS = 0.5
ASKED_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Office:
    """A running office; a context manager that leaves no process behind."""

    def __init__(self, state: StateDirectory, ports: Ports, progress: Progress) -> None:
        self._state = state
        self._ports = ports
        self._progress = progress
        self._engines: Engines | None = None
        self._addresses: Addresses | None = None
        self._running: dict[str, Child] = {}
        self._parts: dict[str, Part] = {}
        self._restarts: dict[str, Restarts] = {}
        self._adopts = False

    def clear(self) -> None:
        """What a killed office left on this state directory ends, so that its ports and its engines are free."""
        self._state.make()
        self._state.lock(what="make up")
        try:
            left = end_leftovers(self._state / "children.json")
        finally:
            self._state.release()
        if left:
            self._progress.say(
                f"An earlier office was killed here: what it left running ({left} programs) was ended."
            )

    def start_engines(self) -> None:
        """Those given from outside are only asked whether they answer."""
        # Whatever is started from here on carries it, the engines too.
        mark_what_is_started(self._state.root)
        adopt_orphans()
        self._adopts = True
        given = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
        if given[0]:
            outside.insist_on_database(given[0])
        if given[1]:
            outside.insist_on_redis(given[1])
        if all(given):
            self._state.make()
            self._state.lock(what="make up")
            end_leftovers(self._state / "children.json")
            self._addresses = Addresses(*given)
        else:
            with self._progress.step("Starting PostgreSQL and Valkey"):
                self._engines = Engines(self._state, what="make up")
                own = self._engines.start()
            self._addresses = Addresses(given[0] or own.database_url, given[1] or own.redis_url)
        point_settings_at(self._addresses)

    def open(self) -> None:
        """Start every part and wait until the office says that it is ready."""
        for number, name in ((self._ports.pages, "PORT"), (self._ports.streams, "STREAM_PORT")):
            insist_on_free(number, setting=name, host=self._ports.host)
        self._parts = {
            part.name: part for part in parts_of(self._ports, self._state, cores=os.cpu_count() or 1)
        }
        with self._progress.step("Opening the office: web, streams, worker, beat"):
            for name in self._parts:
                self._start_part(name)
            self._wait_until_ready()

    def watch(self) -> None:
        """Until asked to stop: an engine or part that ends is started again, with growing waits."""
        room = Room.of([self._state.root, *file_roots()])
        while True:
            time.sleep(LOOKED_EVERY_SECONDS)
            self.look(room, now=time.monotonic())

    def look(self, room: Room, *, now: float) -> None:
        """One round: is there room on the disk, does everything run, is the time come to start what ended?"""
        news = room.look()
        if news:
            self._progress.say(news)
        if news and room.full is None:
            for each in self._restarts.values():
                each.start_now(now=now)
        for name, child in self._watched():
            restarts = self._restarts.setdefault(name, Restarts())
            if restarts.next_start is None and child.ended() is not None:
                self._end_rest(child)
                self._plan_restart(name, child, restarts, now=now, low=room.full is not None)
            if restarts.due(now):
                self._start_again(name)

    def stop(self) -> None:
        """Ask all at once, then wait for each: beat and web first, engines last."""
        for child in self._running.values():
            child.ask_to_stop()
        for child in self._running.values():
            child.stop(within=15)
        self._running.clear()
        if self._engines is not None:
            self._engines.stop()
            self._engines = None
        self._end_orphans()
        self._state.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A second Ctrl-C while stopping would leave processes behind; a closed terminal tells it twice by itself.
        former = {number: signal.signal(number, signal.SIG_IGN) for number in ASKED_TO_STOP}
        try:
            self.stop()
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def _end_rest(self, child: Child) -> None:
        """A part that was killed outright leaves its workers, on its port: the next one could not open it."""
        child.end_rest()
        self._end_orphans()

    def _end_orphans(self) -> None:
        if self._adopts:
            end_orphans({each.pid for _, each in self._watched()})

    def _watched(self) -> list[tuple[str, Child]]:
        engines = self._engines.children if self._engines is not None else []
        return [*((child.name, child) for child in engines), *self._running.items()]

    def _start_again(self, name: str) -> None:
        try:
            if name in self._running:
                self._start_part(name)
            else:
                assert self._engines is not None
                self._engines.start_again(name)
                self._remember()
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            # Not even its log could be opened: it counts as ended, and is tried again later.
            self._restarts[name].note_end(ran=0, now=time.monotonic(), disk_full=True)

    def _start_part(self, name: str) -> None:
        self._running[name] = Child(
            name,
            self._parts[name].command,
            log=self._state / "logs" / f"{name}.log",
            environment=self._environment(),
            directory=Path(__file__).resolve().parents[2],
        )
        self._remember()

    def _remember(self) -> None:
        remember([child for _, child in self._watched()], self._state / "children.json")

    def _environment(self) -> Mapping[str, str]:
        assert self._addresses is not None
        given = dict(os.environ)
        given.setdefault("SITE_URL", self._ports.pages_url)
        given.setdefault("STREAMS_URL", self._ports.streams_url)
        given.setdefault("STREAM_ORIGINS", f"{self._ports.pages_url},http://127.0.0.1:{self._ports.pages}")
        return given | {
            "DATABASE_URL": self._addresses.database_url,
            "REDIS_URL": self._addresses.redis_url,
            "PYTHONUNBUFFERED": "1",
        }

    def _plan_restart(self, name: str, child: Child, restarts: Restarts, *, now: float, low: bool) -> None:
        said = child.said()
        disk_full = low or tells_full(said)
        if not restarts.note_end(ran=child.ran(now), now=now, disk_full=disk_full):
            raise Trouble(f"The part `{name}` keeps ending. Its last words, from {child.log}:\n{said}")
        wait = round((restarts.next_start or now) - now)
        if not disk_full:
            self._progress.say(
                f"The part `{name}` ended by itself; it starts again in {wait} s (see {child.log})."
            )
        elif not low:  # a quota, or the disk of a server given from outside
            self._progress.say(
                f"The part `{name}` ended because a disk is full: make room where {self._state.root} lies, or where "
                f"the servers of DATABASE_URL and REDIS_URL write. It starts again in {wait} s (see {child.log})."
            )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline:
            for name, child in self._running.items():
                if child.ended() is not None:
                    said = child.said(15)
                    raise Trouble(
                        f"The part `{name}` did not start. Its last words, from {child.log}:\n{said}"
                    )
            if wait_until(self._says_ready, within=0.5):
                return
        raise Trouble(
            f"The office was not ready within {READY_WITHIN_SECONDS} s: {self._answer()}. The reasons are in "
            f"{self._state / 'logs'}."
        )

    def _says_ready(self) -> bool:
        return self._answer().startswith("200") and self._streams_answer()

    def _answer(self) -> str:
        return asked(f"http://127.0.0.1:{self._ports.pages}/readyz")

    def _streams_answer(self) -> bool:
        return asked(f"http://127.0.0.1:{self._ports.streams}/healthz").startswith("200")


def file_roots() -> list[Path]:
    """Where what people send and publish is kept, when that is on this machine."""
    return [Path(settings.ATTACHMENTS_ROOT), Path(settings.MEDIA_ROOT)]


def asked(url: str) -> str:
    """Status and body of a local address, or why there is none."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return f"{answer.status} {answer.read().decode(errors='replace').strip()}"
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read().decode(errors='replace').strip()}"
    except (OSError, ValueError) as error:
        return f"no answer ({error})"


def stop_when_asked() -> None:
    """SIGTERM and a closed terminal end the office exactly as Ctrl-C does.

    SIGINT too is asked for by name: whatever a script starts in the background inherits it ignored.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in ASKED_TO_STOP:
        signal.signal(number, stop)
