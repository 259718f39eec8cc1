"""Presence lasts half a minute, forgets by itself, and tells the others when it changes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pasocial.office.record import presence
from pasocial.office.record.broadcast import channel, number_of, unpacked, valkey

pytestmark = pytest.mark.django_db


class Colleague(SimpleNamespace):
    def __str__(self) -> str:
        return str(self.name)


ANNA, BRUNO = Colleague(pk=1, name="Anna"), Colleague(pk=2, name="Bruno")


@pytest.fixture
def told() -> Any:
    """What was said aloud since the last call."""
    client = valkey()
    with client.pubsub(ignore_subscribe_messages=True) as subscription:
        subscription.subscribe(channel(number_of(client)))
        subscription.get_message(timeout=5)

        def since() -> list[tuple[str, str] | None]:
            found = []
            while message := subscription.get_message(timeout=0.2):
                found.append(unpacked(message["data"]))
            return found

        yield since


def test_one_never_meets_oneself() -> None:
    presence.beat(case="c", user=ANNA)
    assert presence.others(case="c", user=ANNA) == []


def test_writers_come_first_and_stop_when_they_stop() -> None:
    presence.beat(case="c", user=ANNA)
    presence.beat(case="c", user=BRUNO, writing=True)
    watcher = Colleague(pk=3, name="Carla")
    assert [p.name for p in presence.others(case="c", user=watcher)] == ["Bruno", "Anna"]
    presence.stop_writing(case="c", user=BRUNO)
    assert presence.others(case="c", user=watcher) == [
        presence.Person(1, "Anna", False),
        presence.Person(2, "Bruno", False),
    ]


def test_sign_of_life_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    presence.beat(case="c", user=ANNA)
    assert [p.name for p in presence.others(case="c", user=BRUNO)] == ["Anna"]
    later = presence.time() + presence.SECONDS + 1
    monkeypatch.setattr(presence, "time", lambda: later)
    assert presence.others(case="c", user=BRUNO) == []
    assert 0 < valkey().ttl("pasocial:presence:c:here") <= presence.NAMES_SECONDS


def test_whoever_leaves_is_gone_at_once() -> None:
    presence.beat(case="c", user=ANNA, writing=True)
    presence.leave(case="c", user_id=1)
    assert presence.others(case="c", user=BRUNO) == []


def test_only_a_change_is_told(told: Any) -> None:
    presence.beat(case="c", user=ANNA)
    assert told() == [("presence", "c")]
    presence.beat(case="c", user=ANNA)
    assert told() == []
    presence.renew([("c", 1, "Anna"), ("d", 2, "Bruno")])
    assert told() == [("presence", "d")]
    presence.beat(case="c", user=ANNA, writing=True)
    assert told() == [("presence", "c")]
    presence.stop_writing(case="c", user=ANNA)
    assert told() == [("presence", "c")]
    presence.stop_writing(case="c", user=ANNA)
    assert told() == []
    presence.leave(case="c", user_id=1)
    assert told() == [("presence", "c")]
