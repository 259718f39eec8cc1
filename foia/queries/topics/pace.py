"""How fast a topic comes near the flag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Count,
    Q,
)

from foia.models import (
    Topic,
)
from pasocial.office.record.settings_store import queries as settings_store


@dataclass(frozen=True)
class Pace:
    """A topic on its way: requests of the last ninety days, and months to the flag if people go on asking so."""

    topic: Topic
    recent: int
    months_to_flag: float | None


def rising(today: date, *, limit: int = 10) -> list[Pace]:
    """Topics without a flag that were asked most in the last ninety days.

    The pace is of different persons, as the flag counts them: one who insists does not bring it nearer.
    """
    since = today - timedelta(days=90)
    threshold = int(settings_store.value("recurrence_threshold"))
    lately = Q(memberships__counts=True, memberships__asked_on__gte=since)
    topics = (
        Topic.objects.filter(merged_into__isnull=True, choice="", last_asked_on__gte=since)
        .exclude(flag=Topic.Flag.HARD)
        .defer("search")
        .annotate(
            recent=Count("memberships", filter=lately),
            newcomers=Count(
                "memberships__person", filter=lately & Q(memberships__proven=True), distinct=True
            ),
        )
        .filter(recent__gte=2)
        .order_by("-newcomers", "-recent", "-persons_in_window", "id")[:limit]
    )
    paces = []
    for one in topics:
        missing = max(threshold - one.persons_in_window, 0)
        months = round(missing / (one.newcomers / 3), 1) if missing and one.newcomers else None
        paces.append(Pace(one, one.recent, months))
    return paces
