"""A desk's thing for the tests of departures: it leaves through its own operation, like any other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pasocial.office.messaging.departures import operations, queries
from pasocial.office.record.registry import DepartureKind
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record

KIND = DepartureKind(
    "newsroom.sample",
    "Cosa di prova",
    send="tests.office.messaging.departures.sample.send",
    call_back="tests.office.messaging.departures.sample.call_back",
    permission="newsroom.approve",
)
# What a send does before anything else; a test puts trouble here.
trouble: list[Exception] = []


@transaction.atomic
def send(*, thing: int, by: Actor, at: datetime) -> None:
    departure = queries.newest_of(KIND.code, f"newsroom.sample:{thing}")
    assert departure is not None
    if operations.let_go(departure_id=departure.pk, at=at):
        record(event="newsroom.page.published", about=departure.thing, by=by, at=at)
    if trouble:
        raise trouble[0]


@transaction.atomic
def call_back(*, thing: int, by: Actor, at: datetime) -> None:
    departure = queries.newest_of(KIND.code, f"newsroom.sample:{thing}")
    assert departure is not None
    operations.call_back(departure_id=departure.pk, at=at)
