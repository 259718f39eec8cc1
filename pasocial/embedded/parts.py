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


# Lines that wait for something cost a server little, so that it may have many; each line is an open file.
LINES = ("--backlog", "4096", "--backpressure", "8000")
# Nobody needs HTTP/2 behind a proxy, and on one line it brings two hundred requests. Headers are short: who takes
# longer than this for them is not sending them.
PLAIN_HTTP = ("--http", "1", "--no-ws", "--http1-header-read-timeout", "15000")


def granian(host: str, port: int, *options: str) -> list[str]:
    """The server of pages and of streams, as deploy/start.sh starts it too."""
    return [
        *(sys.executable, "-m", "granian", "--host", host, "--port", str(port), "--log-level", "warning"),
        *PLAIN_HTTP,
        *LINES,
        "--respawn-failed-workers",
        *options,
    ]


def pages_command(host: str, port: int, *, workers: int) -> list[str]:
    """Requests are received whole before a thread sees them (docs/decisions/0002)."""
    return granian(
        host,
        port,
        *("--interface", "asginl", "--workers", str(workers), "--workers-kill-timeout", "4"),
        "pasocial.config.pages:application",
    )


def streams_command(host: str, port: int) -> list[str]:
    """Streams are ended by themselves when the process is asked to stop; the two seconds are for what goes wrong."""
    return granian(
        host,
        port,
        *("--interface", "asgi", "--workers", "1", "--workers-kill-timeout", "2"),
        "pasocial.config.asgi:application",
    )


def parts_of(ports: Ports, state: StateDirectory, *, cores: int) -> list[Part]:
    """Pages and streams apart (docs/decisions/0002), one worker pool, exactly one beat."""
    python = sys.executable
    workers = max(1, min(cores, 8))
    celery = [python, "-m", "celery", "-A", "pasocial.config.celery:app"]
    return [
        Part("web", pages_command(ports.host, ports.pages, workers=workers)),
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
