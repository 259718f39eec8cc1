"""When two openings are one. Plain Python."""

from __future__ import annotations

from datetime import datetime

SLOT_SECONDS = 600


def slot_of(at: datetime) -> int:
    """The ten minutes since 1970 into which a moment falls: within them, the same opening is written once."""
    return int(at.timestamp()) // SLOT_SECONDS
