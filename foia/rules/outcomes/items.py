"""What becomes of each document or group of documents asked for, and the decision they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from foia.rules.outcomes.decision import WithheldGroup


class Disclosure(StrEnum):
    """Who gets one item."""

    WITHHELD = "private"
    REQUESTER = "requester"
    PUBLIC = "public"


@dataclass(frozen=True)
class ItemDraft:
    """One line of a decision. `file` is the public id of a stored file; `partial` says that parts are blacked out.

    A withheld or partial item names its ground and why it applies here (C2 §7a).
    """

    title: str
    disclosure: Disclosure = Disclosure.WITHHELD
    file: str = ""
    partial: bool = False
    ground: str = ""
    reason: str = ""

    @property
    def released(self) -> bool:
        """Whether somebody outside the office gets it."""
        return self.disclosure is not Disclosure.WITHHELD


def withheld_groups(items: Sequence[ItemDraft]) -> tuple[WithheldGroup, ...]:
    """The items kept back, wholly or in part, as groups with their ground."""
    return tuple(
        WithheldGroup(
            items=item.title,
            grounds=(item.ground,) if item.ground else (),
            reason=item.reason,
            redacted=item.partial and item.released,
        )
        for item in items
        if item.partial or not item.released
    )


def released_count(items: Sequence[ItemDraft]) -> int:
    """How many items are handed over, whole or in part."""
    return sum(item.released for item in items)
