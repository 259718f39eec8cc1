"""Two people never change a topic without knowing of each other: every operation locks its row and adds to its version."""

from __future__ import annotations

from foia.models import Topic
from foia.rules.concurrency import reason_against_stale_topic
from pasocial.refusal import Refused


class StaleTopic(Refused):
    """The topic changed since it was read. `current` is the topic as it is now."""

    def __init__(self, current: Topic) -> None:
        self.current = current
        super().__init__(reason_against_stale_topic())


def hold_topic(topic_id: int, version: int | None = None) -> Topic:
    """The topic under its row lock. Raises StaleTopic when `version` is not the row's; None asks for none."""
    topic: Topic = Topic.objects.select_for_update(of=("self",)).defer("search").get(pk=topic_id)
    if version is not None and version != topic.version:
        raise StaleTopic(topic)
    return topic
