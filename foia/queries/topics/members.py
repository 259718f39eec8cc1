"""Which requests a topic has, and which a number means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import (
    QuerySet,
)

from foia.models import (
    AccessRequest,
    TopicMembership,
)


def members_of(topic_id: int) -> QuerySet[TopicMembership]:
    """Its requests, those received last first."""
    return (
        TopicMembership.objects.filter(topic_id=topic_id)
        .select_related("request", "request__applicant", "confirmed_by")
        .defer("request__search", "request__body")
        .order_by("-asked_on", "-id")
    )


def members_among(topic_id: int, requests: QuerySet[AccessRequest]) -> QuerySet[TopicMembership]:
    """Those of its requests that are among these."""
    return members_of(topic_id).filter(request__in=requests)


def ids_of_numbers(numbers: Iterable[str]) -> dict[str, int]:
    """The request of each number written as 2026/0000012, or shorter; one that is nobody's is left out."""
    wanted = {}
    for number in numbers:
        if found := re.fullmatch(r"([0-9]{4})/([0-9]{1,9})", number):
            wanted[number] = (int(found[1]), int(found[2]))
    rows = AccessRequest.objects.filter(
        year__in={year for year, _sequence in wanted.values()},
        sequence__in={sequence for _year, sequence in wanted.values()},
    )
    known = {(year, sequence): pk for year, sequence, pk in rows.values_list("year", "sequence", "pk")}
    return {number: known[pair] for number, pair in wanted.items() if pair in known}
