"""Engines for one command: the running ones, or started before it and stopped after it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pasocial.embedded.engines import Engines
from pasocial.embedded.state import StateDirectory, default_state_directory, running_addresses


@contextmanager
def borrowed_engines() -> Iterator[None]:
    """Names the engines in the environment, where the settings look for them; only what is not given."""
    directory = default_state_directory()
    if running_addresses(directory) is not None:
        yield  # the settings find them by themselves
        return
    with Engines(StateDirectory(directory), what=f"manage.py {sys.argv[1]}") as engines:
        os.environ.setdefault("DATABASE_URL", engines.addresses.database_url)
        os.environ.setdefault("REDIS_URL", engines.addresses.redis_url)
        yield
