"""Plans a departure, lets it go, calls it back, moves it; stops and resumes the departures of a desk or about a thing.

`plan`, `let_go`, `hold`, `call_back` and `wait_until` are parts of a desk's own operation, under its lock and inside its
transaction, so they record nothing themselves: a thing and its departure are written together or not at all.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.utils import timezone

from pasocial.cleaning import many_lines, one_line
from pasocial.office.messaging.departures import queries, rules
from pasocial.office.messaging.departures.models import Departure, Freeze
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import Refusal, Refused, insist

log = logging.getLogger(__name__)

# What could not leave is tried again later, so that one bad letter does not fill the log.
TRY_AGAIN = timedelta(minutes=5)
# After so many tries in a row a person is told; it goes on trying.
TELL_AFTER = 3


@transaction.atomic
def plan(
    *,
    kind: str,
    thing: str,
    about: str,
    title: str,
    by: Actor,
    at: datetime,
    leaves_at: datetime | None = None,
) -> Departure:
    """Puts a thing on its way out: it leaves in fifteen seconds, or at `leaves_at` when that is later.

    The same thing is never on its way twice: what is already leaving is returned as it is.
    """
    declared = registry.departure_kinds()[kind]
    moment = max(leaves_at, rules.undo_until(at)) if leaves_at else rules.undo_until(at)
    departure, created = Departure.objects.get_or_create(
        kind=kind,
        thing=thing,
        state=Departure.State.LEAVING,
        defaults={
            "desk": declared.desk,
            "about": about,
            "title": one_line(title)[:250],
            "planned_by_id": by.user_id,
            "planned_at": at,
            "leaves_at": moment,
        },
    )
    if created:
        _wake_worker(moment)
    return departure


def held(*, departure_id: int | None) -> Departure:
    """The departure under its row lock; a desk takes the lock of its own thing before, always in this order."""
    insist(rules.reason_against_none_leaving(there=departure_id is not None))
    assert departure_id is not None
    return Departure.objects.select_for_update(of=("self",)).get(pk=departure_id)


@transaction.atomic
def let_go(*, departure_id: int | None, at: datetime) -> bool:
    """Part of the operation in which the thing leaves; False when it left before and nothing is to be done.

    Raises Refused while departures are frozen, its moment has not come, or somebody called it back.
    """
    departure = held(departure_id=departure_id)
    if departure.state == Departure.State.SENT:
        return False
    insist(rules.reason_against_none_leaving(there=departure.leaving))
    insist(queries.reason_against_departing(departure, at))
    _end(departure, Departure.State.SENT, at)
    return True


@transaction.atomic
def hold(*, departure_id: int | None, reason: Refusal, at: datetime) -> Departure:
    """It may not leave any more, for a reason of its desk: it stays here with why, and is not tried again."""
    departure = held(departure_id=departure_id)
    insist(rules.reason_against_none_leaving(there=departure.leaving))
    departure.trouble, departure.trouble_words = reason.code[:40], reason.text()[:500]
    _end(departure, Departure.State.HELD, at)
    return departure


@transaction.atomic
def call_back(*, departure_id: int | None, at: datetime) -> Departure:
    """It does not leave: nothing happened. Raises Refused when it is too late."""
    departure = held(departure_id=departure_id)
    insist(queries.reason_against_calling_back(departure, at))
    _end(departure, Departure.State.CALLED_BACK, at)
    return departure


def undo(*, departure: Departure, by: Actor, at: datetime) -> None:
    """By its desk's own operation, whose case goes back to where it was. Raises Refused when it is too late."""
    registry.resolve(queries.kind_of(departure).call_back)(thing=queries.pk_of(departure), by=by, at=at)


@transaction.atomic
def drop(*, departure_id: int, at: datetime) -> None:
    """The case took another turn: what was on its way is called back, however late it is. Nothing when it is not."""
    departure = held(departure_id=departure_id)
    if departure.leaving:
        _end(departure, Departure.State.CALLED_BACK, at)


@transaction.atomic
def wait_until(*, departure_id: int | None, leaves_at: datetime | None) -> None:
    """The desk's clock gives another moment, or none yet; part of its operation, so nothing is recorded."""
    if departure_id is not None:
        Departure.objects.filter(pk=departure_id, state=Departure.State.LEAVING).update(leaves_at=leaves_at)


@transaction.atomic
def move_departure(*, departure_id: int, moment: datetime, by: Actor, at: datetime) -> Departure:
    """A person puts a departure off, or brings it forward; never into the past."""
    departure = held(departure_id=departure_id)
    insist(queries.reason_against_calling_back(departure, at))
    insist(rules.reason_against_moving(moment, at))
    departure.leaves_at = moment
    departure.save(update_fields=["leaves_at"])
    record(
        event=OfficeEvent.DEPARTURE_MOVED,
        about=departure.about,
        by=by,
        at=at,
        note={"kind": departure.kind, "thing": departure.thing, "leaves_at": moment.isoformat()},
    )
    _wake_worker(moment)
    return departure


