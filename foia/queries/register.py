"""The public register: only approved lines, and of each only what a person wrote for the public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext

from foia.models import AccessRequest, RegisterEntry
from foia.queries.public_files import Document, documents_of
from foia.queries.spelling import probably
from foia.rules.outcomes.endings import Outcome
from foia.rules.register import register_wording
from pasocial.cleaning import searched, whole_number
from pasocial.likeness import Reading, Statistics, sought_in
from pasocial.likeness.asking_database import MOST_WORDS
from pasocial.office.screens.lists.search import speaking_of, stems
from pasocial.page_cache import while_unchanged

OUTCOME_GROUPS = {
    "granted": (Outcome.GRANTED,),
    "partial_refusal": (Outcome.PARTLY_GRANTED, Outcome.DEFERRED),
    "full_refusal": (Outcome.REFUSED, Outcome.INADMISSIBLE, Outcome.UNRECEIVABLE),
    "no_decision": (Outcome.TRANSFERRED, Outcome.WITHDRAWN),
}
FACETS_SECONDS = 3600
MOST_RANKED = 1_000
MOST_COUNTED = 10_000
CHUNK = 500


@dataclass(frozen=True)
class RegisterFilters:
    """What a reader asked for; anything that is no choice of ours is ignored."""

    words: str = ""
    kind: str = ""
    outcome: str = ""
    year: int | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> RegisterFilters:
        return cls(
            words=searched(query.get("q")),
            kind=_one_of(query.get("tipo", query.get("kind", "")), AccessRequest.Kind.values),
            outcome=_one_of(query.get("esito", query.get("outcome", "")), OUTCOME_GROUPS),
            year=whole_number(query.get("anno", query.get("year")), 1990, 2200),
        )


def _one_of(value: Any, known: Any) -> str:
    return str(value) if value in known else ""


def approved() -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(state=RegisterEntry.State.APPROVED).defer("search")


def entries(filters: RegisterFilters, *, ranked: bool = True) -> QuerySet[RegisterEntry]:
    """Approved lines, newest decision first; with words and `ranked`, best match first."""
    found = approved()
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.outcome:
        found = found.filter(outcome__in=[str(one.value) for one in OUTCOME_GROUPS[filters.outcome]])
    if filters.year:
        found = found.filter(
            decided_on__gte=date(filters.year, 1, 1), decided_on__lt=date(filters.year + 1, 1, 1)
        )
    if filters.words:
        query = SearchQuery(filters.words, config="pasocial_it", search_type="websearch")
        found = found.filter(search=query)
        if ranked:
            return found.annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "-id")
    return found.order_by("-decided_on", "-id")


def nearly(filters: RegisterFilters) -> QuerySet[RegisterEntry] | None:
    """For a search that found nothing: lines that hold words spelt nearly so, newest first; None when there are none."""
    meant = probably(filters.words) if filters.words else None
    if meant is None:
        return None
    found = entries(replace(filters, words=""), ranked=False).filter(search=meant)[:MOST_RANKED]
    return found if found.exists() else None


def entry(slug: str) -> RegisterEntry | None:
    return approved().filter(slug=slug).first()


def line_by_id(pk: int) -> RegisterEntry | None:
    """A line of the public register."""
    return approved().filter(pk=pk).first()


def latest_lines(most: int) -> list[RegisterEntry]:
    """What entered the public register last, the newest first."""
    return list(approved().order_by("-approved_at", "-id")[:most])


def names_behind(entry: RegisterEntry) -> list[str]:
    """The applicant, her organisation and the third parties, whom the public words must not name; as prefetched."""
    applicant = entry.request.applicant
    parties = entry.request.parties.all()
    return [one for one in (applicant.name, applicant.organisation, *(each.name for each in parties)) if one]


def queue(*, state: str, words: str = "") -> QuerySet[RegisterEntry]:
    """Lines in one state, as staff see them. Those that wait are few, and are also found by the words of their
    request and by words written nearly so; the others by stems, however many there are."""
    found = RegisterEntry.objects.filter(state=state).select_related("request", "request__applicant")
    found = found.defer("search", "request__search", "request__body").prefetch_related("request__parties")
    if words and state == RegisterEntry.State.PROPOSED:
        return speaking_of(found, words, vector="request__search", title="request__subject")
    return found.filter(search=stems(words)) if words else found


def queue_counts() -> dict[str, int]:
    """How many lines are in each state: the waiting and the hidden by their index, the public ones as `facets`."""
    waiting = Count("pk", filter=Q(state=RegisterEntry.State.PROPOSED))
    hidden = Count("pk", filter=Q(state=RegisterEntry.State.HIDDEN))
    others = RegisterEntry.objects.exclude(state=RegisterEntry.State.APPROVED)
    found: dict[str, int] = others.aggregate(proposed=waiting, hidden=hidden)
    return {**found, "approved": sum(lines for _year, lines in facets()["years"])}


def waiting_entries() -> QuerySet[RegisterEntry]:
    """Lines that wait for a person's approval, oldest first."""
    return queue(state=RegisterEntry.State.PROPOSED).order_by("proposed_at", "id")


