"""One topic, with what staff need to decide on it, and others that may be the same."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    Count,
    F,
    QuerySet,
    Sum,
)
from django.db.models.functions import TruncMonth

from foia.models import (
    AnswerPage,
    AvoidedRequest,
    Topic,
    TopicAct,
    TopicMembership,
)
from foia.queries.topics.members import members_of
from pasocial.office.record.settings_store import queries as settings_store


@dataclass(frozen=True)
class TopicView:
    """One topic with what staff need to decide: eight queries, whatever its size (requests come a page at a time)."""

    topic: Topic
    memberships: QuerySet[TopicMembership]
    changes: list[Any]
    last_act: TopicAct | None
    pages: list[AnswerPage]
    avoided: int
    hours_saved: float
    told: int
    months: list[tuple[date, int]]


def every_topic() -> QuerySet[Topic]:
    """Each with who decided on it and what it was merged into; also those the board no longer shows."""
    return Topic.objects.defer("search").select_related("chosen_by", "merged_into")


def topic(topic_id: int) -> TopicView:
    """Raises Topic.DoesNotExist."""
    return view_of(every_topic().get(pk=topic_id))


def view_of(found: Topic) -> TopicView:
    avoided = AvoidedRequest.objects.filter(topic=found).aggregate(total=Sum("chosen"))["total"] or 0
    months = (
        TopicMembership.objects.filter(topic=found)
        .annotate(month=TruncMonth("asked_on"))
        .values_list("month")
        .annotate(n=Count("id"))
        .order_by("month")
    )
    return TopicView(
        topic=found,
        memberships=members_of(found.pk),
        changes=list(found.changes.order_by("-id")[:50]),
        last_act=found.acts.filter(undone_at__isnull=True)
        .select_related("done_by", "other")
        .order_by("-id")
        .first(),
        pages=list(AnswerPage.objects.filter(topic=found).order_by("-id")[:5]),
        avoided=avoided,
        hours_saved=avoided * float(settings_store.value("hours_saved_per_avoided_request")),
        told=found.followers.count(),
        months=[(month, n) for month, n in months],
    )


def find_topic(topic_id: int) -> Topic | None:
    return Topic.objects.defer("search").filter(pk=topic_id).first()


def similar_topics(title: str, *, but: int, limit: int = 8) -> QuerySet[Topic]:
    """Topics whose words overlap: where a merge may be right."""
    words = re.findall(r"\w{3,}", title)
    if not words:
        return Topic.objects.none()
    query = SearchQuery(" | ".join(words), config="pasocial_it", search_type="raw")
    return (
        Topic.objects.filter(search=query, merged_into__isnull=True)
        .exclude(pk=but)
        .defer("search")
        .annotate(likeness=SearchRank(F("search"), query))
        .order_by("-likeness", "id")[:limit]
    )


def asked_last(*, but: Collection[int], limit: int = 40) -> QuerySet[Topic]:
    """Living topics, those asked last first."""
    living = Topic.objects.filter(merged_into=None).exclude(pk__in=but).defer("search")
    return living.order_by("-last_asked_on", "-pk")[:limit]
