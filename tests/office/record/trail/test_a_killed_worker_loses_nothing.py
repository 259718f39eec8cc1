"""A real worker is killed amid a hundred deliveries; after a restart nothing is missing or doubled."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection
from django.utils import timezone

from pasocial.embedded.ports import free_port
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail import operations
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from tests.office.record.trail.slow_desk.desk import SlowEvent

HOW_MANY = 100
PROJECT = Path(__file__).resolve().parents[4]


class Postman:
    """An SMTP server that keeps who got which Message-ID, and is as slow as a real one."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []
        self.rang = threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = message_from_bytes(envelope.content or b"")  # type: ignore[arg-type]
        self.got.append((envelope.rcpt_tos[0], str(message["Message-ID"])))
        self.rang.set()
        await asyncio.sleep(0.02)
        return "250 OK"


@contextmanager
def worker(smtp_port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker with two processes on this test's own database, in a process group of its own."""
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.office.record.trail.worker_settings",
        "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "TEST_SMTP_PORT": str(smtp_port),
    }
    command = [sys.executable, "-m", "celery", "-A", "pasocial.config", "worker", "--concurrency=2"]
    quiet = ["--loglevel=ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    started = subprocess.Popen(
        command + quiet,
        cwd=PROJECT,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        kill(started)


def kill(started: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and its children at once: nobody gets to say goodbye."""
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


def wait_until(
    true: Callable[[], bool],
    seconds: float,
    bell: threading.Event,
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Looks again whenever a mail arrives, and at least ten times a second."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        meanwhile()
        bell.wait(0.1)
        bell.clear()


def done() -> int:
    return Delivery.objects.filter(state="done").count()


def sweep() -> None:
    """What beat asks for every few seconds."""
    operations.sweep(at=timezone.now())
    notices.sweep(at=timezone.now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_each_reaction_done_exactly_once_and_no_mail_missing(slow_desk: None) -> None:
    postman = Postman()
    post = Controller(postman, hostname="127.0.0.1", port=free_port())
    post.start()
    try:
        with worker(post.port) as first:
            for number in range(HOW_MANY):
                operations.record(
                    event=SlowEvent.HAPPENED,
                    about=f"slow.thing:{number}",
                    by=Actor.system("test"),
                    at=timezone.now(),
                )
            wait_until(lambda: done() >= 30, 30, postman.rang)
            kill(first)
        at_the_kill = done()
        with worker(post.port):
            wait_until(
                lambda: done() == HOW_MANY and Mail.objects.filter(state="sent").count() == HOW_MANY,
                40,
                postman.rang,
                sweep,
            )
    finally:
        post.stop()

    assert 30 <= at_the_kill < HOW_MANY, "the kill must fall in the middle, or the test shows nothing"
    effects = Counter(Entry.objects.filter(event=SlowEvent.FOLLOWED).values_list("about", flat=True))
    assert effects == {f"slow.thing:{number}": 1 for number in range(HOW_MANY)}
    written = dict(Mail.objects.values_list("to", "message_id"))
    assert {to for to, _id in postman.got} == set(written)
    assert set(postman.got) == set(written.items()), "a copy that leaves twice carries the same Message-ID"
