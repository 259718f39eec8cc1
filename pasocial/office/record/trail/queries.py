"""Asks the trail: the history of a thing, and whether anyone tampered with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from pasocial.office.record.trail.models import Delivery, Entry, Seal
from pasocial.office.record.trail.operations import digest_of

# What the system does this soon after somebody's own act is its consequence, and no news to her.
CONSEQUENCE = timedelta(minutes=2)


def history_of(about: Any) -> QuerySet[Entry]:
    """Every entry about one thing, oldest first."""
    return Entry.objects.filter(about=about).order_by("id")


def news_for(user_id: int, about: str, seen: int) -> QuerySet[Entry]:
    """Entries after `seen`, oldest first, that are neither this person's nor what followed by itself from her last act."""
    history = history_of(about)
    found = history.filter(pk__gt=seen).exclude(user_id=user_id)
    own = history.filter(user_id=user_id).last()
    if own is None:
        return found
    return found.exclude(actor_kind="system", pk__gt=own.pk, happened_at__lte=own.happened_at + CONSEQUENCE)


def latest_entries() -> QuerySet[Entry]:
    return Entry.objects.order_by("-id")


def entries_like(
    *,
    about: Collection[str] | None = None,
    user_ids: Collection[int] | None = None,
    event: str = "",
    desk: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Entry]:
    """Entries, newest first, narrowed by each thing that is told: references, persons who acted, event, desk, moments."""
    found = latest_entries()
    if about is not None:
        found = found.filter(about__in=about)
    if user_ids is not None:
        found = found.filter(user_id__in=user_ids)
    if event:
        found = found.filter(event=event)
    if desk:
        found = found.filter(event__startswith=f"{desk}.")
    if since is not None:
        found = found.filter(happened_at__gte=since)
    if until is not None:
        found = found.filter(happened_at__lt=until)
    return found


def stuck_deliveries() -> QuerySet[Delivery]:
    """Reactions that failed so often that a person must look."""
    return Delivery.objects.filter(state=Delivery.State.FAILED).select_related("entry").order_by("-id")


def stuck_count() -> int:
    return stuck_deliveries().count()


def owed_count() -> int:
    return Delivery.objects.filter(state=Delivery.State.PENDING).count()


@dataclass(frozen=True)
class Fault:
    seal_id: int
    first_id: int
    last_id: int
    what: str


def seals() -> QuerySet[Seal]:
    """The newest first."""
    return Seal.objects.order_by("-last_id")


def last_seal() -> Seal | None:
    return seals().first()


def seal_count() -> int:
    return seals().count()


def faults() -> Iterator[Fault]:
    """Recomputes every seal; yields each place where the record differs from what was sealed."""
    previous = ""
    reached = 0
    for seal in Seal.objects.order_by("last_id").iterator():
        entries = list(Entry.objects.filter(id__gte=seal.first_id, id__lte=seal.last_id).order_by("id"))
        stray = Entry.objects.filter(id__gt=reached, id__lt=seal.first_id).count()
        if stray:
            yield Fault(seal.pk, reached + 1, seal.first_id - 1, f"{stray} entries lie between two seals")
        if seal.previous != previous:
            yield Fault(
                seal.pk,
                seal.first_id,
                seal.last_id,
                "the chain is broken: it does not follow the previous seal",
            )
        if len(entries) != seal.entries:
            yield Fault(
                seal.pk,
                seal.first_id,
                seal.last_id,
                f"{seal.entries} entries were sealed, {len(entries)} are here",
            )
        elif digest_of(seal.previous, entries) != seal.digest:
            yield Fault(seal.pk, seal.first_id, seal.last_id, "an entry was changed after sealing")
        previous = seal.digest
        reached = seal.last_id


def pending_deliveries() -> QuerySet[Delivery]:
    """Reactions owed and not yet done."""
    return Delivery.objects.filter(state=Delivery.State.PENDING)
