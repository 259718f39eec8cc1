"""`manage.py up` opens a whole office, tells when it is ready, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from pasocial.embedded.parts import Ports, parts_of
from pasocial.embedded.pointing import numbered
from pasocial.embedded.ports import free_port
from tests.conftest import PROJECT, databases_of_the_run

DATABASE = "test_of_up"


@pytest.fixture
def own_engines(transactional_db: None) -> Iterator[dict[str, str]]:
    """A migrated database and a numbered Valkey database that nobody else uses."""
    clones = databases_of_the_run()
    name = f"{DATABASE}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    clones.clone(name)
    yield {
        "DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}",
        "REDIS_URL": numbered(settings.REDIS_URL, 40),
    }
    clones.drop(name)


def hear_ctrl_c() -> None:
    """What a shell started in the background ignores Ctrl-C, and so do its children: this one must hear it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def office(state: Path, **given: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "STATE_DIR": str(state),
        "DJANGO_SETTINGS_MODULE": "pasocial.config.settings.dev",
    }
    supervisor = subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=PROJECT,
        env=environment | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hear_ctrl_c,
    )
    try:
        yield supervisor
    finally:
        if supervisor.poll() is None:
            supervisor.kill()
        supervisor.wait()


def without_demonstration(state: Path) -> None:
    (state / "stamps").mkdir(parents=True)
    (state / "stamps" / "demo").write_text("built")


@pytest.mark.slow
def test_up_opens_everything_and_stops_everything(tmp_path: Path, own_engines: dict[str, str]) -> None:
    without_demonstration(tmp_path)
    pages, streams = free_port(), free_port()
    ports = {"PORT": str(pages), "STREAM_PORT": str(streams)}
    with office(tmp_path, **own_engines, **ports) as supervisor:
        assert supervisor.stdout is not None
        said = ""
        for line in supervisor.stdout:
            said += line
            if "Ctrl-C stops everything" in line:
                break
        assert "PAsocial is ready." in said, said
        assert f"http://localhost:{pages}/accesso-civico/" in said
        assert "/redazione/posta/" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{pages}/readyz", timeout=10) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"http://127.0.0.1:{streams}/healthz", timeout=10) as answer:
            assert answer.read() == b"ok\n"
        below = psutil.Process(supervisor.pid).children(recursive=True)
        assert len(below) >= 6  # web, streams, worker, beat and the workers of each
        supervisor.send_signal(signal.SIGINT)
        assert "nothing is left running" in supervisor.stdout.read()
        assert supervisor.wait(30) == 0
    assert [program.pid for program in psutil.wait_procs(below, timeout=5)[1]] == []


def test_up_says_that_its_port_is_taken(tmp_path: Path) -> None:
    import socket

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        with office(tmp_path, PORT=str(taken), STREAM_PORT=str(free_port())) as supervisor:
            said, _ = supervisor.communicate(timeout=60)
    assert supervisor.returncode == 1
    assert f"Port {taken} is already in use" in said
    assert "Traceback" not in said


def test_up_says_that_its_two_ports_are_one(tmp_path: Path) -> None:
    port = str(free_port())
    with office(tmp_path, PORT=port, STREAM_PORT=port) as supervisor:
        said, _ = supervisor.communicate(timeout=60)
    assert supervisor.returncode == 1
    assert f"PORT and STREAM_PORT are both {port}: choose two" in said


def test_up_says_that_the_address_of_the_database_has_no_port(tmp_path: Path) -> None:
    with office(tmp_path, DATABASE_URL="postgresql://anna:secret@127.0.0.1:port/x") as supervisor:
        said, _ = supervisor.communicate(timeout=60)
    assert supervisor.returncode == 1
    assert said.startswith("DATABASE_URL has a port that is no number")
    assert "secret" not in said


def test_up_says_that_the_database_does_not_answer(tmp_path: Path) -> None:
    ports = {"PORT": str(free_port()), "STREAM_PORT": str(free_port())}
    wrong = {"DATABASE_URL": f"postgresql://anna:secret@127.0.0.1:{free_port()}/x"}
    with office(tmp_path, **ports, **wrong) as supervisor:
        said, _ = supervisor.communicate(timeout=60)
    assert supervisor.returncode == 1
    assert "The database of DATABASE_URL does not answer" in said
    assert "secret" not in said
    assert "Traceback" not in said


def test_pages_and_streams_are_programs_apart(tmp_path: Path) -> None:
    from pasocial.embedded.state import StateDirectory

    parts = {
        part.name: part.command
        for part in parts_of(Ports("127.0.0.1", 1, 2), StateDirectory(tmp_path), cores=2)
    }
    assert sorted(parts) == ["beat", "streams", "web", "worker"]
    assert (parts["web"][-1], parts["streams"][-1]) == (
        "pasocial.config.pages:application",
        "pasocial.config.asgi:application",
    )
