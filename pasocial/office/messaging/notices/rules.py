"""How a notice reaches a person, and how long it stays. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

NOW, DIGEST, INSIDE = "now", "digest", "inside"

# Read lines stay for who looks back; what was only for her information goes by itself.
KEPT_AFTER_READING = timedelta(days=90)
UNREAD_FOR_INFORMATION = timedelta(days=30)
# A digest names so many things of a kind, then says how many more there are.
MOST_NAMED = 5


@dataclass(frozen=True)
class Way:
    """How one notice reaches one person: `needs_me` shows it first, and counts it in the bell."""

    needs_me: bool
    mail_now: bool
    owed_by_mail: bool


def way_for(declared: str, chosen: str | None, *, has_letter: bool = False) -> Way:
    """From what the desk declares and what she chose. Choosing a quieter way hides nothing that needs her inside."""
    way = chosen or declared
    if has_letter:
        return Way(needs_me=declared == NOW, mail_now=False, owed_by_mail=False)
    return Way(needs_me=declared == NOW, mail_now=way == NOW, owed_by_mail=way == DIGEST)


@dataclass(frozen=True)
class DigestPart:
    """All that a digest says of one kind: the first things by name, and how many more there are."""

    kind: str
    names: tuple[str, ...]
    more: int

    @property
    def number(self) -> int:
        return len(self.names) + self.more


def digest_parts(told: Iterable[tuple[str, str]], order: Sequence[str]) -> tuple[DigestPart, ...]:
    """Kinds with the names of their things, from (kind, name) pairs; a thing told twice is named once.

    `order`: the kinds as they are declared; others come last, as they came.
    """
    names: dict[str, dict[str, None]] = {}
    for kind, name in told:
        names.setdefault(kind, {})[name] = None
    ranked = {kind: place for place, kind in enumerate(order)}
    return tuple(
        DigestPart(kind, tuple(names[kind])[:MOST_NAMED], max(0, len(names[kind]) - MOST_NAMED))
        for kind in sorted(names, key=lambda kind: ranked.get(kind, len(ranked)))
    )


def digest_key(user_id: int, day: date) -> str:
    """One digest a person and day, however often it is asked for."""
    return f"digest:{day.isoformat()}:{user_id}"


def out_of_date(at: datetime) -> Mapping[str, datetime]:
    """Until when notices go: those `read` before, and the `unread` ones for information made before."""
    return {"read": at - KEPT_AFTER_READING, "unread": at - UNREAD_FOR_INFORMATION}
