"""Records what happened and delivers what must follow; never decides anything about a case."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from celery import current_app
from django.db import connection, transaction

from pasocial.office.record import registry
from pasocial.office.record.broadcast import CHANGED, hint_on_commit
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry, Seal
from pasocial.page_cache import forget_pages_on_commit

log = logging.getLogger(__name__)

# After these waits a reaction is tried again; then a person must look (state FAILED, shown to the coordinator).
RETRY_AFTER = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 6 * 3600))
# How long a fresh delivery is left to its first message, and how long one sent again is left to the second.
SWEEP_LAG = timedelta(seconds=5)
SEND_AGAIN_AFTER = timedelta(seconds=45)
SEAL_LOCK = 731_001
# A transaction takes its entry's id a moment before PostgreSQL counts it as running.
SEAL_LAG = timedelta(seconds=60)


def record(
    *, event: Enum | str, about: str, by: Actor, at: datetime, note: Mapping[str, Any] | None = None
) -> Entry:
    """Writes one entry and the deliveries it owes, in the caller's transaction; the public pages it changes grow old.

    Raises ValueError for an event no desk declares: an unheard event is a typing error.
    """
    name = str(event.value if isinstance(event, Enum) else event)
    if name not in registry.known_events():
        raise ValueError(f"{name} is not declared by any desk.")
    entry = Entry.objects.create(
        event=name,
        about=about,
        actor_kind=by.kind,
        actor_ref=by.ref,
        user_id=by.user_id,
        happened_at=at,
        note=dict(note or {}),
    )
    forget_pages_on_commit(registry.pages_changed_by(name))
    hint_on_commit(CHANGED, [about])
    owed = Delivery.objects.bulk_create(
        Delivery(entry=entry, reaction=path, due_at=at) for path in registry.reactions_to(name)
    )
    _hand_over_on_commit(owed)
    return entry


def record_all(
    *, event: Enum | str, by: Actor, at: datetime, notes: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[Entry]:
    """As many entries of one event as there are (about, note) pairs, with the deliveries they owe, in few statements."""
    name = str(event.value if isinstance(event, Enum) else event)
    if name not in registry.known_events():
        raise ValueError(f"{name} is not declared by any desk.")
    entries = Entry.objects.bulk_create(
        Entry(
            event=name,
            about=about,
            actor_kind=by.kind,
            actor_ref=by.ref,
            user_id=by.user_id,
            happened_at=at,
            note=dict(note),
        )
        for about, note in notes
    )
    forget_pages_on_commit(registry.pages_changed_by(name))
    hint_on_commit(CHANGED, [about for about, _note in notes])
    owed = Delivery.objects.bulk_create(
        Delivery(entry=entry, reaction=path, due_at=at)
        for entry in entries
        for path in registry.reactions_to(name)
    )
    _hand_over_on_commit(owed)
    return entries


def _hand_over_on_commit(owed: Sequence[Delivery]) -> None:
    """One after the other; what cannot be handed over now is found by the sweep."""

    def hand_over() -> None:
        for delivery in owed:
            hand_to_worker(delivery.pk)

    if owed:
        transaction.on_commit(hand_over, robust=True)


def hand_to_worker(delivery_id: int) -> None:
    """Asks a worker to deliver; if the broker is away the sweep does it later, so the caller never fails."""
    try:
        current_app.send_task("office.trail.deliver", args=[delivery_id], retry=False)
    except Exception as problem:
        log.warning("Broker away, delivery %s waits for the sweep: %s", delivery_id, problem)


def deliver(*, delivery_id: int, at: datetime) -> bool:
    """Runs one reaction and marks it done in the same transaction; returns whether this call did it.

    The row lock makes a second worker skip it; a killed worker's transaction is rolled back by PostgreSQL and the
    sweep takes the row up again, so each reaction takes effect exactly once in the database.
    """
    try:
        with transaction.atomic():
            delivery = (
                Delivery.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("entry")
                .filter(pk=delivery_id)
                .exclude(state=Delivery.State.DONE)
                .first()
            )
            if delivery is None:
                return False
            registry.resolve(delivery.reaction)(delivery.entry)
            delivery.state = Delivery.State.DONE
            delivery.done_at = at
            delivery.attempts += 1
            delivery.last_error = ""
            delivery.save(update_fields=["state", "done_at", "attempts", "last_error"])
            return True
    except Exception as problem:
        log.exception("Delivery %s failed", delivery_id)
        _postpone(delivery_id=delivery_id, at=at, error=f"{type(problem).__name__}: {problem}")
        return False


@transaction.atomic
def _postpone(*, delivery_id: int, at: datetime, error: str) -> None:
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == Delivery.State.DONE:
        return
    delivery.attempts += 1
    delivery.last_error = error[:2000]
    if delivery.attempts > len(RETRY_AFTER):
        delivery.state = Delivery.State.FAILED
    else:
        delivery.due_at = at + RETRY_AFTER[delivery.attempts - 1]
    delivery.save(update_fields=["attempts", "last_error", "state", "due_at"])


def sweep(*, at: datetime, limit: int = 500) -> int:
    """Sends again what is owed and overdue; returns how many were handed to workers.

    A message of a killed worker returns to the broker's queue only after its visibility timeout (five minutes), so
    this, not the broker, is what makes up for a crash. What is sent again counts as owed anew, so that a long queue
    is not filled with copies of itself.
    """
    with transaction.atomic():
        owed = list(
            Delivery.objects.select_for_update(skip_locked=True)
            .filter(state=Delivery.State.PENDING, due_at__lte=at - SWEEP_LAG)
            .order_by("due_at")
            .values_list("pk", flat=True)[:limit]
        )
        Delivery.objects.filter(pk__in=owed).update(due_at=at + SEND_AGAIN_AFTER)
    for pk in owed:
        hand_to_worker(pk)
    return len(owed)


@transaction.atomic
def try_again(*, delivery_id: int, by: Actor, at: datetime) -> None:
    """A person asks for one more round of a failed delivery."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state != Delivery.State.FAILED:
        return
    delivery.state = Delivery.State.PENDING
    delivery.attempts = 0
    delivery.due_at = at
    delivery.save(update_fields=["state", "attempts", "due_at"])
    record(
        event=OfficeEvent.DELIVERY_TRIED_AGAIN,
        about=f"office.delivery:{delivery.pk}",
        by=by,
        at=at,
        note={"entry": delivery.entry_id, "reaction": delivery.reaction},
    )
    transaction.on_commit(lambda: hand_to_worker(delivery_id), robust=True)


