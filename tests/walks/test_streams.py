"""Every address of the ASGI process is a stream that this table knows; who may open it is asked of a real server
(tests/office/screens/streams)."""

from __future__ import annotations

import inspect

from django.urls import get_resolver

from tests.walks.addresses import patterns

KNOWN = {"office_streams:office": "streams/office/", "": "healthz"}


def test_every_stream_is_known_and_nothing_else_is_served_there() -> None:
    found = dict(patterns(get_resolver("pasocial.config.stream_urls")))
    assert set(found) == set(KNOWN), "add the stream here and its roles to tests/office/screens/streams"
    assert inspect.iscoroutinefunction(found["office_streams:office"].callback)
