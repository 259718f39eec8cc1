"""Who opens a person's data is written once in ten minutes, cannot be changed, and goes after its time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from pasocial.office.people.access_log import operations, queries
from pasocial.office.people.access_log.models import AccessRecord
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused

pytestmark = pytest.mark.django_db


def opened(at: datetime, user_id: int = 1, about: str = "foia.request:1", **more: str) -> None:
    operations.note_opening(user_id=user_id, about=about, at=at, **more)


def test_one_row_for_a_thing_a_person_and_a_door_in_ten_minutes(now: datetime) -> None:
    for later in (0, 1, 599, 600):
        opened(now + timedelta(seconds=later))
    opened(now, user_id=2)
    opened(now, about="foia.request:2")
    opened(now, door=operations.FILE, part="one")
    opened(now, door=operations.FILE, part="two")
    told = list(queries.openings_of({"foia.request:1"}).values_list("user_id", "door", "part"))
    assert sorted(told) == [
        (1, "file", "one"),
        (1, "file", "two"),
        (1, "page", ""),
        (1, "page", ""),
        (2, "page", ""),
    ]


def test_opening_costs_one_query(now: datetime, django_assert_num_queries) -> None:
    for _twice in range(2):
        with django_assert_num_queries(1):
            opened(now)


def test_openings_are_found_between_two_moments(now: datetime) -> None:
    for days in (0, 1, 2):
        opened(now + timedelta(days=days))
    found = queries.openings_of(
        {"foia.request:1"}, since=now + timedelta(days=1), until=now + timedelta(days=2)
    )
    assert [one.opened_at for one in found] == [now + timedelta(days=1)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE office_access_log_accessrecord SET user_id = 9",
        "DELETE FROM office_access_log_accessrecord",
        "TRUNCATE office_access_log_accessrecord",
    ],
)
def test_database_itself_refuses_to_change_or_empty_it(statement: str) -> None:
    opened(timezone.now())
    with pytest.raises((IntegrityError, DatabaseError), match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AccessRecord.objects.count() == 1


def test_what_is_older_than_its_days_goes_and_the_trail_says_so(by: Actor) -> None:
    now = timezone.now()
    for days in (10, 400, 800):
        opened(now - timedelta(days=days))
    assert operations.forget_old_openings(at=now) == 1
    change_setting(key="access_log_days", value=365, by=by, at=now)
    assert operations.forget_old_openings(at=now) == 1
    assert operations.forget_old_openings(at=now) == 0
    assert AccessRecord.objects.count() == 1
    rows = Entry.objects.filter(event="office.access_log.cleared").values_list("note__rows", flat=True)
    assert list(rows) == [1, 1]
    with pytest.raises(Refused):
        change_setting(key="access_log_days", value=179, by=by, at=now)
