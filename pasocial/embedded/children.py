"""Programs started by a supervisor that can never outlive it, not even when it is killed outright."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1


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
    """End programs noted by an earlier supervisor that no longer runs; returns how many there were."""
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        return 0
    found = []
    for row in rows:
        try:
            program = psutil.Process(row["pid"])
            if abs(program.create_time() - row["started"]) < 1:  # the same program, not a reused number
                found.append(program)
        except psutil.NoSuchProcess:
            continue
    for program in found:
        program.terminate()
    _, stubborn = psutil.wait_procs(found, timeout=within)
    for program in stubborn:
        program.kill()
    psutil.wait_procs(stubborn, timeout=within)
    path.unlink(missing_ok=True)
    return len(found)


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
