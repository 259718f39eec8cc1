"""Asks for figures: what was asked in a year, how it was answered, and how long it took. Never about one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Avg, Count, Q, Value
from django.db.models.functions import Coalesce, NullIf

from foia.models import Fact, Rating, ReleaseItem, Request, Review
from foia.queries.deadlines import late, owed
from foia.rules.facts import FactKind
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.small_numbers import LEAST_SHOWN, one, suppressed


@dataclass(frozen=True)
class Figures:
    """One year. `None` is a number too small to be shown (1 to 4) or a share of too few cases.

    Days are calendar days from receipt to answer; shares go from 0 to 1.
    """

    year: int
    received: int
    per_month: Sequence[int | None]
    by_kind: Mapping[str, int | None]
    by_outcome: Mapping[str, int | None]
    by_ground: Mapping[str, int | None]
    answered: int | None
    still_open: int | None
    median_days: float | None
    slowest_tenth_days: int | None
    on_time_share: float | None
    with_parties: int | None
    reviews: int | None
    overturned_share: float | None
    ratings: int | None
    average_face: float | None


def figures(year: int) -> Figures:
    """The figures of the requests received in a year, safe to publish; five queries."""
    asked = Request.objects.filter(received_on__year=year, is_test=False)
    rows: list[Any] = list(
        asked.annotate(
            # What the office answered first, and in what time: a later decision is counted as an overturning.
            term=Coalesce("first_due_on", "due_on"),
            answer=Coalesce(NullIf("first_outcome", Value("")), "outcome"),
        ).values_list("pk", "kind", "received_on", "term", "answered_on", "answer", "closed_at")
    )
    outcomes = Counter(row[5] for row in rows if row[5])
    answered = [row for row in rows if row[4] is not None]
    days = sorted((row[4] - row[2]).days for row in answered)
    months = Counter(row[2].month for row in rows)
    grounds = Counter(
        dict(
            ReleaseItem.objects.filter(decision__state="sent", decision__request__in=asked)
            .exclude(ground="")
            .values_list("ground")
            .annotate(number=Count("decision__request", distinct=True))
        )
    )
    with_parties = (
        Fact.objects.filter(request__in=asked, kind=FactKind.PARTY_NOTICE_SENT)
        .values("request")
        .distinct()
        .count()
    )
    reviews = Review.objects.filter(request__in=asked).aggregate(
        asked=Count("pk"),
        decided=Count("pk", filter=~Q(outcome="")),
        overturned=Count("pk", filter=Q(outcome__in=("granted", "partly"))),
    )
    rated = Rating.objects.filter(request__in=asked).aggregate(number=Count("pk"), face=Avg("face"))
    enough = len(answered) >= LEAST_SHOWN
    return Figures(
        year=year,
        received=len(rows),
        per_month=[one(months[month]) for month in range(1, 13)],
        by_kind=suppressed({str(kind): sum(row[1] == kind for row in rows) for kind in AccessKind}),
        by_outcome=suppressed({str(outcome): outcomes[outcome] for outcome in Outcome}),
        by_ground=suppressed(dict(grounds), total_shown=False),
        answered=one(len(answered)),
        still_open=one(sum(row[4] is None and not row[5] and row[6] is None for row in rows)),
        median_days=float(median(days)) if enough else None,
        slowest_tenth_days=days[ceil(len(days) * 0.9) - 1] if enough else None,
        on_time_share=_share(sum(row[3] is None or row[4] <= row[3] for row in answered), len(answered)),
        with_parties=one(with_parties),
        reviews=one(reviews["asked"]),
        overturned_share=_share(reviews["overturned"], reviews["decided"]),
        ratings=one(rated["number"]),
        average_face=round(float(rated["face"]), 2) if rated["number"] >= LEAST_SHOWN else None,
    )


# One look at the index for each year, whatever the year holds.
YEARS_SQL = """
SELECT year FROM generate_series(
  (SELECT extract(year FROM min(received_on))::int FROM foia_request WHERE NOT is_test),
  (SELECT extract(year FROM max(received_on))::int FROM foia_request WHERE NOT is_test)
) AS year
WHERE EXISTS (
  SELECT 1 FROM foia_request
  WHERE NOT is_test AND received_on >= make_date(year, 1, 1) AND received_on < make_date(year + 1, 1, 1)
)
ORDER BY year DESC
"""


def years() -> list[int]:
    """The years in which something was asked, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(YEARS_SQL)
        return [int(year) for (year,) in cursor.fetchall()]


def pace(today: date) -> dict[str, Any]:
    """How the desk stands today, for members: owed, late, nearest due day. Nothing is hidden from them."""
    nearest = owed().filter(due_on__gte=today).values_list("due_on", flat=True).first()
    return {"owed": owed().count(), "late": late(today).count(), "next_due_on": nearest}


def late_answers(year: int) -> int:
    """Answers of a year that left after their due day: the RPCT reports them when they repeat (C2 §5.2)."""
    return Request.objects.filter(
        is_test=False, answered_on__year=year, answered_on__gt=Coalesce("first_due_on", "due_on")
    ).count()


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole >= LEAST_SHOWN else None
