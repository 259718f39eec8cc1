"""Notices go by themselves when what they asked for is done: each kind says by which events."""

from __future__ import annotations

from collections.abc import Iterable

from pasocial.office.record.registry import NoticeKind, Reaction

CLEAR = "pasocial.office.messaging.notices.reactions.clear_what_is_over"


def cleared(kinds: Iterable[NoticeKind]) -> tuple[Reaction, ...]:
    """The reactions that a desk declares for its own kinds of notices."""
    events = dict.fromkeys(str(event) for kind in kinds for event in kind.over)
    return tuple(Reaction(event, CLEAR) for event in events)
