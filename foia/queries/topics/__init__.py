"""Recurring topics for staff, and what is already public for whoever is about to ask."""

from foia.queries.topics.answers import (
    Offer,
    answer_of,
    answers_like,
    live_answers,
    page_of,
    published_with_savings,
)
from foia.queries.topics.listing import (
    BOARD_ORDERS,
    BoardFilters,
    board,
    board_counts,
    living,
    on_board,
    topics_to_choose,
)
from foia.queries.topics.members import ids_of_numbers, members_among, members_of
from foia.queries.topics.one import (
    TopicView,
    asked_last,
    every_topic,
    find_topic,
    similar_topics,
    topic,
    view_of,
)
from foia.queries.topics.pace import Pace, rising
from foia.queries.topics.suggestions import find_suggestion, suggestion_shown, suggestions_for

__all__ = [
    "BOARD_ORDERS",
    "BoardFilters",
    "Offer",
    "Pace",
    "TopicView",
    "answer_of",
    "answers_like",
    "asked_last",
    "board",
    "board_counts",
    "every_topic",
    "find_suggestion",
    "find_topic",
    "ids_of_numbers",
    "live_answers",
    "living",
    "members_among",
    "members_of",
    "on_board",
    "page_of",
    "published_with_savings",
    "rising",
    "similar_topics",
    "suggestion_shown",
    "suggestions_for",
    "topic",
    "topics_to_choose",
    "view_of",
]