def digest_of(previous: str, entries: list[Entry]) -> str:
    """SHA-256 over the previous digest and each entry's canonical form, hexadecimal."""
    sum_ = hashlib.sha256(previous.encode())
    for entry in entries:
        sum_.update(
            json.dumps(
                [
                    entry.pk,
                    entry.event,
                    entry.about,
                    entry.actor_kind,
                    entry.actor_ref,
                    entry.user_id,
                    entry.happened_at.isoformat(),
                    entry.recorded_at.isoformat(),
                    entry.note,
                ],
                sort_keys=True,
                separators=(",", ":"),
                ensure_ascii=False,
            ).encode()
        )
    return sum_.hexdigest()


def seal(*, at: datetime, limit: int = 10_000) -> Seal | None:
    """Seals the entries recorded since the last seal; only one process seals at a time, writers never wait.

    A transaction still running may hold a smaller id than one already committed. So only entries are taken that were
    recorded before the oldest running transaction began, and before SEAL_LAG: none can slip in below them later.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        oldest_running = cursor.fetchone()[0]
        sealable_before = min(at - SEAL_LAG, oldest_running) if oldest_running else at - SEAL_LAG
        last = Seal.objects.order_by("-last_id").first()
        entries = list(
            Entry.objects.filter(
                id__gt=last.last_id if last else 0, recorded_at__lt=sealable_before
            ).order_by("id")[:limit]
        )
        if not entries:
            return None
        previous = last.digest if last else ""
        return Seal.objects.create(
            first_id=entries[0].pk,
            last_id=entries[-1].pk,
            entries=len(entries),
            previous=previous,
            digest=digest_of(previous, entries),
            sealed_at=at,
        )
