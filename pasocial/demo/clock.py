"""The demonstration's own clock: what follows from an event of last spring happens last spring.

Reactions read the clock themselves, as they must at the edge. Only the building of the demonstration may move it; it
runs alone, before anything is served.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def at_the_moment(moment: datetime) -> Iterator[None]:
    """`django.utils.timezone.now()` says this moment, inside."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
