"""How often one address may do something in the portal."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from pasocial.rate_limit import RateLimit, count

FILING = RateLimit("foia.filing", 10, 3600)
DRAFTING = RateLimit("foia.drafting", 40, 3600)
UPLOADING = RateLimit("foia.uploading", 60, 3600)
LINK_BY_MAIL = RateLimit("foia.link", 4, 3600)
WRITING = RateLimit("foia.writing", 20, 3600)
SUGGESTING = RateLimit("foia.suggesting", 300, 600)
ENTERING = RateLimit("foia.entering", 20, 900)
CHOOSING = RateLimit("foia.choosing", 10, 3600)


def address_of(request: HttpRequest) -> str:
    """The address the connection came from; behind a proxy the server puts the real one there."""
    return str(request.META.get("REMOTE_ADDR", ""))


def too_soon(request: HttpRequest, limit: RateLimit, at: datetime) -> datetime | None:
    """Counts this attempt; the moment to come back when there were too many, None when it may go on."""
    reading = count(limit, f"address:{address_of(request)}", at)
    return reading.ends_at if reading.over else None
