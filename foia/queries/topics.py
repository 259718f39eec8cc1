"""Recurring topics for staff, and what is already public for whoever is about to ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncMonth
from wagtail.models import Page

from foia.models import (
    AccessRequest,
    AnswerPage,
    AvoidedRequest,
    Suggestion,
    Topic,
    TopicAct,
    TopicMembership,
)
from foia.queries import likeness, register
from foia.rules.likeness import read
from pasocial.likeness import rank
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.screens.lists.search import speaking_of

OFFERED = 5


@dataclass(frozen=True)
class Offer:
    """Something already public that may answer: a page or a line of the register."""

    kind: str
    pk: int
    title: str
    summary: str
    url: str


def live_answers() -> QuerySet[AnswerPage]:
    return AnswerPage.objects.live().public()


def answers_like(text: str, *, limit: int = OFFERED) -> list[Offer]:
    """Published answers, then approved lines of the register, that share telling words with the text.

    Only public things are read: what other people asked is never offered.
    """
    question = read(text[:20_000])
    query = likeness.or_query(question, likeness.word_statistics(waiting=True))
    if not query:
        return []
    pages = _found_pages(question, query, limit)
    offers = [Offer("answer", page.pk, page.title, page.summary, page.url or "") for page in pages]
    if len(offers) < limit:
        lines = register.lines_like(question, likeness.word_statistics(waiting=True))
        best = _ranked(question, {one.pk: one.text for one in lines})
        by_pk = {one.pk: one for one in lines}
        for pk in best[: limit - len(offers)]:
            line = by_pk[pk]
            url = f"/accesso-civico/registro/{line.slug}/"
            offers.append(Offer("register", pk, line.subject, register.wording(line), url))
    return offers


def _found_pages(question: Any, query: str, limit: int) -> list[AnswerPage]:
    words = re.findall(r"'(\w+)'", query)
    condition = Q()
    for word in words:
        condition |= Q(topic__search=SearchQuery(word, config="pasocial_it"))
        if len(word) >= 4:
            condition |= Q(title__icontains=word) | Q(summary__icontains=word)
    candidates = (
        list(live_answers().filter(condition).select_related("topic").distinct()[:60]) if words else []
    )
    texts = {
        page.pk: "\n".join(
            [page.title, page.summary, *([page.topic.title, page.topic.summary] if page.topic else [])]
        )
        for page in candidates
    }
    order = {pk: place for place, pk in enumerate(_ranked(question, texts))}
    return sorted((page for page in candidates if page.pk in order), key=lambda page: order[page.pk])[:limit]


def _ranked(question: Any, texts: Mapping[int, str]) -> list[int]:
    """Ids of the texts worth offering, best first."""
    found = rank(
        question,
        [(str(pk), likeness.reading_of(text)) for pk, text in sorted(texts.items())],
        likeness.word_statistics(waiting=True),
        best=20,
    )
    return [int(one.key) for one in found if one.score >= LEAST_OFFER]


# Offering costs a reader one glance, so the bar is lower than for telling staff that two requests are alike.
LEAST_OFFER = 0.16

ORDER = Case(
    When(flag="hard", choice="", then=Value(0)),
    When(flag="soft", choice="", then=Value(1)),
    When(choice="", then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class BoardFilters:
    flag: str = ""
    words: str = ""
    choice: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> BoardFilters:
        flag, choice = str(query.get("segnalazione", "")), str(query.get("decisione", ""))
        return cls(
            flag=flag if flag in Topic.Flag.values else "",
            words=str(query.get("q", "")).replace("\x00", "").strip()[:200],
            choice=choice if choice in (*Topic.Choice.values, "open", "published") else "",
        )


# Those to decide first, then what is rising; or by one of the figures.
BOARD_ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("rank", F("decide_by").asc(nulls_last=True), "-last_asked_on", "-id"),
    **{
        sign + name: (sign + column, "-id")
        for name, column in (
            ("persons", "persons_in_window"),
            ("requests", "requests_total"),
            ("last", "last_asked_on"),
        )
        for sign in ("", "-")
    },
}


def board(filters: BoardFilters) -> QuerySet[Topic]:
    """`on_board`, those to decide first."""
    return on_board(living(), filters).order_by(*BOARD_ORDERS[""])


def on_board(topics: QuerySet[Topic], filters: BoardFilters) -> QuerySet[Topic]:
    """Those of the `living` that the filters let through."""
    topics = topics.defer("search").annotate(rank=ORDER)
    if filters.flag:
        topics = topics.filter(flag=filters.flag)
    if filters.choice == "open":
        topics = topics.filter(choice="")
    elif filters.choice == "published":
        topics = topics.filter(published=True)  # type: ignore[misc]  # `living` tells it
    elif filters.choice:
        topics = topics.filter(choice=filters.choice)
    if filters.words:
        topics = speaking_of(topics, filters.words, vector="search", title="title")
    return topics


def living() -> QuerySet[Topic]:
    """Topics that stand on the board; `published` tells whether a public page answers. One left without requests by an
    undo is not shown. Whoever needs them twice hands them on: which pages are public is asked each time."""
    answered = Exists(live_answers().filter(topic=OuterRef("pk")))
    found: QuerySet[Topic] = Topic.objects.filter(merged_into__isnull=True).annotate(published=answered)
    return found.exclude(requests_total=0, choice="")


def board_counts(topics: QuerySet[Topic]) -> dict[str, int]:
    """How many topics there are (`all`) and in each view of the board, in one query."""
    kinds: Any = topics.values_list("flag", "choice", "published")  # type: ignore[misc]  # `living` tells it
    found = dict.fromkeys(("all", "open", "soft", "publish", "published", "not"), 0)
    for flag, choice, published, number in kinds.annotate(number=Count("pk")).order_by():
        shown_in = {
            "all": True,
            "open": flag == Topic.Flag.HARD and not choice,
            "soft": flag == Topic.Flag.SOFT,
            "publish": choice == Topic.Choice.PUBLISH,
            "published": published,
            "not": choice == Topic.Choice.NOT,
        }
        for view, shown in shown_in.items():
            found[view] += number if shown else 0
    return found


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


def answer_of(topic_id: int, page_id: int) -> AnswerPage | None:
    """That answer, if it is of that topic."""
    found: AnswerPage | None = AnswerPage.objects.filter(pk=page_id, topic_id=topic_id).first()
    return found


def find_suggestion(pk: int, requests: QuerySet[AccessRequest]) -> Suggestion | None:
    """A suggestion for one of these requests."""
    return Suggestion.objects.filter(pk=pk, request__in=requests).first()


def suggestions_for(request_id: int) -> QuerySet[Suggestion]:
    """What the machine proposed for a request, best first, with the topic each earlier request already has."""
    return _suggestions().filter(request_id=request_id).order_by("-score", "id")


def _suggestions() -> QuerySet[Suggestion]:
    return (
        Suggestion.objects.select_related("earlier", "judged_by")
        .defer("earlier__search")
        .prefetch_related(
            Prefetch(
                "earlier__topic_membership",
                TopicMembership.objects.select_related("topic").defer("topic__search"),
            )
        )
    )


def suggestion_shown(pk: int) -> Suggestion:
    """One of `suggestions_for`; raises Suggestion.DoesNotExist."""
    return _suggestions().get(pk=pk)


def waiting_suggestions() -> int:
    return Suggestion.objects.filter(verdict=Suggestion.Verdict.OPEN).values("request").distinct().count()


def topics_to_choose() -> QuerySet[Topic]:
    """Flagged and undecided: what the coordinator must look at, most urgent first."""
    return on_board(living(), BoardFilters(flag=Topic.Flag.HARD, choice="open")).order_by("decide_by", "id")


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


@dataclass(frozen=True)
class Pace:
    """A topic on its way: requests of the last ninety days, and months to the flag if people go on asking so."""

    topic: Topic
    recent: int
    months_to_flag: float | None


def rising(today: date, *, limit: int = 10) -> list[Pace]:
    """Topics without a flag that were asked most in the last ninety days.

    The pace is of different persons, as the flag counts them: one who insists does not bring it nearer.
    """
    since = today - timedelta(days=90)
    threshold = int(settings_store.value("recurrence_threshold"))
    lately = Q(memberships__counts=True, memberships__asked_on__gte=since)
    topics = (
        Topic.objects.filter(merged_into__isnull=True, choice="", last_asked_on__gte=since)
        .exclude(flag=Topic.Flag.HARD)
        .defer("search")
        .annotate(
            recent=Count("memberships", filter=lately),
            newcomers=Count(
                "memberships__person", filter=lately & Q(memberships__proven=True), distinct=True
            ),
        )
        .filter(recent__gte=2)
        .order_by("-newcomers", "-recent", "-persons_in_window", "id")[:limit]
    )
    paces = []
    for one in topics:
        missing = max(threshold - one.persons_in_window, 0)
        months = round(missing / (one.newcomers / 3), 1) if missing and one.newcomers else None
        paces.append(Pace(one, one.recent, months))
    return paces


def published_with_savings(*, limit: int = 20) -> list[dict[str, Any]]:
    """Published answers with the requests they spared: page, url, offered, avoided."""
    totals = {
        row["answer_page_id"]: row
        for row in AvoidedRequest.objects.filter(answer_page_id__isnull=False)
        .values("answer_page_id")
        .annotate(shown=Sum("shown"), chosen=Sum("chosen"))
    }
    hours = float(settings_store.value("hours_saved_per_avoided_request"))
    rows = []
    for page in live_answers().order_by("-first_published_at")[:limit]:
        got = totals.get(page.pk, {"shown": 0, "chosen": 0})
        rows.append(
            {
                "page": page,
                "shown": got["shown"] or 0,
                "avoided": got["chosen"] or 0,
                "hours": (got["chosen"] or 0) * hours,
            }
        )
    return rows


def to_refresh(today: date) -> QuerySet[AnswerPage]:
    """Published answers that must be brought up to date."""
    return live_answers().filter(fresh_until__lte=today).order_by("fresh_until")


def page_of(pk: int) -> Page | None:
    return live_answers().filter(pk=pk).first()
