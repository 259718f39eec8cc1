"""How often one address may do something: tells when to come back, and stores no address in clear."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Pace:
    """At most `times` in each window of `seconds`, counted per scope and address."""

    scope: str
    times: int
    seconds: int


FILING = Pace("filing", 10, 3600)
DRAFTING = Pace("drafting", 40, 3600)
UPLOADING = Pace("uploading", 60, 3600)
LINK_BY_MAIL = Pace("link", 4, 3600)
WRITING = Pace("writing", 20, 3600)
SUGGESTING = Pace("suggesting", 300, 600)
ENTERING = Pace("entering", 20, 900)
CHOOSING = Pace("choosing", 10, 3600)


def address_of(request: HttpRequest) -> str:
    """The address the connection came from; behind a proxy the server puts the real one there."""
    return str(request.META.get("REMOTE_ADDR", ""))


def too_soon(request: HttpRequest, pace: Pace, at: datetime) -> datetime | None:
    """Counts this attempt; the moment to come back when there were too many, None when it may go on."""
    window = int(at.timestamp()) // pace.seconds
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{address_of(request)}".encode()).hexdigest()[:32]
    key = f"foia.pace:{pace.scope}:{window}:{digest}"
    cache.add(key, 0, pace.seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # the key expired between the two calls: a new window began
        return None
    if count <= pace.times:
        return None
    return datetime.fromtimestamp((window + 1) * pace.seconds, tz=UTC)
