"""Paces are counted by caller and window, and tell what is left."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from pasocial.rest import pace

pytestmark = pytest.mark.django_db


def test_pace_counts_down_and_is_over_after_the_last(settings, monkeypatch):
    settings.REST_PACES = {"read": (2, 60)}
    monkeypatch.setattr(pace, "time", lambda: 120.0)
    readings = [pace.count("read", "address:1") for _call in range(3)]
    assert [(reading.remaining, reading.over) for reading in readings] == [(1, False), (0, False), (0, True)]
    assert {reading.reset for reading in readings} == {60}
    assert pace.count("read", "address:2").remaining == 1
    monkeypatch.setattr(pace, "time", lambda: 180.0)
    assert pace.count("read", "address:1").remaining == 1


def test_headers_say_what_is_left():
    reading = pace.Reading("read", 120, 7, 12, 60, False)
    assert pace.headers_of(reading) == {
        "RateLimit-Limit": "120",
        "RateLimit-Remaining": "7",
        "RateLimit-Reset": "12",
        "RateLimit-Policy": "120;w=60",
    }


def test_no_address_is_kept_in_clear(settings):
    settings.REST_PACES = {"read": (2, 60)}
    pace.count("read", "address:203.0.113.7")
    client = cache._cache.get_client(None, write=False)
    assert [key for key in client.keys("*") if b"203.0.113.7" in key] == []
    assert len(client.keys("*rest.pace:read*")) == 1
