"""Recurring topics for staff: the board, one topic, what is done with it, how good the suggestions are."""

from foia.backoffice.views.topics.actions import choose, join, keep_fresh, merge, split, start, undo
from foia.backoffice.views.topics.board import Board
from foia.backoffice.views.topics.page import show
from foia.backoffice.views.topics.quality import adopt, quality

__all__ = [
    "Board",
    "adopt",
    "choose",
    "join",
    "keep_fresh",
    "merge",
    "quality",
    "show",
    "split",
    "start",
    "undo",
]
