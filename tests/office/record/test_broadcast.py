"""Hints leave after commit, and a server that is away costs an act nothing."""

from __future__ import annotations

from time import monotonic
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction

from pasocial.embedded.ports import free_port
from pasocial.office.record import broadcast


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(broadcast, "hint", lambda event, *about: told.append((event, *about)))
    return told


@pytest.mark.django_db(transaction=True)
def test_hint_waits_for_the_commit(said: list[tuple[str, ...]]) -> None:
    with transaction.atomic():
        broadcast.hint_on_commit("changed", ["a", "b", "a"])
        assert said == []
    assert said == [("changed", "a", "b")]
    with transaction.atomic():
        broadcast.hint_on_commit("changed", ["c"])
        transaction.set_rollback(True)
    assert said == [("changed", "a", "b")]


def test_hint_without_a_server_warns_once_and_returns_at_once(
    settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = type(caches["default"])(f"redis://127.0.0.1:{free_port()}/0", settings.CACHES["default"])
    monkeypatch.setattr(broadcast, "valkey", nowhere.client.get_client)
    monkeypatch.setattr(broadcast, "_silent_until", 0.0)
    began = monotonic()
    for _ in range(50):
        broadcast.hint("changed", "a")
    assert monotonic() - began < 2
    assert len([each for each in caplog.records if each.name == broadcast.__name__]) == 1


@pytest.mark.parametrize("raw", [b"\xff", b"{}", b"1", b'["a"]', b"[1,2]", b'["a",2]', b'["a","b","c"]'])
def test_unpacked_passes_over_what_is_not_ours(raw: bytes) -> None:
    assert broadcast.unpacked(raw) is None


def test_unpacked_is_the_inverse_of_packed() -> None:
    assert broadcast.unpacked(broadcast.packed("changed", "foia.request:7")) == ("changed", "foia.request:7")


@pytest.mark.django_db(transaction=True)
def test_act_stands_when_what_follows_its_commit_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("away")

    monkeypatch.setattr(broadcast, "hint", fails)
    with transaction.atomic():
        broadcast.hint_on_commit("changed", ["a"])
