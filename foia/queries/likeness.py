"""Which earlier requests and published answers are like a text: PostgreSQL proposes, rules.likeness ranks and explains."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection

from foia.models import Request
from foia.rules.likeness import Explanation, Reading, Statistics, explain, rank, read, statistics_of

# Below this a suggestion is noise: measured on the labelled set, see docs/decisions/0010.
LEAST_SCORE = 0.30
# Ranked in process: each costs a reading of its words.
CANDIDATES = 40
# What tells a request apart comes before its end; its subject stands in front.
READ_CHARACTERS = 1000
# The rarest words are asked for while so few requests are expected to hold them: a common word would match a tenth of
# the table, and the cost of ranking would grow with it.
MATCHES = 2500
KEPT_READINGS = 1000
# How many of the latest requests tell which words are rare in this office.
SAMPLE = 3000
STATISTICS_KEY = "foia.likeness.statistics"
STAMP_KEY = "foia.likeness.statistics.stamp"
STATISTICS_SECONDS = 6 * 3600
TELLING_TERMS = 14

CANDIDATE_SQL = """
SELECT request.id, request.subject, left(request.body, %(characters)s)
FROM (
  SELECT id, ts_rank(search, query) AS nearness
  FROM foia_request, to_tsquery('public.pasocial_it', %(query)s) AS query
  WHERE search @@ query AND id <> %(own)s {before}
  ORDER BY nearness DESC, id DESC
  LIMIT %(limit)s
) AS best JOIN foia_request AS request USING (id)
ORDER BY best.nearness DESC, id DESC
"""
# The planner's own estimate: exact enough for a budget, and free.
ROWS_SQL = "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'public.foia_request'::regclass"


@dataclass(frozen=True)
class Alike:
    """One earlier request: its score from 0 to 1 and the reason as plain data (parts, warnings, terms)."""

    request_id: int
    score: float
    why: dict[str, Any]


def text_of(subject: str, body: str) -> str:
    """What is compared: the subject counts because it comes first and is short."""
    return f"{subject}\n{body}"


def alike(request: Request, *, count: int = 5) -> list[Alike]:
    """The earlier requests most like this one, best first; none for texts that say nothing of their own."""
    return alike_text(text_of(request.subject, request.body), count=count, own=request.pk, before=request)


def alike_text(text: str, *, count: int = 5, own: int = 0, before: Request | None = None) -> list[Alike]:
    question = read(text)
    if question.bare:
        return []
    statistics = word_statistics()
    readings = {
        str(pk): reading_of(text_of(subject, body))
        for pk, subject, body in candidates(question, statistics, own=own, before=before)
    }
    found = rank(question, sorted(readings.items()), statistics, best=count)
    return [
        Alike(
            int(one.request_id),
            round(one.score, 4),
            plain(explain(question, readings[one.request_id], statistics)),
        )
        for one in found
        if one.score >= LEAST_SCORE
    ]


def candidates(
    question: Reading, statistics: Statistics, *, own: int, before: Request | None
) -> list[tuple[int, str, str]]:
    """Requests that share a telling word, by PostgreSQL's Italian full-text index: id, subject, beginning of the text."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS_SQL)
        query = or_query(question, statistics, rows=int(cursor.fetchone()[0]))
        if not query:
            return []
        cursor.execute(
            CANDIDATE_SQL.format(
                before="AND (received_at, id) < (%(at)s, %(own)s)" if before is not None else ""
            ),
            {
                "query": query,
                "own": own,
                "at": before.received_at if before else None,
                "limit": CANDIDATES,
                "characters": READ_CHARACTERS,
            },
        )
        return cursor.fetchall()


@lru_cache(maxsize=KEPT_READINGS)
def reading_of(text: str) -> Reading:
    """Candidates come back again and again: what was read is kept, with the vectors rank leaves on it."""
    return read(text)


def or_query(question: Reading, statistics: Statistics, *, rows: int = 0) -> str:
    """The question's rarest words joined by OR, as to_tsquery takes them.

    With `rows`, the size of the table that will be asked, only as many as are expected to match MATCHES of them, and
    at least one.
    """
    words: dict[str, tuple[float, int]] = {}
    for term in question.terms:
        word = re.sub(r"[^\w]", "", term.word, flags=re.UNICODE)
        if word:
            words.setdefault(word, (statistics.weight(term.stem), statistics.appearances.get(term.stem, 0)))
    rarest = sorted(words, key=lambda word: (-words[word][0], word))[:TELLING_TERMS]
    taken: list[str] = []
    expected = 0.0
    for word in rarest:
        # A word the sample does not hold was seen less than once in it.
        expected += max(words[word][1], 0.5) / max(statistics.requests, 1) * rows
        if taken and expected > MATCHES:
            break
        taken.append(word)
    return " | ".join(f"'{word}'" for word in taken)


@dataclass
class _Held:
    """The statistics this process works with; rank keeps vectors as long as they are the same object."""

    stamp: str = ""
    statistics: Statistics = field(default_factory=Statistics)


_held = _Held()


def word_statistics() -> Statistics:
    """In how many of the latest requests each word appears; counted once for all processes, renewed after a few hours."""
    stamp = cache.get(STAMP_KEY)
    if stamp is None or (stamp != _held.stamp and cache.get(STATISTICS_KEY) is None):
        refresh_statistics()
        stamp = cache.get(STAMP_KEY)
    if stamp is None or stamp != _held.stamp:
        known: tuple[int, dict[str, int]] = cache.get(STATISTICS_KEY) or (0, {})
        _held.stamp, _held.statistics = str(stamp or ""), Statistics(known[0], known[1])
    return _held.statistics


def refresh_statistics() -> tuple[int, dict[str, int]]:
    texts = Request.objects.order_by("-id").values_list("subject", "body")[:SAMPLE]
    counted = statistics_of(read(text_of(subject, body[:READ_CHARACTERS])) for subject, body in texts)
    kept = {feature: times for feature, times in counted.appearances.items() if times > 1}
    cache.set(STATISTICS_KEY, (counted.requests, kept), STATISTICS_SECONDS)
    cache.set(STAMP_KEY, uuid4().hex, STATISTICS_SECONDS)
    return counted.requests, kept


def plain(explanation: Explanation) -> dict[str, Any]:
    """An explanation as JSON: codes with their values, and where the shared terms stand in both texts."""
    return {
        "parts": [[part.code, list(part.values)] for part in explanation.parts],
        "warnings": [[part.code, list(part.values)] for part in explanation.warnings],
        "terms": [
            [term.written, [list(span) for span in term.in_a], [list(span) for span in term.in_b]]
            for term in explanation.shared
        ],
    }
