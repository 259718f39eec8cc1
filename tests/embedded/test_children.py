"""Programs started by a supervisor never outlive it, and what one left is found and ended: nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from pasocial.embedded.children import MARK, end_leftovers, end_programs, wait_until
from tests.conftest import PROJECT
from tests.embedded.test_killed import IN_TIME, marked

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="programs die with their parent by Linux's kernel",
)

LOADING_WORKERS = {
    "spawned, as granian does": """
import multiprocessing, os, signal, sys, time
from pathlib import Path
from pasocial.embedded.children import end_with_parent
def load(folder):
    (folder / "loading").write_text(str(os.getpid()))
    while not (folder / "go on").exists():
        time.sleep(0.01)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it politely waits for its slowest reader
    end_with_parent()
    (folder / "stayed").touch()
    time.sleep(120)
if __name__ == "__main__":
    worker = multiprocessing.get_context("spawn").Process(target=load, args=(Path(sys.argv[1]),))
    worker.start()
    worker.join()
""",
    "forked, as Celery does": """
import os, signal, sys, time
from pathlib import Path
folder, started_by = Path(sys.argv[1]), os.getpid()
from pasocial.embedded.children import end_with_parent
if os.fork() == 0:
    (folder / "loading").write_text(str(os.getpid()))
    while not (folder / "go on").exists():
        time.sleep(0.01)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it politely waits for its slowest reader
    end_with_parent(started_by)
    (folder / "stayed").touch()
time.sleep(120)
""",
}


@pytest.mark.parametrize("program", LOADING_WORKERS.values(), ids=LOADING_WORKERS.keys())
@pytest.mark.parametrize("loaded", [False, True], ids=["while it loads", "when it has loaded"])
def test_worker_ends_with_its_program_however_far_it_has_loaded(
    tmp_path: Path, program: str, loaded: bool
) -> None:
    """Who is asked only after loading who its parent is, is told who adopted it: it stayed for ever, on its port."""
    script = tmp_path / "program.py"
    script.write_text(program)
    loading, stayed = tmp_path / "loading", tmp_path / "stayed"
    environment = os.environ | {MARK: str(tmp_path), "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)], env=environment) as started:
        try:
            assert wait_until(lambda: loading.exists() and loading.read_text() != "", within=IN_TIME)
            worker = psutil.Process(int(loading.read_text()))
            if loaded:
                (tmp_path / "go on").touch()
                assert wait_until(stayed.exists, within=IN_TIME)
        finally:
            started.kill()
        started.wait()
        (tmp_path / "go on").touch()
        try:
            assert wait_until(lambda: not lives(worker), within=IN_TIME)
        finally:
            if lives(worker):
                worker.kill()
    assert stayed.exists() == loaded


def lives(program: psutil.Process) -> bool:
    try:
        return bool(program.is_running() and program.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_worker_of_nobody_goes_on_when_its_starter_ends(tmp_path: Path) -> None:
    """Without the mark of an office the starter may be a shell that was meant to be left."""
    script = tmp_path / "program.py"
    script.write_text(LOADING_WORKERS["forked, as Celery does"])
    environment = {name: value for name, value in os.environ.items() if name != MARK} | {
        "PYTHONPATH": str(PROJECT)
    }
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)], env=environment) as started:
        loading = tmp_path / "loading"
        assert wait_until(lambda: loading.exists() and loading.read_text() != "", within=IN_TIME)
        worker = psutil.Process(int(loading.read_text()))
        started.kill()
        started.wait()
        try:
            (tmp_path / "go on").touch()
            assert wait_until((tmp_path / "stayed").exists, within=IN_TIME)
            assert lives(worker)
        finally:
            worker.kill()


def test_the_mark_stays_readable_whatever_title_a_program_gives_itself(tmp_path: Path) -> None:
    """granian and Celery call setproctitle where it is installed; it writes over the environment."""
    titled = (
        "import time\n"
        "try:\n from setproctitle import setproctitle; setproctitle('office ' * 2000)\n"
        "except ImportError: pass\n"
        "print('titled', flush=True); time.sleep(60)"
    )
    program = f"""
import subprocess, sys
from pathlib import Path
from pasocial.embedded.children import mark_what_is_started
mark_what_is_started(Path(sys.argv[1]))
sys.exit(subprocess.call([sys.executable, "-c", {titled!r}]))
"""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "titled\n"
        [worker] = psutil.Process(started.pid).children()
        try:
            assert (worker.environ().get(MARK), worker.environ().get("SPT_NOENV")) == (str(tmp_path), "1")
            assert end_leftovers(tmp_path / "children.json") == 1
            assert not lives(worker)
        finally:
            for each in (worker, started):
                with suppress(psutil.NoSuchProcess):
                    each.kill()


def test_what_a_leftover_starts_while_it_is_ended_is_ended_too(tmp_path: Path) -> None:
    another = "import time; time.sleep(60)"
    stubborn = f"""
import os, signal, subprocess, sys, time
def once_more(number, frame):
    subprocess.Popen([sys.executable, "-c", {another!r}], start_new_session=True)
    os._exit(0)
signal.signal(signal.SIGTERM, once_more)
print("there", flush=True)
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", stubborn],
        env=os.environ | {MARK: str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "there\n"
        assert end_leftovers(tmp_path / "children.json") == 2
    assert marked(tmp_path) == []


def test_what_ended_but_is_never_taken_off_the_list_is_not_waited_for(tmp_path: Path) -> None:
    """In a container the first program often asks for no child: the dead stay on the list."""
    careless = (
        "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", careless], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stdout is not None
        child = psutil.Process(int(started.stdout.readline()))
        before = time.monotonic()
        end_programs([child], within=30)
        assert (lives(child), time.monotonic() - before < 25) == (False, True)
        started.kill()
