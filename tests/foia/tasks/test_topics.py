"""What the coordinator saves reaches every topic through the trail, a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from foia.models import AccessRequest, Topic, TopicRecount
from foia.operations import topics as joining
from foia.tasks import topics
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery
from pasocial.office.record.trail.operations import deliver
from tests import fixtures
from tests.conftest import OPENING
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
RECOUNT = "foia.tasks.topics.recount_on_new_terms"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settings_forgotten() -> Iterator[None]:
    yield
    settings_store.forget()


def react() -> None:
    """What a worker does with what the trail owes the recount."""
    for pk in list(Delivery.objects.filter(reaction=RECOUNT, state="pending").values_list("pk", flat=True)):
        assert deliver(delivery_id=pk, at=MONDAY) is True


@pytest.fixture
def flagged(filed_request: Callable[..., AccessRequest]) -> list[Topic]:
    """Three topics, each asked by four persons."""
    return [
        joining.start_topic(
            request_ids=[
                filed_request(
                    at=MONDAY + timedelta(days=n),
                    name=f"Persona {'ABCD'[n]} Rossi",
                    birth_date=date(1970, 1, n + 1),
                ).pk
                for n in range(4)
            ],
            title=title,
            by=BY,
            at=MONDAY,
        )
        for title in ("Luminarie", "Mense", "Piscina")
    ]


def flags() -> list[str]:
    return list(Topic.objects.order_by("pk").values_list("flag", flat=True))


def test_saved_threshold_is_counted_with_in_the_background(
    client: Client, flagged: list[Topic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topics, "TOPICS_AT_A_TIME", 2)
    call_command("open_office", **OPENING)
    who = fixtures.coordinator()
    panel = fixtures.signed_in(client, who)
    address = reverse("coordinator_settings", args=["recurrence"])
    form = panel.get(address).context["form"]
    saved = panel.post(address, {**form.initial, "recurrence_threshold": 6})
    assert (saved.status_code, flags()) == (302, ["hard"] * 3)
    react()
    run = TopicRecount.objects.get()
    assert (run.threshold, run.asked_by, run.topics, run.state) == (6, who, 3, "running")
    assert (
        "Temi da ricontare con le nuove impostazioni"
        in panel.get(reverse("coordinator_overview")).content.decode()
    )
    assert (topics.go_on_recounting(), flags()) == (2, ["none", "none", "hard"])
    assert (topics.go_on_recounting(), flags()) == (1, ["none"] * 3)
    assert topics.go_on_recounting() == 0
    run.refresh_from_db()
    assert (run.state, run.lowered) == ("done", 3)


def test_other_settings_recount_nothing(flagged: list[Topic]) -> None:
    change_setting(key="recurrence_decision_days", value=20, by=BY, at=MONDAY)
    change_setting(key="body_name", value="Comune di Prova", by=BY, at=MONDAY)
    assert Delivery.objects.filter(reaction=RECOUNT, state="pending").count() == 2
    react()
    assert TopicRecount.objects.count() == 0


def test_requests_that_come_meanwhile_are_counted_with_the_new_terms(
    flagged: list[Topic], filed_request: Callable[..., AccessRequest]
) -> None:
    """Also by a worker that still remembers the old ones: what counts is read from the database."""
    assert settings_store.value("recurrence_threshold") == 4
    settings_store.Setting.objects.create(key="recurrence_threshold", value=5, changed_at=MONDAY)
    fifth = filed_request(at=MONDAY, name="Persona E Rossi", birth_date=date(1970, 1, 9))
    fresh = joining.start_topic(
        request_ids=[
            fifth.pk,
            *flagged[0].memberships.values_list("request_id", flat=True),
        ],
        title="Luminarie nuove",
        by=BY,
        at=MONDAY,
    )
    assert settings_store.value("recurrence_threshold") == 4
    assert (fresh.flag, fresh.flagged_on) == ("hard", MONDAY.date() + timedelta(days=3))
    last = flagged[0].memberships
    assert last.count() == 0
    parted = joining.leave(topic_id=fresh.pk, request_ids=[fifth.pk], by=BY, at=MONDAY)
    assert parted.flag == "none"
