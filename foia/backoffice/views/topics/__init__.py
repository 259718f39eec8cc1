"""Recurring topics for staff: the board, one topic, what is done with it, how good the suggestions are."""

from foia.backoffice.views.topics.actions import keep_fresh, start
from foia.backoffice.views.topics.board import Board
from foia.backoffice.views.topics.page import TopicPages
from foia.backoffice.views.topics.quality import adopt, quality

__all__ = ["Board", "TopicPages", "adopt", "keep_fresh", "quality", "start"]
