"""What is already public: for whoever is about to ask, and what it spared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import (
    Q,
    QuerySet,
    Sum,
)
from wagtail.models import Page

from foia.models import (
    AnswerPage,
    AvoidedRequest,
)
from foia.queries import likeness, register
from foia.rules.likeness import read
from pasocial.likeness import rank
from pasocial.office.record.settings_store import queries as settings_store

OFFERED = 5


# Offering costs a reader one glance, so the bar is lower than for telling staff that two requests are alike.
LEAST_OFFER = 0.16


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


def page_of(pk: int) -> Page | None:
    return live_answers().filter(pk=pk).first()


def answer_of(topic_id: int, page_id: int) -> AnswerPage | None:
    """That answer, if it is of that topic."""
    found: AnswerPage | None = AnswerPage.objects.filter(pk=page_id, topic_id=topic_id).first()
    return found


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
