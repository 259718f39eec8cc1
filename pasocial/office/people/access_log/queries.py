"""Asks who opened what: by the things in which a person's data stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from pasocial.office.people.access_log.models import AccessRecord


def openings_of(
    things: Collection[str], *, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[AccessRecord]:
    """Every opening of these things, the latest first."""
    found = AccessRecord.objects.filter(about__in=things)
    if since is not None:
        found = found.filter(opened_at__gte=since)
    if until is not None:
        found = found.filter(opened_at__lt=until)
    return found.order_by("-opened_at", "-pk")
