"""Who asked a topic and through which days that keeps counting: one row for each stretch, not for each request.

Part of other operations: it writes these rows only. What one request changes costs a few index reads, however large the
topic; what many change costs as much as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from foia.models import Topic, TopicAsker, TopicMembership
from foia.rules.recurrence import (
    Stretch,
    closing_of,
    opening_of,
    stretch_without,
    stretches_with,
)

# Above this many memberships the stretches of their askers are drawn again in one statement.
FEW = 20
# Rows read at a time: before a flag three persons count in a year, so the first page nearly always decides.
PAGE = 24

Name = tuple[str, str]  # kind and key of a row

# Days of one asker more than a calendar year apart begin another stretch (rules.recurrence.stretches.reaches).
DRAW = """
WITH asked AS (
  SELECT DISTINCT who.kind, who.key, m.asked_on
  FROM foia_topicmembership m
  CROSS JOIN LATERAL (VALUES
    (CASE WHEN m.proven THEN 'person' ELSE 'unproven' END, m.person, m.person = ANY(%(persons)s)),
    (CASE WHEN m.proven THEN 'subject' END,
     CASE WHEN m.organisation_key <> '' AND m.organisation_confirmed
          THEN 'organisation|' || m.organisation_key ELSE 'person|' || m.person END,
     CASE WHEN m.organisation_key <> '' AND m.organisation_confirmed
          THEN m.organisation_key = ANY(%(organisations)s) ELSE m.person = ANY(%(persons)s) END)
  ) AS who(kind, key, wanted)
  WHERE m.topic_id = %(topic)s AND m.counts AND who.kind IS NOT NULL AND (%(all)s OR who.wanted)
    AND (%(all)s OR m.person = ANY(%(persons)s) OR m.organisation_key = ANY(%(organisations)s))
), begun AS (
  SELECT *, CASE WHEN asked_on <= (lag(asked_on) OVER one + interval '1 year')::date THEN 0 ELSE 1 END AS begins
  FROM asked WINDOW one AS (PARTITION BY kind, key ORDER BY asked_on)
), numbered AS (
  SELECT *, sum(begins) OVER (PARTITION BY kind, key ORDER BY asked_on) AS number FROM begun
)
INSERT INTO foia_topicasker (topic_id, kind, key, first_on, last_on)
SELECT %(topic)s, kind, key, min(asked_on), max(asked_on) FROM numbered GROUP BY kind, key, number
"""


@dataclass(frozen=True)
class Changed:
    """What a change touched beside the memberships that arrived or left: days, persons, organisations."""

    days: frozenset[date] = frozenset()
    persons: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.days or self.persons or self.organisations)

    def __or__(self, other: Changed) -> Changed:
        return Changed(
            self.days | other.days, self.persons | other.persons, self.organisations | other.organisations
        )


NOTHING = Changed()


def names_of(one: TopicMembership) -> list[Name]:
    """The rows that an asking is part of; none when the law leaves it out."""
    if not one.counts:
        return []
    if not one.proven:
        return [("unproven", one.person)]
    body = one.organisation_key if one.organisation_confirmed else ""
    return [
        ("person", one.person),
        ("subject", f"organisation|{body}" if body else f"person|{one.person}"),
    ]


def arrived(topic: Topic, memberships: Sequence[TopicMembership]) -> None:
    """After these memberships were written."""
    days: dict[Name, list[date]] = {}
    for one in memberships:
        for name in names_of(one):
            days.setdefault(name, []).append(one.asked_on)
    if not days:
        return
    known: dict[Name, list[TopicAsker]] = {}
    near = Q()
    for kind in {name[0] for name in days}:
        near |= Q(kind=kind, key__in=[key for each, key in days if each == kind])
    every = [day for group in days.values() for day in group]
    for row in TopicAsker.objects.filter(
        near, topic=topic, first_on__lte=closing_of(max(every)), last_on__gte=opening_of(min(every))
    ):
        known.setdefault((row.kind, row.key), []).append(row)
    gone: list[int] = []
    fresh: list[TopicAsker] = []
    for name, asked in days.items():
        mine = known.get(name, [])
        kept, lost = _difference(topic, name, mine, stretches_with(map(_stretch, mine), asked))
        fresh += kept
        gone += lost
    _write(gone, fresh)


def left(topic: Topic, memberships: Sequence[TopicMembership]) -> None:
    """After these memberships, as they were, are no longer there (deleted, or written with other values)."""
    if len(memberships) > FEW:
        draw_again(
            topic,
            persons={one.person for one in memberships},
            organisations={one.organisation_key for one in memberships if one.organisation_key},
        )
        return
    for one in memberships:
        for name in names_of(one):
            _leave(topic, name, one.asked_on)


def _leave(topic: Topic, name: Name, day: date) -> None:
    kind, key = name
    row = TopicAsker.objects.filter(
        topic=topic, kind=kind, key=key, first_on__lte=day, last_on__gte=day
    ).first()
    if row is None:
        return
    days = _asked_by(topic, name)
    before = days.filter(asked_on__lte=day).order_by("-asked_on").values_list("asked_on", flat=True).first()
    if before == day:
        return
    after = days.filter(asked_on__gt=day).order_by("asked_on").values_list("asked_on", flat=True).first()
    fresh, gone = _difference(topic, name, [row], stretch_without(_stretch(row), day, before, after))
    _write(gone, fresh)


def _asked_by(topic: Topic, name: Name) -> QuerySet[TopicMembership]:
    kind, key = name
    rows = TopicMembership.objects.filter(topic=topic, counts=True)
    if kind != "subject":
        return rows.filter(person=key, proven=kind == "person")
    what, _bar, who = key.partition("|")
    if what == "organisation":
        return rows.filter(organisation_key=who, organisation_confirmed=True, proven=True)
    return rows.filter(Q(organisation_key="") | Q(organisation_confirmed=False), person=who, proven=True)


def draw_again(topic: Topic, *, persons: Iterable[str], organisations: Iterable[str] = ()) -> None:
    """The stretches of these persons and organisations from their memberships: reads theirs, nobody else's."""
    who, bodies = sorted(set(persons)), sorted(set(organisations))
    TopicAsker.objects.filter(
        Q(kind__in=("person", "unproven"), key__in=who)
        | Q(
            kind="subject",
            key__in=[*(f"person|{one}" for one in who), *(f"organisation|{one}" for one in bodies)],
        ),
        topic=topic,
    ).delete()
    _draw(topic, all=False, persons=who, organisations=bodies)


