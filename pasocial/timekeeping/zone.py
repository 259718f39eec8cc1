"""The legal day of an instant: the date that the clocks in Italy showed; and the times that come twice or never."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def _(text: str) -> str:
    """Mark for the translation tool; this package may import nothing of the house."""
    return text


class NoSuchMoment(ValueError):
    """The clocks skipped this time: it lies in the hour that summer time removes."""


@dataclass(frozen=True)
class Doubt:
    """Why a time on the wall is not one moment, in Italian words with {named} gaps, and what it may stand for.

    `code`: `no_such_time`, when the clocks went forward over it, or `time_twice`, when they went back. `choices`: both
    moments of a time that comes twice, summer time first; of one that never was, nothing.
    """

    code: str
    words: str
    values: Mapping[str, object] = field(hash=False)
    choices: tuple[datetime, ...] = ()


def local_date(instant: datetime) -> date:
    """The day in Italy at this instant. The instant must know its zone: a guess would move a deadline."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no legal day")
    return instant.astimezone(ROME).date()


def doubt_about(wall: datetime) -> Doubt | None:
    """Whether the time that Italian clocks show, given without a zone, is no moment or two; None for all others."""
    if wall.tzinfo is not None:
        raise ValueError("give the time as the clock on the wall shows it, without a zone")
    first, second = (wall.replace(tzinfo=ROME, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    day = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    values: dict[str, object] = {"day": local_date(day.replace(tzinfo=ROME)), "time": f"{wall:%H:%M}"}
    shown = first.astimezone(UTC).astimezone(ROME)
    if shown.replace(tzinfo=None, fold=0) != wall.replace(fold=0):
        words = _(
            "Le {time} di {day} non ci sono state: quella notte gli orologi vanno avanti di un'ora. "
            "Scrivi un'ora che c'è stata, per esempio le {after}."
        )
        return Doubt("no_such_time", words, {**values, "after": f"{shown:%H:%M}"})
    words = _(
        "Le {time} di {day} vengono due volte: quella notte gli orologi tornano indietro di un'ora. "
        "Scegli quale, oppure scrivi l'ora seguita da {first} (la prima) o {second} (la seconda)."
    )
    values |= {"first": offset_of(first), "second": offset_of(second)}
    return Doubt("time_twice", words, values, (first, second))


def offset_of(moment: datetime) -> str:
    """How far a moment's clock is from UTC, such as `+02:00`."""
    written = f"{moment:%z}"
    return f"{written[:3]}:{written[3:5]}"


def local_moment(wall: datetime) -> datetime:
    """The instant at which Italian clocks show `wall` (given without a zone).

    Raises NoSuchMoment for a time that summer time skips; of two equal times in autumn, the first. Where a person
    gives the time, ask `doubt_about` first and let her choose.
    """
    doubt = doubt_about(wall)
    if doubt is not None and not doubt.choices:
        raise NoSuchMoment(f"{wall:%d/%m/%Y %H:%M} does not exist in Italy: the clocks go forward over it")
    return wall.replace(tzinfo=ROME)
