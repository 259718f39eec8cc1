"""What the person at the terminal sees while a step runs: its name, and signs of life after two seconds."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

SILENT_SECONDS = 2.0


class Progress:
    """One line per step; on a terminal a running count of seconds, elsewhere a line every ten."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._terminal = out.isatty()

    def say(self, words: str = "") -> None:
        self._write(words + "\n")

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Tell that a step runs, for how long, and how it ended."""
        started = time.monotonic()
        self._write(f"  {words} …")
        done = threading.Event()
        ticking = threading.Thread(target=self._tick, args=(words, started, done), daemon=True)
        ticking.start()
        ended = "stopped"
        try:
            yield
            ended = "done"
        finally:
            done.set()
            ticking.join()
            seconds = time.monotonic() - started
            length = f" ({seconds:.0f} s)" if seconds >= SILENT_SECONDS else ""
            self._write(f"{self._start_of_line()}  {words} … {ended}{length}\n")

    def _tick(self, words: str, started: float, done: threading.Event) -> None:
        pause = SILENT_SECONDS
        while not done.wait(pause):
            seconds = time.monotonic() - started
            if self._terminal:
                self._write(f"\r  {words} … {seconds:.0f} s")
                pause = 1.0
            else:
                self._write(f"\n  {words} … {seconds:.0f} s")
                pause = 10.0

    def _start_of_line(self) -> str:
        return "\r" if self._terminal else "\n"

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EPIPE}:
                raise
            # The output was led into a file on the full disk, or whoever read it has gone: the office goes on unheard.
