"""A limit counts each caller by window, tells when the next begins, and keeps no address in clear."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from pasocial.rate_limit import KEY, RateLimit, count, take_back

BEGINNING = datetime(2026, 3, 2, 9, 0, 59, tzinfo=UTC)


@pytest.fixture
def twice() -> RateLimit:
    """Of a scope of its own: what other tests counted is no part of it."""
    return RateLimit(f"a.{uuid4().hex}", 2, 60)


def test_the_third_of_two_is_over_until_the_window_ends(twice: RateLimit) -> None:
    readings = [count(twice, "address:1", BEGINNING + timedelta(seconds=10 * n)) for n in range(3)]
    assert [(one.remaining, one.reset, one.over) for one in readings] == [
        (1, 60, False),
        (0, 50, False),
        (0, 40, True),
    ]
    assert {one.ends_at for one in readings} == {BEGINNING + timedelta(minutes=1)}
    assert count(twice, "address:1", BEGINNING + timedelta(seconds=59)).over
    assert count(twice, "address:1", BEGINNING + timedelta(minutes=1)).remaining == 1


def test_callers_and_scopes_are_counted_apart(twice: RateLimit) -> None:
    count(twice, "address:1", BEGINNING)
    assert count(twice, "address:2", BEGINNING).remaining == 1
    assert count(RateLimit(f"{twice.scope}.other", 2, 60), "address:1", BEGINNING).remaining == 1


def test_what_is_taken_back_was_never_counted(twice: RateLimit) -> None:
    for _time in range(5):
        assert count(twice, "address:1", BEGINNING).remaining == 1
        take_back(twice, "address:1")
    take_back(twice, "address:nobody")  # nothing to take back is no fault


def test_no_address_is_kept_in_clear(twice: RateLimit) -> None:
    count(twice, "address:203.0.113.7", BEGINNING)
    client = get_redis_connection("default")
    keys = [key.decode() for key in client.keys("*")]
    assert [key for key in keys if "203.0.113.7" in key] == []
    assert len([key for key in keys if f"{KEY}{twice.scope}:" in key]) == 1


def test_a_guess_is_never_uncounted_while_the_cache_is_away(
    twice: RateLimit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: object, **_named: object) -> None:
        raise RedisError("away")

    monkeypatch.setattr(caches["counters"], "add", away)
    with pytest.raises(RedisError):
        count(RateLimit("a.secret", 5, 60, guarded=True), "address:1", BEGINNING)
    assert count(twice, "address:1", BEGINNING).remaining == 1
