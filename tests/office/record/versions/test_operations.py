"""A row is held until its operation ends; whose version is old is told who made the new one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from desks.newsroom.models import Commission
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.record.versions.operations import Stale, hold, keep

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)


@pytest.fixture
def topic(transactional_topic: Any = None) -> Any:
    from foia.models import Topic

    return Topic.objects.create(title="Le luminarie", created_at=NOON)


def test_only_the_row_is_locked_and_the_latest_values_are_read() -> None:
    row = Commission.objects.create(about="a.thing:1", title="Una pagina", asked_at=NOON)
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        held = hold(Commission.objects.select_related("writer"), row.pk)
    assert held == row
    assert [one["sql"].rsplit(" FOR UPDATE OF ")[1] for one in asked if "FOR UPDATE" in one["sql"]] == [
        '"desk_newsroom_commission"'
    ]
    with pytest.raises(Commission.DoesNotExist), transaction.atomic():
        hold(Commission.objects.all(), row.pk + 1)


def test_an_old_version_is_refused_with_who_made_the_new_one(topic: Any) -> None:
    keep(topic, "title")
    record(event="foia.topic.renamed", about=topic.about, by=Actor.system("test"), at=NOON)
    with pytest.raises(Stale) as caught, transaction.atomic():
        hold(type(topic).objects.all(), topic.pk, version=topic.version - 1)
    stale = caught.value
    assert (stale.current, stale.event, stale.changed_at) == (topic, "foia.topic.renamed", NOON)
    assert str(stale.changed_by) == "il sistema"


def test_keeping_saves_the_named_fields_alone(topic: Any) -> None:
    before = topic.version
    topic.title, topic.summary = "Altro", "Non va salvato"
    keep(topic, "title")
    topic.refresh_from_db()
    assert (topic.title, topic.summary, topic.version) == ("Altro", "", before + 1)
