"""Programs started by a supervisor that can never outlive it, not even when it is killed outright."""

from __future__ import annotations

import ctypes
import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
# In the environment of whatever an office starts, and so of what that starts in turn: the state directory it works on.
# A program is known as ours by this and never by its name.
MARK = "PASOCIAL_OFFICE"
# setproctitle, where it is installed, lets granian and Celery write a title over their environment as the system shows it,
# and the mark is gone; with this it writes no further than its command line.
KEPT_READABLE = "SPT_NOENV"
LOOKS_FOR_LEFTOVERS = 5


def die_with_parent(stop_signal: int, parent: int) -> Callable[[], None] | None:
    """Have the kernel send `stop_signal` when the parent dies (on Linux; else the next start cleans up)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, stop_signal, 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the kernel knew
            os._exit(1)

    return ask_kernel


def end_with_parent(parent: int | None = None) -> None:
    """For a worker that one of our programs started in its turn: it never outlives that program.

    `parent` is who started it, by default what `multiprocessing` knows. It must not be asked of the system here: loading
    takes seconds, and if the parent was killed meanwhile, then whoever adopted us would be taken for it and we would stay.
    Ended outright, because who would have bounded a polite end is dead: a worker waits for its slowest reader. Only
    under a supervisor: elsewhere the parent may be a shell that was meant to be left.
    """
    if parent is None:
        starter = multiprocessing.parent_process()
        parent = starter.pid if starter is not None else None
    if MARK not in os.environ or parent in (None, os.getpid()):
        return
    assert parent is not None
    ask_kernel = die_with_parent(signal.SIGKILL, parent)
    if ask_kernel is not None:
        ask_kernel()


def mark_what_is_started(directory: Path) -> None:
    """Whatever this program starts from now on, and what that starts, is known to work on `directory`."""
    os.environ[MARK] = str(directory.resolve())
    os.environ[KEPT_READABLE] = "1"


def adopt_orphans() -> None:
    """From now on, what a killed part leaves behind becomes our child, where we find and end it (Linux)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_orphans(known: Collection[int], *, within: float = 5.0) -> int:
    """End our children that nobody started here: those of a part that was killed. Returns how many there were."""
    orphans = [each for each in psutil.Process().children() if each.pid not in known]
    end_programs(orphans, within=within)
    return len(orphans)


def end_programs(programs: Sequence[psutil.Process], *, within: float) -> None:
    """Ask, wait, insist; what has already ended is taken off the system's list."""
    for program in programs:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            program.terminate()
    wait_until(lambda: not any(_lives(each) for each in programs), within=within)
    stubborn = [each for each in programs if _lives(each)]
    for program in stubborn:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            program.kill()
    wait_until(lambda: not any(_lives(each) for each in stubborn), within=within)


class Child:
    """One supervised program, in its own process group so that a terminal's Ctrl-C reaches only us."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        stop_signal: int = signal.SIGTERM,
        user: int | None = None,
        group: int | None = None,
        directory: Path | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self.started = time.monotonic()
        self._stop_signal = stop_signal
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._log_start = output.tell()
            self._popen = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment) if environment is not None else None,
                cwd=directory,
                start_new_session=True,
                user=user,
                group=group,
                extra_groups=[] if user is not None else None,
                preexec_fn=die_with_parent(stop_signal, os.getpid()),
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    def ended(self) -> int | None:
        """The exit status once the program has ended, None while it runs."""
        return self._popen.poll()

    def ran(self, now: float) -> float:
        """Seconds since its start, by the clock that never goes back."""
        return now - self.started

    def said(self, lines: int = 5) -> str:
        """The last lines it wrote since this start."""
        with self.log.open("rb") as output:
            output.seek(self._log_start)
            return b"\n".join(output.read().strip().splitlines()[-lines:]).decode(errors="replace")

    def end_rest(self, *, within: float = 3.0) -> None:
        """After it ended: what it started ends too, before anything new takes its place and its port."""
        rest = [each for each in psutil.process_iter() if group_of(each) == self.pid and each.pid != self.pid]
        end_programs(rest, within=within)

    def ask_to_stop(self) -> None:
        if self._popen.poll() is None:
            self._popen.send_signal(self._stop_signal)

    def stop(self, *, within: float = 10.0) -> None:
        """Stop politely, then without asking; the whole process group ends."""
        self.ask_to_stop()
        try:
            self._popen.wait(within)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)


def group_of(program: psutil.Process) -> int:
    try:
        return os.getpgid(program.pid)
    except (ProcessLookupError, PermissionError):
        return 0


def remember(children: Sequence[Child], path: Path) -> None:
    """Note who was started, so that the next start can end what a power cut or SIGKILL left behind."""
    rows = []
    for child in children:
        try:
            rows.append({"pid": child.pid, "started": psutil.Process(child.pid).create_time()})
        except psutil.NoSuchProcess:
            continue
    draft = path.with_suffix(".new")
    try:
        draft.write_text(json.dumps(rows))
        draft.rename(path)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        # A full disk must not stop a running office: the former note stays, and tells of most of them.
        draft.unlink(missing_ok=True)


def end_leftovers(path: Path, *, within: float = 10.0) -> int:
    """End programs of an earlier supervisor that no longer runs; returns how many there were.

    Call it with the lock of the state directory held: then whoever works on it is nobody's any more. Known are those
    noted in `path`, and all that carry the mark of its directory.
    """
    ended: set[psutil.Process] = set()
    # Again until there is nobody: one that is being ended may have started another while we looked.
    for _ in range(LOOKS_FOR_LEFTOVERS):
        found = {each for each in [*_noted(path), *_marked(path.parent)] if _lives(each)}
        if not found:
            break
        end_programs(list(found), within=within)
        ended |= found
    path.unlink(missing_ok=True)
    return len(ended)


def _lives(program: psutil.Process) -> bool:
    """Whether it still does anything. What ended is taken off the system's list if it is ours to take."""
    with suppress(psutil.Error):
        program.wait(0)
    try:
        # One whose parent never asks for it stays on the list for ever; it holds nothing any more.
        return bool(program.is_running() and program.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _noted(path: Path) -> Iterator[psutil.Process]:
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        return
    for row in rows:
        with suppress(psutil.NoSuchProcess):
            program = psutil.Process(row["pid"])
            if abs(program.create_time() - row["started"]) < 1:  # the same program, not a reused number
                yield program


def _marked(directory: Path) -> Iterator[psutil.Process]:
    ours = {os.getpid(), *(each.pid for each in psutil.Process().parents())}
    for program in psutil.process_iter():
        if program.pid in ours:
            continue
        # What belongs to another account cannot be read, and is not ours.
        with suppress(psutil.Error, OSError):
            if program.environ().get(MARK) == str(directory.resolve()):
                yield program


def wait_until(check: Callable[[], bool], *, within: float, child: Child | None = None) -> bool:
    """Ask `check` twenty times a second until it says yes, the child ends or `within` seconds pass."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if check():
            return True
        if child is not None and child.ended() is not None:
            return False
        time.sleep(0.05)
    return False
