"""How recurring topics go: what rises, what is public, what that spared. Figures only, nothing about who asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from foia.models import AvoidedRequest, Topic, TopicMembership
from foia.queries import topics
from pasocial.office.record.settings_store import queries as settings_store

MONTHS = 12


@dataclass(frozen=True)
class Trend:
    """The last twelve months; `hours` is avoided requests × the coordinator's estimate."""

    waiting: int
    observed: int
    rising: tuple[topics.Pace, ...]
    published: tuple[dict[str, Any], ...]
    avoided: int
    hours: float
    hours_each: float
    asked_by_month: tuple[tuple[date, int], ...]
    flagged_by_month: tuple[tuple[date, int], ...]
    avoided_by_month: tuple[tuple[date, int], ...]


def trend(today: date) -> Trend:
    """Nine queries, whatever the number of topics."""
    months = months_until(today)
    living = Topic.objects.filter(merged_into__isnull=True)
    hours_each = float(settings_store.value("hours_saved_per_avoided_request"))
    avoided = AvoidedRequest.objects.aggregate(total=Sum("chosen"))["total"] or 0
    return Trend(
        waiting=topics.topics_to_choose().count(),
        observed=living.filter(flag=Topic.Flag.SOFT, choice="").count(),
        rising=tuple(topics.rising(today)),
        published=tuple(topics.published_with_savings()),
        avoided=avoided,
        hours=avoided * hours_each,
        hours_each=hours_each,
        asked_by_month=_filled(
            months,
            _by_month(TopicMembership.objects.filter(asked_on__gte=months[0]), "asked_on", Count("id")),
        ),
        flagged_by_month=_filled(
            months, _by_month(living.filter(hard_on__gte=months[0]), "hard_on", Count("id"))
        ),
        avoided_by_month=_filled(
            months, _by_month(AvoidedRequest.objects.filter(day__gte=months[0]), "day", Sum("chosen"))
        ),
    )


def months_until(today: date, count: int = MONTHS) -> list[date]:
    """First days of the last `count` months, this one included, oldest first."""
    place = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(place - count + 1, place + 1)]


def _by_month(rows: QuerySet[Any], field: str, number: Any) -> Iterable[tuple[date, int]]:
    return (
        rows.annotate(month=TruncMonth(field))
        .order_by()
        .values("month")
        .annotate(n=number)
        .values_list("month", "n")
    )


def _filled(months: list[date], rows: Iterable[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    """A month in which nothing happened is a zero, not a gap."""
    known = dict(rows)
    return tuple((month, known.get(month) or 0) for month in months)
