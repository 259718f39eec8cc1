"""How pages know that a worker lives: each worker leaves a mark that fades by itself.

Asking workers to answer would make every probe wait for the busiest of them.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from celery.signals import heartbeat_sent, worker_ready
from django.core.cache import caches
from redis.exceptions import RedisError

KEY = "pulse:worker"
FADES_AFTER_SECONDS = 30
RENEWED_EVERY_SECONDS = 5

logger = logging.getLogger(__name__)
_last_mark = 0.0


def worker_is_alive() -> bool:
    """Whether any worker left its mark in the last half minute."""
    return caches["counters"].get(KEY) is not None


@worker_ready.connect
@heartbeat_sent.connect
def leave_mark(**_: Any) -> None:
    """Called every two seconds by Celery in each worker's main program."""
    global _last_mark
    if time.monotonic() - _last_mark < RENEWED_EVERY_SECONDS:
        return
    try:
        caches["counters"].set(KEY, int(time.time()), FADES_AFTER_SECONDS)
    except (RedisError, OSError):
        logger.warning("The worker's mark could not be left: the cache does not answer.")
    else:
        _last_mark = time.monotonic()
