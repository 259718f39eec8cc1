"""A session's last activity is noted once a minute, and at once when its browser or address changes."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from tests.fixtures import signed_in_client, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_noted() -> None:
    cache.clear()


def writings(captured: Any) -> list[str]:
    return [one["sql"] for one in captured if "usersessions_usersession" in one["sql"]]


def test_second_page_within_a_minute_writes_nothing(django_assert_max_num_queries: Any) -> None:
    client = signed_in_client(user_with("foia"))
    with django_assert_max_num_queries(100) as first:
        client.get("/redazione/")
    with django_assert_max_num_queries(100) as second:
        client.get("/redazione/")
    assert (len(writings(first.captured_queries)) > 0, writings(second.captured_queries)) == (True, [])
    assert UserSession.objects.count() == 1


def test_another_browser_with_the_same_session_is_noted_at_once() -> None:
    client = signed_in_client(user_with("foia"))
    client.get("/redazione/", headers={"user-agent": "Uno"})
    client.get("/redazione/", headers={"user-agent": "Due"})
    assert list(UserSession.objects.values_list("user_agent", flat=True)) == ["Due"]
    client.get("/redazione/", REMOTE_ADDR="192.0.2.7", headers={"user-agent": "Due"})
    assert list(UserSession.objects.values_list("ip", flat=True)) == ["192.0.2.7"]


def test_stranger_notes_nothing() -> None:
    Client().get("/account/login/")
    assert UserSession.objects.count() == 0
