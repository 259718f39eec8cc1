"""Presence lasts half a minute and forgets."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from foia.backoffice import presence

pytestmark = pytest.mark.django_db


class Colleague(SimpleNamespace):
    def __str__(self) -> str:
        return str(self.name)


ANNA, BRUNO = Colleague(pk=1, name="Anna"), Colleague(pk=2, name="Bruno")


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


def test_sign_of_life_ends_by_itself() -> None:
    presence.beat(case="c", user=ANNA)
    assert 0 < cache._cache.get_client().ttl(cache.make_key("foia:presence:c:1:here")) <= presence.SECONDS
    cache.delete("foia:presence:c:1:here")
    assert presence.others(case="c", user=BRUNO) == []
