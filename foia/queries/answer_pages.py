"""Asks which public page answers a topic, and so a request of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from foia.models import AnswerPage, TopicMembership


def answers_found(words: str) -> Any:
    """Published answers, newest first; with words, those that hold them, the best first. Rows for a paginator."""
    pages = AnswerPage.objects.live().public().order_by("-first_published_at", "-pk")
    return pages.search(words, order_by_relevance=True) if words else pages


def public_page_of(topic_id: int) -> AnswerPage | None:
    """The newest page readers find for this topic, or for one that was merged into it; None while there is none."""
    page: AnswerPage | None = (
        AnswerPage.objects.live()
        .public()
        .filter(Q(topic_id=topic_id) | Q(topic__merged_into_id=topic_id))
        .order_by("-first_published_at", "-pk")
        .first()
    )
    return page


def public_page_for(request_id: int) -> AnswerPage | None:
    """The public answer to what this request asks, once staff said that it asks for the same."""
    topic_id = (
        TopicMembership.objects.filter(request_id=request_id).values_list("topic_id", flat=True).first()
    )
    return public_page_of(topic_id) if topic_id is not None else None
