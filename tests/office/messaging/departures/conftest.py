from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pasocial.office.messaging.departures import operations
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import NOW
from tests.office.messaging.departures import sample

Planned = Callable[..., Departure]


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = {**registry.departure_kinds(), sample.KIND.code: sample.KIND}
    monkeypatch.setattr(registry, "departure_kinds", lambda: known)
    yield
    sample.trouble.clear()


@pytest.fixture
def planned() -> Planned:
    """A thing on its way since NOW."""

    def plan(thing: int = 1, *, by: Actor | None = None, **more: object) -> Departure:
        given = {"at": NOW, "about": f"newsroom.case:{thing}", "title": f"Prova {thing}", **more}
        return operations.plan(
            kind=sample.KIND.code,
            thing=f"newsroom.sample:{thing}",
            by=by or Actor.system("test"),
            **given,  # type: ignore[arg-type]
        )

    return plan
