"""Which earlier requests and published answers are like a text: PostgreSQL proposes, rules.likeness ranks and explains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection

from foia.models import Request
from foia.rules.likeness import Explanation, Reading, Statistics, explain, rank, read, statistics_of

# Below this a suggestion is noise: measured on the labelled set, see docs/decisions/0010.
LEAST_SCORE = 0.30
CANDIDATES = 150
# How many of the latest requests tell which words are rare in this office.
SAMPLE = 3000
STATISTICS_KEY = "foia.likeness.statistics"
STATISTICS_SECONDS = 6 * 3600
TELLING_TERMS = 14

CANDIDATE_SQL = """
SELECT id FROM foia_request
WHERE search @@ to_tsquery('public.pasocial_it', %(query)s) AND id <> %(own)s {before}
ORDER BY ts_rank(search, to_tsquery('public.pasocial_it', %(query)s)) DESC, id DESC
LIMIT %(limit)s
"""


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
    rows = {
        row["id"]: row
        for row in Request.objects.filter(
            pk__in=candidate_ids(question, statistics, own=own, before=before)
        ).values("id", "subject", "body")
    }
    readings = {str(pk): read(text_of(row["subject"], row["body"])) for pk, row in rows.items()}
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


def candidate_ids(
    question: Reading, statistics: Statistics, *, own: int, before: Request | None
) -> list[int]:
    """Requests that share a telling word, by PostgreSQL's Italian full-text index."""
    query = or_query(question, statistics)
    if not query:
        return []
    earlier = "AND (received_at, id) < (%(at)s, %(own)s)" if before is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            CANDIDATE_SQL.format(before=earlier),
            {"query": query, "own": own, "at": before.received_at if before else None, "limit": CANDIDATES},
        )
        return [row[0] for row in cursor.fetchall()]


def or_query(question: Reading, statistics: Statistics) -> str:
    """The question's rarest words joined by OR, as to_tsquery takes them."""
    words: dict[str, float] = {}
    for term in question.terms:
        word = re.sub(r"[^\w]", "", term.word, flags=re.UNICODE)
        if word:
            words.setdefault(word, statistics.weight(term.stem))
    rarest = sorted(words, key=lambda word: (-words[word], word))[:TELLING_TERMS]
    return " | ".join(f"'{word}'" for word in rarest)


def word_statistics() -> Statistics:
    """In how many of the latest requests each word appears; kept in the cache for a few hours."""
    known = cache.get(STATISTICS_KEY)
    if known is None:
        known = refresh_statistics()
    return Statistics(known[0], known[1])


def refresh_statistics() -> tuple[int, dict[str, int]]:
    texts = Request.objects.order_by("-id").values_list("subject", "body")[:SAMPLE]
    counted = statistics_of(read(text_of(subject, body[:4000])) for subject, body in texts)
    kept = {feature: times for feature, times in counted.appearances.items() if times > 1}
    cache.set(STATISTICS_KEY, (counted.requests, kept), STATISTICS_SECONDS)
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
