"""Asks for figures: what was asked in a year, how it was answered, and how long it took. Never about one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.db import connection
from django.db.models import Avg, Count, Q
from django.db.models.functions import Coalesce

from foia.models import AccessRequest, Rating, RecordedFact, ReleaseItem, Review
from foia.queries.deadlines import late, owed
from foia.rules.appeals import ENDED, WON
from foia.rules.facts import FactKind
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.small_numbers import LEAST_SHOWN, one, suppressed
from pasocial.page_cache import while_unchanged


@dataclass(frozen=True)
class Figures:
    """One year. `None` is a number too small to be shown (1 to 4) or a share of too few cases.

    How many came in a month is always told: the register shows each with its day, and the number is about nobody.

    Days are calendar days from receipt to answer; shares go from 0 to 1.
    """

    year: int
    received: int
    per_month: Sequence[int]
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
    # With a value for want of a better one: figures kept by the program of yesterday do not have them.
    appeals: int | None = None
    appeals_won_share: float | None = None


def figures(year: int) -> Figures:
    """The figures of the requests received in a year, safe to publish; six queries, none while nothing changes."""
    found: Figures = while_unchanged("foia.figures", f"foia.figures.{year}", lambda: _figures(year))
    return found


# The year in the five ways it is told, in one reading. What the office answered first counts, and in what time: a later
# decision is counted as an overturning, by a review or by a ruling. A row of days stands for all answers that took as many.
ASKED_SQL = """
SELECT GROUPING(kind, month, answer, days), kind, month, answer, days, count(*), count(*) FILTER (WHERE on_time),
       count(*) FILTER (WHERE is_open)
  FROM (
    SELECT kind, extract(month FROM received_on)::int AS month, answered_on - received_on AS days,
           coalesce(nullif(first_outcome, ''), outcome) AS answer,
           answered_on <= coalesce(first_due_on, due_on, answered_on) AS on_time,
           answered_on IS NULL AND closed_at IS NULL AND coalesce(nullif(first_outcome, ''), outcome) = '' AS is_open
      FROM foia_accessrequest
     WHERE NOT is_test AND received_on >= make_date(%(year)s, 1, 1) AND received_on < make_date(%(year)s + 1, 1, 1)
  ) AS asked
 GROUP BY GROUPING SETS ((kind), (month), (answer), (days), ())
