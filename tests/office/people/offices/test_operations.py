"""Offices are added, moved and closed; who works there is called by the name the office has now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from pasocial.office.people.offices import operations, queries
from pasocial.office.people.offices.models import Office
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import user

pytestmark = pytest.mark.django_db


def added(by: Actor, now: datetime, code: str, level: str = "office", **more: Any) -> Office:
    return operations.add_office(code=code, name=f"Nome {code}", level=level, by=by, at=now, **more)


def test_tree_shows_each_office_followed_by_its_parts(
    by: Actor, now: datetime, django_assert_num_queries
) -> None:
    area = added(by, now, "A", "area")
    service = added(by, now, "S", "service", parent=area)
    added(by, now, "U2", parent=service)
    added(by, now, "U1", parent=service)
    added(by, now, "B", "area")
    with django_assert_num_queries(1):
        shown = [(one.office.code, one.depth) for one in queries.tree()]
    assert shown == [("A", 0), ("S", 1), ("U1", 2), ("U2", 2), ("B", 0)]
    assert [one.office.code for one in queries.tree("nome u")] == ["U1", "U2"]


def test_office_never_becomes_part_of_its_own_part(by: Actor, now: datetime) -> None:
    top = added(by, now, "A")
    below = added(by, now, "B", parent=top)
    with pytest.raises(Refused) as refused:
        operations.change_office(office_id=top.pk, name="A", level="office", parent=below, by=by, at=now)
    assert refused.value.refusal.code == "circle"
    top.refresh_from_db()
    assert top.parent is None


def test_change_tells_old_and_new_and_no_change_tells_nothing(by: Actor, now: datetime) -> None:
    head = user()
    office = added(by, now, "A", mailbox="a@ente.example")
    told = {"name": "Nome A", "level": "area", "head": head, "mailbox": "b@ente.example"}
    for _twice in range(2):
        operations.change_office(office_id=office.pk, **told, by=by, at=now)
    entry = Entry.objects.get(event="office.office.changed")
    assert entry.note == {
        "changed": {"level": ["office", "area"], "head_id": [None, head.pk], "mailbox": [True, True]}
    }


def test_whoever_works_there_is_called_by_the_name_the_office_has_now(by: Actor, now: datetime) -> None:
    office, person = added(by, now, "A"), user()
    operations.place_person(user=person, office=office, by=by, at=now)
    operations.change_office(office_id=office.pk, name="Tributi", level="office", by=by, at=now)
    person.refresh_from_db()
    assert (person.office_name, list(queries.people_of(office.pk))) == ("Tributi", [person])
    assert queries.office_of(person.pk) == office
    operations.close_office(office_id=office.pk, by=by, at=now)
    person.refresh_from_db()
    assert (person.office_name, queries.office_of(person.pk)) == ("", None)
    with pytest.raises(Refused) as refused:
        operations.place_person(user=person, office=Office.objects.get(), by=by, at=now)
    assert refused.value.refusal.code == "office_closed"


def test_office_with_open_parts_is_not_closed_and_a_code_is_used_once(by: Actor, now: datetime) -> None:
    top = added(by, now, "A")
    added(by, now, "B", parent=top)
    for act, code in (
        (lambda: operations.close_office(office_id=top.pk, by=by, at=now), "has_parts"),
        (lambda: added(by, now, "A"), "code_taken"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusal.code == code