def draw_all(topic: Topic) -> None:
    """Every stretch of a topic from its memberships, in one statement."""
    TopicAsker.objects.filter(topic=topic).delete()
    _draw(topic, all=True, persons=[], organisations=[])


def _draw(topic: Topic, **given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DRAW, {"topic": topic.pk, **given})


def _stretch(row: TopicAsker) -> Stretch:
    return Stretch(row.first_on, row.last_on)


def _difference(
    topic: Topic, name: Name, rows: Sequence[TopicAsker], wanted: Sequence[Stretch]
) -> tuple[list[TopicAsker], list[int]]:
    """Rows to write and ids of rows to take away, so that `rows` become `wanted`."""
    there = {_stretch(row): row.pk for row in rows}
    fresh = [TopicAsker(topic=topic, kind=name[0], key=name[1], first_on=one.first_on, last_on=one.last_on)
             for one in wanted if one not in there]  # fmt: skip
    return fresh, [pk for one, pk in there.items() if one not in wanted]


def _write(gone: Sequence[int], fresh: Sequence[TopicAsker]) -> None:
    if gone:
        TopicAsker.objects.filter(pk__in=gone).delete()
    if fresh:
        TopicAsker.objects.bulk_create(fresh)


class TopicBook:
    """A topic as `rules.recurrence` reads it: a page of rows at a time, only as far as the count goes."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic

    def stretches(self, kind: str, since: date, until: date | None) -> Iterator[Stretch]:
        rows = TopicAsker.objects.filter(topic=self._topic, kind=kind, last_on__gte=since)
        if until is not None:
            rows = rows.filter(first_on__lte=until)
        for first_on, _pk, last_on in _paged(rows, "first_on", "last_on"):
            yield Stretch(first_on, last_on)

    def days(self, since: date, until: date | None) -> Iterator[date]:
        rows = self._counted().filter(asked_on__gte=since)
        if until is not None:
            rows = rows.filter(asked_on__lte=until)
        for asked_on, _pk in _paged(rows, "asked_on"):
            yield asked_on

    def days_before(self, day: date, most: int) -> list[date]:
        rows = self._counted().filter(asked_on__lt=day).order_by("-asked_on")
        return list(rows.values_list("asked_on", flat=True)[:most])

    def _counted(self) -> QuerySet[TopicMembership]:
        return TopicMembership.objects.filter(topic=self._topic, counts=True)


def _paged(rows: QuerySet[Any], by: str, *more: str) -> Iterator[tuple[Any, ...]]:
    """Rows in order of `by`, PAGE at a time, each page found by its index."""
    after = Q()
    while True:
        page = list(rows.filter(after).order_by(by, "id").values_list(by, "id", *more)[:PAGE])
        yield from page
        if len(page) < PAGE:
            return
        day, pk = page[-1][:2]
        after = Q(**{f"{by}__gte": day}) & (Q(**{f"{by}__gt": day}) | Q(id__gt=pk))
