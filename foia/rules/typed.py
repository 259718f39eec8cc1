"""What somebody gives with a legal act: the day it happened and the words that go with it."""

from __future__ import annotations

from datetime import date

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reason_against_day(
    on: date, *, today: date, earliest: date | None = None, field: str = "on"
) -> Refusal | None:
    """Why that day cannot be the day of the act: it has not come, or it lies before what made the act possible."""
    if on > today:
        return Refusal("day_in_future", _("La data è nel futuro: correggila."), field)
    if earliest is not None and on < earliest:
        return Refusal(
            "day_too_early",
            _("La data non può precedere {day}: correggila."),
            field,
            {"day": earliest},
        )
    return None


def reason_against_words(
    text: str, field: str, length: tuple[int, int], *, code: str = "text_length"
) -> Refusal | None:
    """Why these words are too few or too many. `length`: the least and the most characters."""
    least, most = length
    if least <= len(text) <= most:
        return None
    return Refusal(
        code,
        _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
        field,
        {"least": least, "most": most, "length": len(text)},
    )