def staff_entry(pk: int) -> RegisterEntry:
    """Any line, for staff. Raises RegisterEntry.DoesNotExist."""
    return RegisterEntry.objects.defer("search").select_related("request", "request__applicant").get(pk=pk)


def wording(entry: RegisterEntry | RegisterLine) -> str:
    """The outcome in the register's words and the reader's language."""
    return register_wording(Outcome(entry.outcome)).text(gettext)


def row(entry: RegisterEntry, documents: Sequence[Document] = ()) -> dict[str, Any]:
    """One line as open data. `documents`: those everybody may have."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "received_on": entry.received_on.isoformat(),
        "subject": entry.public_subject,
        "with_parties": entry.with_parties,
        "outcome": entry.outcome,
        "decided_on": entry.decided_on.isoformat(),
        "reason": entry.public_reason,
        "review_outcome": entry.review_outcome,
        "review_decided_on": entry.review_decided_on.isoformat() if entry.review_decided_on else None,
        "court_outcome": entry.court_outcome,
        "court_notified_on": entry.court_notified_on.isoformat() if entry.court_notified_on else None,
        "documents": list(documents),
    }


def rows(filters: RegisterFilters) -> Iterator[dict[str, Any]]:
    """Every line that matches with its documents, read in chunks: three queries more for each chunk."""
    found = entries(filters).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        documents = documents_of_lines(chunk)
        for one in chunk:
            yield row(one, documents[one.pk])


def documents_of_lines(lines: Iterable[RegisterEntry]) -> dict[int, list[Document]]:
    """The documents each line shows, by the line's primary key. Only approved lines show any."""
    shown = [one for one in lines if one.state == RegisterEntry.State.APPROVED]
    found = documents_of([one.request_id for one in shown])
    return {one.pk: found.get(one.request_id, []) for one in shown}


# Of lines that share telling words with a text: looked at, and compared with it.
MOST_LIKE, COMPARED = 2_000, 20
LIKE_SQL = """
SELECT id, public_subject, public_reason, slug, outcome FROM (
  SELECT id, public_subject, public_reason, slug, outcome, search
  FROM foia_registerentry, to_tsquery('public.pasocial_it', %(wanted)s) AS query
  WHERE state = 'approved' AND search @@ query LIMIT %(most)s
) AS found
ORDER BY ts_rank(search, to_tsquery('public.pasocial_it', %(ranked)s)) DESC, id DESC LIMIT %(compared)s
"""
ROWS_SQL = (
    "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'public.foia_registerentry'::regclass"
)


@dataclass(frozen=True)
class RegisterLine:
    """What is shown of a line that may already answer."""

    pk: int
    subject: str
    reason: str
    slug: str
    outcome: str

    @property
    def text(self) -> str:
        return f"{self.subject}\n{self.reason}"


