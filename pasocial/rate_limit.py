"""How often somebody may do something: counted in the cache, with the moment to come back; no address kept in clear.

A window begins with what it counts first: between two windows that begin for all at once, twice as much would pass. While
the cache server is away each process counts by itself; only a `guarded` limit, of guesses at a secret, is never uncounted:
there `count` raises RedisError, which is told as 503.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import BaseCache, caches

# How every key begins: pasocial.config.caches goes on counting such keys while the server is away.
KEY = "rate_limit:"
# One number holds the second in which a window began and how often it was counted: two commands to the cache, and no two
# values that could disagree.
COUNT_BITS = 20
MOST_COUNTED = (1 << COUNT_BITS) - 1


@dataclass(frozen=True)
class RateLimit:
    """At most `times` in each window of `seconds`, for each caller; scopes of two limits differ."""

    scope: str
    times: int
    seconds: int
    guarded: bool = False


@dataclass(frozen=True)
class Reading:
    """What is left of a limit in the running window; `reset` is in whole seconds, at least one."""

    limit: RateLimit
    remaining: int
    reset: int
    ends_at: datetime
    over: bool


def count(limit: RateLimit, who: str, at: datetime) -> Reading:
    """Counts one more by `who` ("address:203.0.113.7", "user:12") before it is judged, so that many at once are counted."""
    key, cache, now = _key(limit, who), _cache(limit), int(at.timestamp())
    begun = now << COUNT_BITS
    cache.add(key, begun, limit.seconds)
    try:
        counted = cache.incr(key)
    except ValueError:  # it grew old between the two calls
        counted = begun + 1
    if counted >> COUNT_BITS <= now - limit.seconds:  # old, and not yet forgotten
        cache.set(key, begun + 1, limit.seconds)
        counted = begun + 1
    end, used = (counted >> COUNT_BITS) + limit.seconds, counted & MOST_COUNTED
    return Reading(
        limit,
        max(0, limit.times - used),
        max(1, end - now),
        datetime.fromtimestamp(end, tz=UTC),
        used > limit.times,
    )


def take_back(limit: RateLimit, who: str) -> None:
    """One less: what was counted turned out to be no abuse."""
    try:
        _cache(limit).decr(_key(limit, who))
    except ValueError:  # nothing is counted any more
        return


def _key(limit: RateLimit, who: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()[:32]
    return f"{KEY}{limit.scope}:{digest}"


def _cache(limit: RateLimit) -> BaseCache:
    return caches["counters" if limit.guarded else "default"]
