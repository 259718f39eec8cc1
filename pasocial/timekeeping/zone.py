"""The legal day of an instant: the date that the clocks in Italy showed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


class NoSuchMoment(ValueError):
    """The clocks skipped this time: it lies in the hour that summer time removes."""


def local_date(instant: datetime) -> date:
    """The day in Italy at this instant. The instant must know its zone: a guess would move a deadline."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no legal day")
    return instant.astimezone(ROME).date()


def local_moment(wall: datetime) -> datetime:
    """The instant at which Italian clocks show `wall` (given without a zone).

    Raises NoSuchMoment for a time that summer time skips; of two equal times in autumn, the first.
    """
    if wall.tzinfo is not None:
        raise ValueError("give the time as the clock on the wall shows it, without a zone")
    moment = wall.replace(tzinfo=ROME)
    if moment.astimezone(UTC).astimezone(ROME).replace(tzinfo=None) != wall:
        raise NoSuchMoment(f"{wall:%d/%m/%Y %H:%M} does not exist in Italy: the clocks go forward over it")
    return moment
