"""How often one caller may do something: counted in the cache, told in headers, with the moment to come back.

No address is stored in clear. While the cache server is away each process counts by itself; only what is SENSITIVE is
then refused, with the moment to come back.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from time import time
from typing import Any

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

# Guesses at a secret: never uncounted.
SENSITIVE = frozenset({"wrong_token"})


@dataclass(frozen=True)
class Reading:
    """What is left of a pace in the running window; `reset` is in seconds."""

    name: str
    limit: int
    remaining: int
    reset: int
    window: int
    over: bool


def count(name: str, who: str) -> Reading:
    """Counts one call of `who` against REST_PACES[name] = (times, seconds)."""
    limit, seconds = settings.REST_PACES[name]
    now = int(time())
    window = now // seconds
    digest = hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()[:32]
    key = f"rest.pace:{name}:{window}:{digest}"
    cache = caches["counters" if name in SENSITIVE else "default"]
    cache.add(key, 0, seconds)
    try:
        used = cache.incr(key)
    except ValueError:  # the window ended between the two calls
        used = 1
    reset = max(1, (window + 1) * seconds - now)
    return Reading(name, limit, max(0, limit - used), reset, seconds, used > limit)


def caller(request: Request) -> tuple[str, str]:
    """Which pace applies to whom: a key has its own, a member of staff hers, everybody else an address."""
    if request.auth is not None:
        return "token", f"token:{request.auth.pk}"
    if getattr(request.user, "pk", None):
        return "token", f"user:{request.user.pk}"
    return "", f"address:{address_of(request)}"


def address_of(request: Request) -> str:
    """Where the call comes from; proxies are believed as far as TRUSTED_PROXIES counts them."""
    return str(BaseThrottle().get_ident(request))


class Pace(BaseThrottle):
    """The pace that a view names (`pace = "read"`), or that of the caller's key."""

    _wait: int | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        name, who = caller(request)
        reading = count(name or view.pace_of(request), who)
        request.pace = reading  # type: ignore[attr-defined]
        self._wait = reading.reset if reading.over else None
        return not reading.over

    def wait(self) -> float | None:
        return self._wait


def headers_of(reading: Reading) -> dict[str, str]:
    """RateLimit fields as programs read them (draft-ietf-httpapi-ratelimit-headers-07)."""
    return {
        "RateLimit-Limit": str(reading.limit),
        "RateLimit-Remaining": str(reading.remaining),
        "RateLimit-Reset": str(reading.reset),
        "RateLimit-Policy": f"{reading.limit};w={reading.window}",
    }
