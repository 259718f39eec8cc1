"""The API's limits are those of its settings, and its headers tell what is left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pasocial.rate_limit import RateLimit, Reading
from pasocial.rest import pace

pytestmark = pytest.mark.django_db


def test_calls_are_counted_against_the_pace_of_the_settings(settings):
    settings.REST_PACES = {"read": (2, 60), "wrong_token": (1, 60)}
    readings = [pace.count("read", "address:1") for _call in range(3)]
    assert [(one.remaining, one.over) for one in readings] == [(1, False), (0, False), (0, True)]
    assert readings[0].limit == RateLimit("rest.read", 2, 60)
    assert pace.count("wrong_token", "address:1").limit.guarded


def test_headers_say_what_is_left():
    reading = Reading(RateLimit("rest.read", 120, 60), 7, 12, datetime(2026, 3, 1, tzinfo=UTC), False)
    assert pace.headers_of(reading) == {
        "RateLimit-Limit": "120",
        "RateLimit-Remaining": "7",
        "RateLimit-Reset": "12",
        "RateLimit-Policy": "120;w=60",
    }
