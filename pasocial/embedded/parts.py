"""The programs of the office beside its engines: what they are called and how they are started."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from pasocial.embedded.state import StateDirectory


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
