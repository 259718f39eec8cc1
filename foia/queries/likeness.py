"""Which earlier requests and published answers are like a text: PostgreSQL proposes, likeness ranks and explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection

from foia.models import AccessRequest
from foia.rules.likeness import ACCESS, read
from pasocial.likeness import (
    Explanation,
    Reading,
    Statistics,
    Table,
    explain,
    rank,
    sought_in,
    statistics_of,
)

# Below this a suggestion is noise. A subject line and its own long letter are seldom above 0.30: docs/decisions/0010.
LEAST_SCORE = 0.20
# Candidates of each kind, ranked in process: each costs a reading of its words. Of those that say the question's own
# words, long letters that say them all and short texts that say little else; then those that say them otherwise.
SAYING, SAYING_ONLY, SAYING_OTHERWISE = 12, 20, 14
# Of which so many are looked through for requests of different topics.
RANKED = 16
# What tells a request apart comes before its end; its subject stands in front.
READ_CHARACTERS = 2000
KEPT_READINGS = 1000
# How many of the latest requests tell which words are rare in this office.
SAMPLE = 3000
# Of which a citizen's page reads at most, when nobody has counted yet: a tenth of a second, not two.
HASTY_SAMPLE = 150
# The number changes with what is kept: what a former release counted is not read as this one's.
STATISTICS_KEY = f"foia.likeness.words.2.{ACCESS.edition}"
STAMP_KEY = f"{STATISTICS_KEY}.stamp"
# Counted again every day by the office's timetable; kept longer, so that a missed turn never makes anyone wait.
STATISTICS_SECONDS = 7 * 24 * 3600
HASTY_SECONDS = 600
HASTY = "hasty:"
TELLING_TERMS = 14

TABLE = Table("foia_accessrequest", vector="search", at="received_at", configuration="public.pasocial_it")
CANDIDATES = """
SELECT request.id, request.subject, left(request.body, %(characters)s), member.topic_id
FROM chosen JOIN foia_accessrequest AS request USING (id)
LEFT JOIN foia_topicmembership AS member ON member.request_id = request.id
ORDER BY request.id DESC
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


def alike(request: AccessRequest, *, count: int = 5) -> list[Alike]:
    """The earlier topics most like this one, best first, each by its request most like this one.

    A request that nobody has put into a topic stands for itself; none for texts that say nothing of their own.
    """
    return alike_text(text_of(request.subject, request.body), count=count, own=request.pk, before=request)


def alike_text(
    text: str, *, count: int = 5, own: int = 0, before: AccessRequest | None = None
) -> list[Alike]:
    question = read(text)
    if question.bare:
        return []
    statistics = word_statistics()
    readings: dict[str, Reading] = {}
    topics: dict[str, int | None] = {}
    for pk, subject, body, topic in candidates(question, statistics, own=own, before=before):
        readings[str(pk)], topics[str(pk)] = reading_of(text_of(subject, body)), topic
    ranked = rank(question, sorted(readings.items()), statistics, best=max(count, RANKED))
    found = [ranked[place] for place in firsts_of_topics([topics[one.key] for one in ranked])[:count]]
    return [
        Alike(
            int(one.key),
            round(one.score, 4),
            plain(explain(question, readings[one.key], statistics)),
        )
        for one in found
        if one.score >= LEAST_SCORE
    ]


def firsts_of_topics(topics: Sequence[int | None]) -> list[int]:
    """Topics best first → the places of the best request of each; one without a topic stands for itself."""
    seen: set[int] = set()
    places = []
    for place, topic in enumerate(topics):
        if topic is None or topic not in seen:
            places.append(place)
        if topic is not None:
            seen.add(topic)
    return places


def candidates(
    question: Reading, statistics: Statistics, *, own: int, before: AccessRequest | None
) -> list[tuple[int, str, str, int | None]]:
    """Requests that say the question's words or others for them, by PostgreSQL's Italian full-text index: id, subject,
    beginning of the text, topic."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE.size_sql)
        sought = sought_in(question, statistics, rows=int(cursor.fetchone()[0]))
        if not sought.written:
            return []
        cursor.execute(
            TABLE.chosen_sql(sought, before=before is not None) + CANDIDATES,
            TABLE.values(sought)
            | {
                "own": own,
                "at": before.received_at if before else None,
                "saying": SAYING,
                "saying_only": SAYING_ONLY,
                "saying_otherwise": SAYING_OTHERWISE,
                "characters": READ_CHARACTERS,
            },
        )
        return list(cursor.fetchall())


@lru_cache(maxsize=KEPT_READINGS)
def reading_of(text: str) -> Reading:
    """Candidates come back again and again: what was read is kept, with the vectors rank leaves on it."""
    return read(text)


def or_query(question: Reading, statistics: Statistics) -> str:
    """The question's rarest words joined by OR, as to_tsquery takes them: for tables of few rows."""
    words: dict[str, float] = {}
    for one in question.telling:
        word = re.sub(r"[^\w]", "", one.word, flags=re.UNICODE)
        if word:
            words.setdefault(word, statistics.weight(one.stem))
    rarest = sorted(words, key=lambda word: (-words[word], word))[:TELLING_TERMS]
    return " | ".join(f"'{word}'" for word in rarest)


@dataclass
class _Held:
    """The statistics this process works with; rank keeps vectors as long as they are the same object."""

    stamp: str = ""
    statistics: Statistics = field(default_factory=Statistics)


_held = _Held()


def word_statistics(*, waiting: bool = False) -> Statistics:
    """In how many of the latest requests each word appears; counted once for all processes.

    `waiting`: somebody waits for a page. When nothing is counted yet a few requests must do, until a worker that meets
    them counts all.
    """
    stamp = cache.get(STAMP_KEY)
    hasty = stamp is not None and str(stamp).startswith(HASTY)
    if (
        stamp is None
        or (hasty and not waiting)
        or (stamp != _held.stamp and cache.get(STATISTICS_KEY) is None)
    ):
        refresh_statistics(hasty=waiting)
        stamp = cache.get(STAMP_KEY)
    if stamp is None or stamp != _held.stamp:
        known: tuple[Any, ...] = cache.get(STATISTICS_KEY) or ()
        _held.stamp, _held.statistics = str(stamp or ""), Statistics(*known)
    return _held.statistics


def are_counted() -> bool:
    """Whether the words of enough requests are counted already."""
    return not str(cache.get(STAMP_KEY) or HASTY).startswith(HASTY)


def refresh_statistics(*, hasty: bool = False) -> int:
    """Counts the words of the latest requests and tells how many those were."""
    sample = HASTY_SAMPLE if hasty else SAMPLE
    texts = AccessRequest.objects.order_by("-id").values_list("subject", "body")[:sample]
    counted = statistics_of(read(text_of(subject, body[:READ_CHARACTERS])) for subject, body in texts)
    kept = {feature: times for feature, times in counted.appearances.items() if times > 1}
    seconds = HASTY_SECONDS if hasty else STATISTICS_SECONDS
    cache.set(STATISTICS_KEY, (counted.texts, kept, dict(counted.holders), dict(counted.hidden)), seconds)
    cache.set(STAMP_KEY, f"{HASTY if hasty else ''}{uuid4().hex}", seconds)
    return counted.texts


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
