"""One program over the whole office: engines, web, streams, worker and beat; it runs all of them or none."""

from __future__ import annotations

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from pasocial.embedded import outside
from pasocial.embedded.children import Child, remember, wait_until
from pasocial.embedded.engines import Engines
from pasocial.embedded.pointing import point_settings_at
from pasocial.embedded.ports import insist_on_free
from pasocial.embedded.progress import Progress
from pasocial.embedded.state import Addresses, StateDirectory
from pasocial.embedded.trouble import Trouble

READY_WITHIN_SECONDS = 120
RESTARTS_BEFORE_GIVING_UP = 3


@dataclass(frozen=True)
class Ports:
    """Where pages and streams answer."""

    host: str
    pages: int
    streams: int

    @property
    def pages_url(self) -> str:
        return f"http://localhost:{self.pages}"

    @property
    def streams_url(self) -> str:
        return f"http://localhost:{self.streams}"


@dataclass(frozen=True)
class Part:
    """One program of the office."""

    name: str
    command: Sequence[str]


def streams_command(host: str, port: int) -> list[str]:
    """Streams are ended by themselves when the process is asked to stop; the two seconds are for what goes wrong."""
    return [
        *(sys.executable, "-m", "granian", "--host", host, "--no-ws", "--log-level", "warning"),
        *("--interface", "asgi", "--port", str(port), "--workers", "1"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "2", "--backlog", "2048"),
        "pasocial.config.asgi:application",
    ]


def parts_of(ports: Ports, state: StateDirectory, *, cores: int) -> list[Part]:
    """Pages on WSGI, streams on ASGI (docs/decisions/0002), one worker pool, exactly one beat."""
    python = sys.executable
    workers = max(1, min(cores, 8))
    granian = [python, "-m", "granian", "--host", ports.host, "--no-ws", "--log-level", "warning"]
    celery = [python, "-m", "celery", "-A", "pasocial.config.celery:app"]
    return [
        Part(
            "web",
            [
                *granian,
                *("--interface", "wsgi", "--port", str(ports.pages), "--workers", str(workers)),
                *("--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "4"),
                "pasocial.config.wsgi:application",
            ],
        ),
        Part("streams", streams_command(ports.host, ports.streams)),
        Part("worker", [*celery, "worker", "--loglevel", "WARNING", "--concurrency", str(workers)]),
        Part(
            "beat",
            [
                *celery,
                "beat",
                "--loglevel",
                "WARNING",
                "--schedule",
                str(state / "beat-schedule"),
                "--pidfile=",
            ],
        ),
    ]


class Office:
    """A running office; a context manager that leaves no process behind."""

    def __init__(self, state: StateDirectory, ports: Ports, progress: Progress) -> None:
        self._state = state
        self._ports = ports
        self._progress = progress
        self._engines: Engines | None = None
        self._addresses: Addresses | None = None
        self._running: dict[str, Child] = {}
        self._restarts: dict[str, int] = {}

    def start_engines(self) -> None:
        """Those given from outside are only asked whether they answer."""
        given = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
        if given[0]:
            outside.insist_on_database(given[0])
        if given[1]:
            outside.insist_on_redis(given[1])
        if all(given):
            self._state.make()
            self._state.lock(what="make up")
            self._addresses = Addresses(*given)
        else:
            with self._progress.step("Starting PostgreSQL and Valkey"):
                self._engines = Engines(self._state, what="make up")
                own = self._engines.start()
            self._addresses = Addresses(given[0] or own.database_url, given[1] or own.redis_url)
        point_settings_at(self._addresses)

    def open(self) -> None:
        """Start every part and wait until the office says that it is ready."""
        insist_on_free(self._ports.pages, setting="PORT", host=self._ports.host)
        insist_on_free(self._ports.streams, setting="STREAM_PORT", host=self._ports.host)
        self._parts = {
            part.name: part for part in parts_of(self._ports, self._state, cores=os.cpu_count() or 1)
        }
        with self._progress.step("Opening the office: web, streams, worker, beat"):
            for name in self._parts:
                self._start_part(name)
            self._wait_until_ready()

    def watch(self) -> None:
        """Until asked to stop: a part that ends is started again, and not for ever."""
        while True:
            time.sleep(0.5)
            if self._engines is not None:
                for child in self._engines.children:
                    if child.ended() is not None:
                        raise Trouble(f"{child.name} ended by itself. Its last words:\n{child.said()}")
            for name, child in list(self._running.items()):
                if child.ended() is not None:
                    self._restart(name, child)

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
        self._state.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A second Ctrl-C while stopping would leave processes behind.
        former = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self.stop()
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def _start_part(self, name: str) -> None:
        self._running[name] = Child(
            name,
            self._parts[name].command,
            log=self._state / "logs" / f"{name}.log",
            environment=self._environment(),
            directory=Path(__file__).resolve().parents[2],
        )
        engines = self._engines.children if self._engines else []
        remember([*engines, *self._running.values()], self._state / "children.json")

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

    def _restart(self, name: str, child: Child) -> None:
        self._restarts[name] = self._restarts.get(name, 0) + 1
        if self._restarts[name] > RESTARTS_BEFORE_GIVING_UP:
            raise Trouble(
                f"The part `{name}` keeps ending. Its last words, from {child.log}:\n{child.said()}"
            )
        self._progress.say(f"The part `{name}` ended by itself; starting it again (see {child.log}).")
        self._start_part(name)

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
    """SIGTERM and a closed terminal end the office exactly as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