@transaction.atomic
def freeze(*, desk: str, reason: str, by: Actor, at: datetime, about: str = "") -> Freeze:
    """Stops everything that leaves from a desk, or only what is about one thing; everybody reads why."""
    words = many_lines(reason)
    found = registry.desks().get(desk)
    known = found is not None and found.has_members
    insist(rules.reason_against_freezing(words, known_desk=known, already=False))
    # Two who press at once stop it once: the second reads that it is stopped.
    frozen, created = Freeze.objects.get_or_create(
        desk=desk,
        about=about,
        lifted_at=None,
        defaults={"reason": words, "frozen_by_id": by.user_id, "frozen_at": at},
    )
    insist(rules.reason_against_freezing(words, known_desk=known, already=not created))
    record(
        event=OfficeEvent.DEPARTURES_FROZEN,
        about=about or f"office.desk:{desk}",
        by=by,
        at=at,
        note={"desk": desk, "freeze": frozen.pk},
    )
    return frozen


@transaction.atomic
def lift(*, freeze_id: int, by: Actor, at: datetime) -> Freeze:
    """Departures go on; what was due meanwhile leaves at the worker's next turn."""
    frozen = Freeze.objects.select_for_update(of=("self",)).get(pk=freeze_id)
    insist(rules.reason_against_lifting(lifted=frozen.lifted_at is not None))
    frozen.lifted_by_id, frozen.lifted_at = by.user_id, at
    frozen.save(update_fields=["lifted_by", "lifted_at"])
    record(
        event=OfficeEvent.DEPARTURES_RESUMED,
        about=frozen.about or f"office.desk:{frozen.desk}",
        by=by,
        at=at,
        note={"desk": frozen.desk, "freeze": frozen.pk},
    )
    _wake_worker(at)
    return frozen


def send_due(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """Lets go what is due, each in the transaction of its desk's own operation; returns how many left.

    A worker that dies leaves a rolled-back transaction: the thing is still on its way, and the next turn finds it.
    """
    sent = 0
    for pk in queries.due(at, limit):
        departure = queries.one(pk)
        if departure is None or not departure.leaving:
            continue
        try:
            send = registry.resolve(queries.kind_of(departure).send)
            send(thing=queries.pk_of(departure), by=by, at=at)
        except Refused as refused:
            log.warning("%s stays: %s", departure.thing, refused.refusal.code)
            _try_again(pk, refused.refusal.code, refused.refusal.text(), by, at)
        except Exception as problem:
            log.exception("%s could not leave", departure.thing)
            _try_again(pk, type(problem).__name__, "", by, at)
        else:
            sent += Departure.objects.filter(pk=pk, state=Departure.State.SENT).exists()
    return sent


@transaction.atomic
def _try_again(departure_id: int, code: str, words: str, by: Actor, at: datetime) -> None:
    departure = held(departure_id=departure_id)
    # The desk may have given it another moment, or ended it, in the very operation that did not let it leave.
    if not departure.leaving or departure.leaves_at is None or departure.leaves_at > at:
        return
    departure.attempts += 1
    departure.trouble, departure.trouble_words = code[:40], words[:500]
    departure.leaves_at = at + TRY_AGAIN
    departure.save(update_fields=["attempts", "trouble", "trouble_words", "leaves_at"])
    if departure.attempts == TELL_AFTER:
        record(
            event=OfficeEvent.DEPARTURE_STUCK,
            about=departure.about,
            by=by,
            at=at,
            note={"departure": departure.pk, "kind": departure.kind, "why": departure.trouble},
        )


def _end(departure: Departure, state: str, at: datetime) -> None:
    departure.state, departure.ended_at = state, at
    if state == Departure.State.SENT:
        departure.trouble = departure.trouble_words = ""
    departure.save(update_fields=["state", "ended_at", "trouble", "trouble_words"])


def _wake_worker(moment: datetime) -> None:
    """A worker lets it go as soon as it cannot be called back any more; the turn is the safety net."""
    seconds = max(0.0, (moment - timezone.now()).total_seconds()) + 0.3
    if seconds > 3600:  # the turn finds it; a broker need not remember it for weeks
        return

    def wake() -> None:
        try:
            current_app.send_task("office.departures.send_due", countdown=seconds, retry=False)
        except Exception as problem:
            log.warning("Broker away, what leaves waits for its turn: %s", problem)

    transaction.on_commit(wake, robust=True)
