"""The newsroom's work by REST: the same roles, the same guards, the same trail."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desks.newsroom import operations
from desks.newsroom.operations import reference
from pasocial.office.people.identity.operations import make_token
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from tests.desks.newsroom.test_operations import BODY
from tests.fixtures import user_with

ROOT = "/api/v1/newsroom/commissions/"
SCOPES = ("newsroom.read", "newsroom.write", "newsroom.approve")
SUMMARY = "Quanto costa la mensa, anno per anno, con tutte le determine."

pytestmark = pytest.mark.django_db


def program(role: str, *scopes: str) -> Client:
    person = user_with("newsroom", role)
    wanted = scopes or SCOPES
    _token, raw = make_token(
        user=person,
        name="prova",
        scopes=wanted,
        allowed=wanted,
        expires_at=None,
        by=Actor.staff(person),
        at=timezone.now(),
    )
    return Client(headers={"Authorization": f"Bearer {raw}"})


def send(client: Client, path: str, data: Any = None) -> Any:
    return client.post(f"{ROOT}{path}", json.dumps(data or {}), content_type="application/json")


def test_page_goes_from_asked_to_published_by_two_people(commission):
    asked = commission(summary=SUMMARY, body=BODY)
    editor, head = program("editor"), program("head")
    assert send(editor, f"{asked.pk}/take/").json()["state"] == "writing"
    assert send(editor, f"{asked.pk}/submit/", {}).json()["state"] == "submitted"
    assert send(editor, f"{asked.pk}/publish/").status_code == 403
    returned = send(head, f"{asked.pk}/return/", {"why": "Spiega le determine."}).json()
    assert (returned["state"], returned["return_reason"]) == ("writing", "Spiega le determine.")
    send(editor, f"{asked.pk}/submit/", {})
    assert send(head, f"{asked.pk}/publish/").json()["state"] == "leaving"
    last = history_of(reference(asked)).last()
    assert (last.event, last.actor_kind) == ("newsroom.page.approved", "machine")
    later = timezone.now() + timedelta(seconds=16)
    operations.release_page(thing=asked.pk, by=Actor.system("test"), at=later)
    assert head.get(f"{ROOT}{asked.pk}/").json()["state"] == "published"
    told = send(head, f"{asked.pk}/drop/", {"why": "Non serve più."})
    assert (told.status_code, told.json()["code"]) == (422, "wrong_moment")


def test_without_key_scope_or_role_nothing_is_read(commission):
    asked = commission(summary=SUMMARY)
    assert Client().get(ROOT).status_code == 401
    reader = program("head", "newsroom.read")
    assert reader.get(f"{ROOT}{asked.pk}/").status_code == 200
    assert send(reader, f"{asked.pk}/take/").json()["code"] == "scope_missing"
    assert send(program("viewer"), f"{asked.pk}/take/").json()["code"] == "role_missing"
    assert reader.get(f"{ROOT}999999/").status_code == 404


def test_list_filters_and_costs_the_same_with_one_and_three_rows(commission):
    reader = program("viewer")

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as context:
            answer = reader.get(ROOT)
        return len(context), answer.json()["count"]

    commission(title="Costi della mensa", summary=SUMMARY)
    cost()
    one, rows = cost()
    assert rows == 1
    commission(title="Orari degli autobus", summary=SUMMARY)
    commission(title="Multe del 2025", summary=SUMMARY)
    assert cost() == (one, 3)
    assert reader.get(ROOT, {"state": "writing"}).json()["count"] == 0
    assert reader.get(ROOT, {"state": "boh"}).status_code == 400
