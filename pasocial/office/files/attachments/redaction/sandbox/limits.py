"""How much of the machine a foreign file may cost, and how a file is refused."""

from __future__ import annotations

import contextlib
import resource

SECONDS = 90
BYTES = 2 * 1024**3
WRITTEN_BYTES = 120 * 1024**2
MOST_PAGES = 1000
MOST_CHARACTERS = 4_000_000


class Refusal(Exception):
    """Why this file cannot be worked on: a code the parent puts into words."""


def limit_itself() -> None:
    """Hard limits: a hostile file costs a refusal, never the machine."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def fault(problem: Exception) -> str:
    """Whatever a foreign file provokes is the file's fault: too much memory, or broken."""
    heavy = any(word in str(problem).lower() for word in ("malloc", "memory", "alloc"))
    return "too_heavy" if heavy else "broken"
