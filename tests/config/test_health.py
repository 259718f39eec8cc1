"""Probes tell the truth about each part and nothing about why."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from pasocial.config import health, pulse

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_asking_the_database(
    client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/healthz").content == b"ok\n"


def test_readyz_names_the_worker_as_missing_until_one_leaves_its_mark(client: Client) -> None:
    cache.delete(pulse.KEY)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {
            "ready": False,
            "parts": {"database": "ok", "cache": "ok", "broker": "ok", "worker": "unreachable"},
        },
    )
    cache.set(pulse.KEY, 1, pulse.FADES_AFTER_SECONDS)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_readyz_never_says_why_a_part_fails(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise RuntimeError("postgresql://user:password@secret-host")

    monkeypatch.setitem(health.PARTS, "database", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["database"] == "unreachable"
    assert b"secret-host" not in answer.content


def test_metrics_are_shown_only_to_this_machine_without_a_token(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 404
    figures = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()
    assert 'pasocial_part_reachable{part="database"} 1.0' in figures
    assert "pasocial_deliveries_owed 0.0" in figures


def test_metrics_token_opens_from_anywhere_and_nothing_else_does(client: Client, settings: object) -> None:
    settings.METRICS_TOKEN = "figures-for-the-monitor"  # type: ignore[attr-defined]
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 404
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer wrong").status_code == 404
    opened = client.get(
        "/metrics", REMOTE_ADDR="203.0.113.9", HTTP_AUTHORIZATION="Bearer figures-for-the-monitor"
    )
    assert opened.status_code == 200


def test_probes_answer_whoever_asks_by_address_and_pages_do_not(client: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["redazione.comune.example"]  # type: ignore[attr-defined]
    for host in ("127.0.0.1:8000", "10.0.3.7:8000", "streams:8001"):
        assert client.get("/healthz", headers={"Host": host}).status_code == 200
        assert client.get("/metrics", headers={"Host": host}).status_code == 200
        assert client.get("/readyz?needs=database", headers={"Host": host}).status_code == 200
        assert client.get("/accesso-civico/", headers={"Host": host}).status_code == 400
