"""What leaves leaves once, is called back in time, moved and stopped; what cannot leave is tried again and shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pasocial.office.messaging.departures import operations, queries
from pasocial.office.messaging.departures.models import Departure, Freeze
from pasocial.office.messaging.notices.models import Notice
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from pasocial.office.record.trail.operations import deliver
from pasocial.refusal import Refusal, Refused
from tests.fixtures import NOW, user_with
from tests.office.messaging.departures import sample

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
SECOND = timedelta(seconds=1)
LEAVES = NOW + timedelta(seconds=15)
Planned = Callable[..., Departure]


def refusal_of(act: Callable[..., object], **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(**given)
    return caught.value.refusal.code


def published() -> int:
    return Entry.objects.filter(event="newsroom.page.published").count()


def test_it_leaves_after_fifteen_seconds_and_once(planned: Planned) -> None:
    departure = planned()
    assert (departure.state, departure.leaves_at) == ("leaving", LEAVES)
    turns = [NOW, LEAVES - SECOND, LEAVES, LEAVES + SECOND]
    assert [operations.send_due(by=BY, at=at) for at in turns] == [0, 0, 1, 0]
    departure.refresh_from_db()
    assert (departure.state, departure.ended_at, published()) == ("sent", LEAVES, 1)
    sample.send(thing=1, by=BY, at=LEAVES + SECOND)
    assert published() == 1


def test_the_same_thing_is_not_on_its_way_twice(planned: Planned) -> None:
    assert planned().pk == planned().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Departure.objects.create(
            kind=sample.KIND.code, desk="newsroom", thing="newsroom.sample:1", about="x", planned_at=NOW
        )


def test_a_later_moment_is_kept_and_an_earlier_one_is_the_moment_to_undo(planned: Planned) -> None:
    tomorrow = NOW + timedelta(days=1)
    assert planned(1, leaves_at=tomorrow).leaves_at == tomorrow
    assert planned(2, leaves_at=NOW).leaves_at == LEAVES


def test_worker_that_dies_half_way_leaves_it_on_its_way(planned: Planned) -> None:
    """All that the desk did is rolled back with the departure, and the next try does it once."""
    planned()
    sample.trouble.append(OSError("killed"))
    assert (operations.send_due(by=BY, at=LEAVES), published()) == (0, 0)
    sample.trouble.clear()
    again = LEAVES + operations.TRY_AGAIN
    assert operations.send_due(by=BY, at=again - SECOND) == 0
    assert (operations.send_due(by=BY, at=again), published()) == (1, 1)


def test_what_cannot_leave_keeps_no_other_and_is_told_to_who_sent_it_and_to_the_head(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, editor = user_with("newsroom", "head"), user_with("newsroom", "editor")
    departure = planned(1, by=Actor.staff(editor))
    other = planned(2)
    sends = sample.send

    def broken(*, thing: int, **step: Any) -> None:
        if thing == 1:
            raise OSError
        sends(thing=thing, **step)

    monkeypatch.setattr(sample, "send", broken)
    at = LEAVES
    for _try in range(operations.TELL_AFTER):
        operations.send_due(by=BY, at=at)
        at += operations.TRY_AGAIN
    for given in (departure, other):
        given.refresh_from_db()
    assert (other.state, departure.state, departure.attempts, departure.trouble) == (
        "sent",
        "leaving",
        operations.TELL_AFTER,
        "OSError",
    )
    for pk in list(Delivery.objects.filter(state="pending").values_list("pk", flat=True)):
        deliver(delivery_id=pk, at=at)
    told = Notice.objects.filter(kind="office.departure_stuck", title="Prova 1").values_list(
        "user_id", flat=True
    )
    assert sorted(told) == sorted([head.pk, editor.pk])


def test_called_back_in_time_or_not_at_all(planned: Planned) -> None:
    departure = planned()
    assert refusal_of(operations.call_back, departure_id=departure.pk, at=LEAVES + SECOND) == "undo_too_late"
    assert operations.call_back(departure_id=departure.pk, at=LEAVES).state == "recalled"
    assert operations.send_due(by=BY, at=LEAVES) == 0
    assert refusal_of(operations.let_go, departure_id=departure.pk, at=LEAVES) == "not_leaving"
    assert refusal_of(operations.call_back, departure_id=departure.pk, at=LEAVES) == "not_leaving"
    assert planned().pk != departure.pk


def test_held_for_a_reason_of_its_desk_is_over_and_says_why(planned: Planned) -> None:
    departure = operations.hold(departure_id=planned().pk, reason=Refusal("gone", "Non serve più."), at=NOW)
    assert (departure.state, departure.trouble, departure.trouble_words) == ("held", "gone", "Non serve più.")
    assert operations.send_due(by=BY, at=LEAVES) == 0


def test_moved_by_a_person_it_leaves_then_and_the_trail_says_so(planned: Planned) -> None:
    departure, later = planned(), NOW + timedelta(days=2)
    operations.move_departure(departure_id=departure.pk, moment=later, by=BY, at=NOW)
    [entry] = Entry.objects.filter(event="office.departure.moved")
    assert (entry.about, entry.note["leaves_at"]) == ("newsroom.case:1", later.isoformat())
    assert [operations.send_due(by=BY, at=at) for at in (LEAVES, later)] == [0, 1]
    step = {"departure_id": departure.pk, "moment": later, "by": BY, "at": NOW}
    assert refusal_of(operations.move_departure, **step) == "not_leaving"


def frozen(about: str = "", desk: str = "newsroom") -> Freeze:
    return operations.freeze(desk=desk, about=about, reason="Notizia sbagliata.", by=BY, at=NOW)


@pytest.mark.parametrize("about", ["", "newsroom.case:1", "newsroom.sample:1"])
def test_stopped_departures_wait_whole_and_go_on(planned: Planned, about: str) -> None:
    departure, other = planned(1), planned(2)
    stop = frozen(about)
    assert operations.send_due(by=BY, at=LEAVES) == (0 if about == "" else 1)
    departure.refresh_from_db()
    assert (departure.state, departure.attempts, departure.leaves_at) == ("leaving", 0, LEAVES)
    assert refusal_of(sample.send, thing=1, by=BY, at=LEAVES) == "departures_frozen"
    operations.lift(freeze_id=stop.pk, by=BY, at=LEAVES)
    assert operations.send_due(by=BY, at=LEAVES) == (2 if about == "" else 1)
    other.refresh_from_db()
    assert (other.state, published()) == ("sent", 2)
    assert [entry.event for entry in Entry.objects.filter(event__startswith="office.departures")] == [
        "office.departures.frozen",
        "office.departures.resumed",
    ]


def test_a_stop_of_another_desk_or_thing_stops_nothing(planned: Planned) -> None:
    planned()
    frozen(desk="foia")
    frozen("newsroom.case:2")
    assert operations.send_due(by=BY, at=LEAVES) == 1


def test_what_is_stopped_is_called_back_however_late(planned: Planned) -> None:
    departure = planned()
    frozen()
    assert operations.call_back(departure_id=departure.pk, at=LEAVES + timedelta(days=3)).state == "recalled"


def test_stopped_once_and_resumed_once() -> None:
    stop = frozen()
    step = {"desk": "newsroom", "reason": "Ancora.", "by": BY, "at": NOW}
    assert refusal_of(operations.freeze, **step) == "already_frozen"
    assert queries.standing_freezes().count() == 1
    operations.lift(freeze_id=stop.pk, by=BY, at=NOW)
    assert refusal_of(operations.lift, freeze_id=stop.pk, by=BY, at=NOW) == "already_lifted"
    assert frozen().pk != stop.pk