"""
# What GROUPING says of a row: which columns were summed over.
BY_KIND, BY_MONTH, BY_ANSWER, BY_DAYS, ALL = 0b0111, 0b1011, 0b1101, 0b1110, 0b1111


def _figures(year: int) -> Figures:
    with connection.cursor() as cursor:
        cursor.execute(ASKED_SQL, {"year": year})
        rows = cursor.fetchall()
    kinds = Counter({row[1]: row[5] for row in rows if row[0] == BY_KIND})
    months = Counter({row[2]: row[5] for row in rows if row[0] == BY_MONTH})
    outcomes = Counter({row[3]: row[5] for row in rows if row[0] == BY_ANSWER and row[3]})
    days = sorted((row[4], row[5]) for row in rows if row[0] == BY_DAYS and row[4] is not None)
    _all, _kind, _month, _answer, _days, received, on_time, still_open = next(
        row for row in rows if row[0] == ALL
    )
    answered = sum(number for _length, number in days)
    asked = AccessRequest.objects.filter(received_on__year=year, is_test=False)
    grounds = Counter(
        dict(
            ReleaseItem.objects.filter(decision__state="sent", decision__request__in=asked)
            .exclude(ground="")
            .values_list("ground")
            .annotate(number=Count("decision__request", distinct=True))
        )
    )
    with_parties = (
        RecordedFact.objects.filter(request__in=asked, kind=FactKind.PARTY_NOTICE_SENT, voided_by=None)
        .values("request")
        .distinct()
        .count()
    )
    reviews = Review.objects.filter(request__in=asked).aggregate(
        asked=Count("pk"),
        decided=Count("pk", filter=~Q(outcome="")),
        overturned=Count("pk", filter=Q(outcome__in=("granted", "partly"))),
    )
    # How the ombudsman and the court decided: won, the case was decided again; lost, the decision stood.
    appeals = RecordedFact.objects.filter(request__in=asked, kind__in=ENDED, voided_by=None).aggregate(
        ended=Count("pk"), won=Count("pk", filter=Q(kind__in=WON))
    )
    rated = Rating.objects.filter(request__in=asked).aggregate(number=Count("pk"), face=Avg("face"))
    enough = answered >= LEAST_SHOWN
    return Figures(
        year=year,
        received=received,
        per_month=[months[month] for month in range(1, 13)],
        by_kind=suppressed({str(kind): kinds[kind] for kind in AccessKind}),
        by_outcome=suppressed({str(outcome): outcomes[outcome] for outcome in Outcome}),
        by_ground=suppressed(dict(grounds), total_shown=False),
        answered=one(answered),
        still_open=one(still_open),
        median_days=(_nth(days, (answered - 1) // 2) + _nth(days, answered // 2)) / 2 if enough else None,
        slowest_tenth_days=_nth(days, ceil(answered * 0.9) - 1) if enough else None,
        on_time_share=_share(on_time, answered),
        with_parties=one(with_parties),
        reviews=one(reviews["asked"]),
        overturned_share=_share(reviews["overturned"], reviews["decided"]),
        appeals=one(appeals["ended"]),
        appeals_won_share=_share(appeals["won"], appeals["ended"]),
        ratings=one(rated["number"]),
        average_face=round(float(rated["face"]), 2) if rated["number"] >= LEAST_SHOWN else None,
    )


def _nth(lengths: Sequence[tuple[int, int]], place: int) -> int:
    """The value at a place (from 0) of a sorted list told as pairs of value and how often it comes."""
    for value, number in lengths:
        place -= number
        if place < 0:
            return value
    raise IndexError(place)


# One look at the index for each year, whatever the year holds.
YEARS_SQL = """
SELECT year FROM generate_series(
  (SELECT extract(year FROM min(received_on))::int FROM foia_accessrequest WHERE NOT is_test),
  (SELECT extract(year FROM max(received_on))::int FROM foia_accessrequest WHERE NOT is_test)
) AS year
WHERE EXISTS (
  SELECT 1 FROM foia_accessrequest
  WHERE NOT is_test AND received_on >= make_date(year, 1, 1) AND received_on < make_date(year + 1, 1, 1)
)
ORDER BY year DESC
"""


def years() -> list[int]:
    """The years in which something was asked, newest first."""
    known: list[int] = while_unchanged("foia.figures", "foia.years", _years)
    return known


def _years() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(YEARS_SQL)
        return [int(year) for (year,) in cursor.fetchall()]


def pace(today: date) -> dict[str, Any]:
    """How the desk stands today, for members: owed, late, nearest due day. Nothing is hidden from them."""
    nearest = owed().filter(due_on__gte=today).values_list("due_on", flat=True).first()
    return {"owed": owed().count(), "late": late(today).count(), "next_due_on": nearest}


def overdue(year: int, today: date) -> int:
    """Requests of a year still without an answer after their due day: no share of answers tells of them."""
    found = late(today).filter(received_on__year=year)
    number: int = while_unchanged("foia.figures", f"foia.overdue.{year}.{today}", found.count)
    return number


def late_answers(year: int) -> int:
    """Answers of a year that left after their due day: the RPCT reports them when they repeat (C2 §5.2)."""
    found = AccessRequest.objects.filter(
        is_test=False, answered_on__year=year, answered_on__gt=Coalesce("first_due_on", "due_on")
    )
    number: int = while_unchanged("foia.figures", f"foia.late.{year}", found.count)
    return number


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole >= LEAST_SHOWN else None
