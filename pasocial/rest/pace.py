"""How often one caller may call the API: which limit applies to whom, and the headers that tell what is left."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from pasocial import rate_limit
from pasocial.rate_limit import RateLimit, Reading

# Guesses at a secret.
GUARDED = frozenset({"wrong_token"})


def count(name: str, who: str) -> Reading:
    """Counts one call of `who` against REST_PACES[name] = (times, seconds)."""
    times, seconds = settings.REST_PACES[name]
    limit = RateLimit(f"rest.{name}", times, seconds, guarded=name in GUARDED)
    return rate_limit.count(limit, who, timezone.now())


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
        "RateLimit-Limit": str(reading.limit.times),
        "RateLimit-Remaining": str(reading.remaining),
        "RateLimit-Reset": str(reading.reset),
        "RateLimit-Policy": f"{reading.limit.times};w={reading.limit.seconds}",
    }