def lines_like(question: Reading, statistics: Statistics) -> list[RegisterLine]:
    """Approved lines worth comparing with a text: those with all its telling words, or else with its rarest.

    Common words are in a tenth of all lines: somebody who types waits, so no more than MOST_LIKE are ranked.
    """
    words = list(dict.fromkeys(one.word for one in question.telling if one.word.isalnum()))[:MOST_WORDS]
    if not words:
        return []
    ranked = " | ".join(f"'{word}'" for word in words)
    found = _like(" & ".join(f"'{word}'" for word in words), ranked)
    if len(found) < COMPARED and len(words) > 1:
        with connection.cursor() as cursor:
            cursor.execute(ROWS_SQL)
            rows = int(cursor.fetchone()[0])
        known = {line.pk for line in found}
        rarest = sought_in(question, statistics, rows=rows).written
        found += [line for line in _like(rarest, ranked) if line.pk not in known]
    return found[:COMPARED]


def _like(wanted: str, ranked: str) -> list[RegisterLine]:
    given: dict[str, str | int] = {
        "wanted": wanted,
        "ranked": ranked,
        "most": MOST_LIKE,
        "compared": COMPARED,
    }
    with connection.cursor() as cursor:
        cursor.execute(LIKE_SQL, given)
        return [
            RegisterLine(pk, subject, reason, slug, outcome)
            for pk, subject, reason, slug, outcome in cursor.fetchall()
        ]


CHANGED_SQL = """
SELECT (SELECT max(approved_at) FROM foia_registerentry WHERE state = 'approved'),
       (SELECT max(id) FROM foia_registerentry),
       (SELECT count(*) FROM foia_registerentry WHERE state = 'hidden')
"""


@dataclass(frozen=True)
class Size:
    """How many lines a list holds; `more`: a search found more than are counted, and shows the newest first."""

    lines: int
    more: bool = False
    ranked: bool = True


def size(filters: RegisterFilters, years: Sequence[tuple[int, int]]) -> Size:
    """The size of a list, from the counts of `facets` when it is a year or everything; else at most one query.

    A search for a word that is everywhere is bounded: it is counted as far as MOST_COUNTED, and ranked only while
    fewer than MOST_RANKED lines match; beyond, the newest first says more than a rank that is the same for all.
    """
    if not (filters.words or filters.kind or filters.outcome):
        return Size(sum(lines for year, lines in years if filters.year in (None, year)))
    key = quote(f"{filters.words}|{filters.kind}|{filters.outcome}|{filters.year}")[:180]
    matching = entries(filters, ranked=False).order_by().values("pk")
    if filters.words:
        matching = matching[: MOST_COUNTED + 1]
    lines = while_unchanged("foia.register", f"foia.register.size.{key}", matching.count)
    if not filters.words:
        return Size(lines)
    return Size(min(lines, MOST_COUNTED), more=lines > MOST_COUNTED, ranked=lines <= MOST_RANKED)


def facets() -> dict[str, Any]:
    """What the filters can choose from, with counts: years, and when the register last changed.

    Counting every line takes longer than the page itself, so the counts are kept until the register changes: an
    approval moves `updated_at`, a line taken off moves the number of hidden ones, and both are read from an index.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHANGED_SQL)
        changed, newest, hidden = cursor.fetchone()
    key = f"foia.register.years.{changed.timestamp() if changed else 0}.{newest}.{hidden}"
    years = cache.get(key)
    if years is None:
        counted = approved().values_list("decided_on__year").annotate(lines=Count("id"))
        years = list(counted.order_by("-decided_on__year"))
        cache.set(key, years, FACETS_SECONDS)
    return {"years": years, "updated_at": changed}


def updated_at() -> datetime | None:
    moment: datetime | None = approved().aggregate(last=Max("approved_at"))["last"]
    return moment


def hidden_or_waiting() -> int:
    return RegisterEntry.objects.filter(~Q(state=RegisterEntry.State.APPROVED)).count()
