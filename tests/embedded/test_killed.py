"""Whichever program of an office is killed outright, the office goes on or leaves nothing, and the next one opens."""

from __future__ import annotations

import io
import os
import random
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil
import psycopg2
import pytest
import redis

from pasocial.embedded.children import MARK, end_leftovers, wait_until
from pasocial.embedded.engines import Engines
from pasocial.embedded.parts import Ports
from pasocial.embedded.progress import Progress
from pasocial.embedded.room import Room
from pasocial.embedded.state import StateDirectory
from pasocial.embedded.supervisor import Office, asked
from tests.embedded.test_up import office, own_engines, without_demonstration  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="orphans are adopted and die with their parent by Linux's kernel",
)


# Longer than any of it takes on a busy machine; nothing here waits for time to pass, only for what must become true.
IN_TIME = 60


def marked(state: Path) -> list[psutil.Process]:
    """Every living program that carries the mark of this state directory."""
    found = []
    for each in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if each.environ().get(MARK) == str(state.resolve()) and each.status() != psutil.STATUS_ZOMBIE:
                found.append(each)
    return found


def writing_in(state: Path) -> list[psutil.Process]:
    """Every program that has a file of this directory open. Asked of the system, and not of what the office knows."""
    found = []
    for each in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            links = [os.readlink(link) for link in Path(f"/proc/{each.pid}/fd").iterdir()]
            if each.pid != os.getpid() and any(link.startswith(f"{state}/") for link in links):
                found.append(each)
    return found


def parts_of_office(supervisor: psutil.Process) -> dict[str, psutil.Process]:
    """The masters of web, streams, worker and beat that run just now."""
    words = {
        "web": "config.pages",
        "streams": "config.asgi",
        "worker": " worker ",  # a title that the program gives itself may be cut after few letters
        "beat": "beat-schedule",
    }
    found = {}
    for child in supervisor.children():
        with suppress(psutil.Error):
            said = " ".join(child.cmdline())
            found |= {name: child for name, word in words.items() if word in said}
    return found


def lasting_port() -> int:
    """Free, and below those that the system gives out: nobody takes it while the office is down."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def opened(out: IO[str]) -> str:
    said = ""
    for line in out:
        said += line
        if "Ctrl-C stops everything" in line:
            return said
    raise AssertionError(said)


def workers_of(part: psutil.Process) -> list[psutil.Process]:
    """The processes that do the part's work: not Python's own, which only counts what they share."""
    return [each for each in part.children() if "resource_tracker" not in " ".join(each.cmdline())]


@pytest.mark.slow
def test_office_outlives_its_programs_and_leaves_nothing_when_it_is_killed(
    tmp_path: Path,
    own_engines: dict[str, str],  # noqa: F811
) -> None:
    without_demonstration(tmp_path)
    pages, streams = lasting_port(), lasting_port()
    given = own_engines | {"PORT": str(pages), "STREAM_PORT": str(streams)}
    page, healthy = f"http://127.0.0.1:{pages}/healthz", f"http://127.0.0.1:{streams}/healthz"

    with office(tmp_path, **given) as running:
        assert running.stdout is not None
        opened(running.stdout)
        supervisor = psutil.Process(running.pid)
        first = parts_of_office(supervisor)
        assert sorted(first) == ["beat", "streams", "web", "worker"]
        several = {name: len(workers_of(first[name])) for name in ("web", "worker")}
        # Of two the program itself, of two one of its workers.
        victims = [
            first["streams"],
            first["beat"],
            workers_of(first["web"])[0],
            workers_of(first["worker"])[0],
        ]
        families = [one for each in victims for one in (each, *each.children(recursive=True))]
        for victim in victims:
            victim.kill()
        assert psutil.wait_procs(families, timeout=IN_TIME)[1] == []

        def whole_again() -> bool:
            now = parts_of_office(supervisor)
            with suppress(psutil.Error):
                return (
                    sorted(now) == sorted(first)
                    and {name: len(workers_of(now[name])) for name in several} == several
                    and asked(page).startswith("200")
                    and asked(healthy).startswith("200")
                )
            return False

        assert wait_until(whole_again, within=IN_TIME)
        # Three at once, while a worker of the web has only begun to load: nobody is left who could tidy up.
        now = parts_of_office(supervisor)
        before = set(workers_of(now["web"]))
        now["web"].send_signal(signal.SIGHUP)  # granian starts its workers anew, one after another
        assert wait_until(lambda: bool(set(workers_of(now["web"])) - before), within=IN_TIME)
        supervisor.suspend()
        for each in (now["web"], now["worker"], supervisor):
            each.kill()
        running.wait()
    assert wait_until(lambda: writing_in(tmp_path) == [], within=IN_TIME), writing_in(tmp_path)
    with office(tmp_path, **given) as running:
        assert running.stdout is not None
        assert "PAsocial is ready." in opened(running.stdout)
        assert len(writing_in(tmp_path)) >= 6  # that one sees them at all
        running.send_signal(signal.SIGHUP)  # the terminal was closed
        running.wait(IN_TIME)
    assert wait_until(lambda: writing_in(tmp_path) == [], within=IN_TIME), writing_in(tmp_path)


def test_what_a_killed_office_left_is_ended_by_the_next_and_nothing_else(tmp_path: Path) -> None:
    """Known by the mark of the state directory, not by name: another office's program of the same name goes on."""
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    ours, theirs, nobodys = (
        subprocess.Popen(sleep, env=os.environ | mark, start_new_session=True)
        for mark in ({MARK: str(tmp_path)}, {MARK: str(tmp_path / "another")}, {"STATE_DIR": str(tmp_path)})
    )
    try:
        assert wait_until(lambda: [each.pid for each in marked(tmp_path)] == [ours.pid], within=10)
        said = io.StringIO()
        Office(StateDirectory(tmp_path), Ports("127.0.0.1", 1, 2), Progress(said)).clear()
        assert (ours.poll() is None, theirs.poll(), nobodys.poll()) == (False, None, None)
        assert said.getvalue() == (
            "An earlier office was killed here: what it left running (1 programs) was ended.\n"
        )
        assert end_leftovers(tmp_path / "children.json") == 0
    finally:
        for each in (ours, theirs, nobodys):
            each.kill()
            each.wait()


def test_workers_of_a_killed_part_end_before_it_is_started_again(tmp_path: Path) -> None:
    script = (
        "import subprocess, time; subprocess.Popen(['sleep', '60']); subprocess.Popen(['setsid', 'sleep', '61']);"
        "time.sleep(60)"
    )
    program = f"""
import io, os, sys, time
from pathlib import Path
import psutil
from pasocial.embedded.children import adopt_orphans, wait_until
from pasocial.embedded.parts import Part, Ports
from pasocial.embedded.progress import Progress
from pasocial.embedded.room import Room
from pasocial.embedded.state import Addresses, StateDirectory
from pasocial.embedded.supervisor import Office
adopt_orphans()
with Office(StateDirectory(Path(sys.argv[1])), Ports("127.0.0.1", 1, 2), Progress(io.StringIO())) as office:
    office._adopts = True
    office._addresses = Addresses("postgresql://127.0.0.1:1/none", "redis://127.0.0.1:1/0")
    office._parts = {{"web": Part("web", [sys.executable, "-c", {script!r}])}}
    office._start_part("web")
    part = office._running["web"]
    assert wait_until(lambda: len(psutil.Process(part.pid).children(recursive=True)) == 2, within=20)
    workers = psutil.Process(part.pid).children(recursive=True)
    psutil.Process(part.pid).kill()
    assert wait_until(lambda: part.ended() is not None, within=10)
    office.look(Room(()), now=part.started)
    print([each.pid for each in workers if each.is_running()], flush=True)
"""
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert (told.stdout.strip(), told.returncode) == ("[]", 0), told.stderr


@pytest.mark.parametrize("name", ["postgres", "valkey"])
def test_engine_that_is_killed_is_started_again_with_what_it_held(tmp_path: Path, name: str) -> None:
    said = io.StringIO()
    with Office(StateDirectory(tmp_path), Ports("127.0.0.1", 1, 2), Progress(said)) as supervised:
        supervised._engines = Engines(StateDirectory(tmp_path), what="a test")
        addresses = supervised._engines.start()
        engine = next(each for each in supervised._engines.children if each.name == name)
        program = psutil.Process(engine.pid)
        family = [program, *program.children(recursive=True)]
        program.kill()
        assert wait_until(lambda: engine.ended() is not None, within=30)
        supervised.look(Room(()), now=engine.started)
        psutil.wait_procs(family, timeout=20)
        supervised.look(Room(()), now=engine.started + 1)

        def answers() -> bool:
            try:
                psycopg2.connect(addresses.database_url).close()
                with redis.Redis.from_url(addresses.redis_url) as client:
                    return bool(client.ping())
            except (psycopg2.Error, redis.RedisError):
                return False

        assert wait_until(answers, within=30), said.getvalue()
    assert f"The part `{name}` ended by itself; it starts again in 1 s" in said.getvalue()
