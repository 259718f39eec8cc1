"""Groups span desks: made, filled, called with @, closed."""

from __future__ import annotations

from datetime import datetime

import pytest

from pasocial.office.people.members import operations, queries
from pasocial.office.people.members.models import WorkGroup
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import user, user_with

pytestmark = pytest.mark.django_db


def made(by: Actor, now: datetime, code: str = "social") -> WorkGroup:
    return operations.open_group(code=code, name="Squadra social", purpose="Canali", by=by, at=now)


def test_group_holds_people_of_several_desks_once_each(by: Actor, now: datetime) -> None:
    group, first, second = made(by, now), user_with("foia"), user_with("newsroom")
    for one in (first, second, first):
        operations.join_group(group_id=group.pk, user=one, by=by, at=now)
    assert list(queries.people_in(group.pk)) == [first, second]
    assert list(queries.every_group().values_list("code", "size")) == [("social", 2)]
    assert list(queries.groups_of(second.pk)) == [group]
    operations.leave_group(group_id=group.pk, user=first, by=by, at=now)
    operations.leave_group(group_id=group.pk, user=first, by=by, at=now)
    assert list(queries.people_in(group.pk)) == [second]
    told = Entry.objects.filter(about=group.about).order_by("id").values_list("event", "note")
    assert list(told) == [
        ("office.group.opened", {"code": "social"}),
        ("office.group.joined", {"user": first.pk}),
        ("office.group.joined", {"user": second.pk}),
        ("office.group.left", {"user": first.pk}),
    ]


def test_text_calls_the_people_of_the_groups_it_names_and_each_once(by: Actor, now: datetime) -> None:
    social, press, person = made(by, now), made(by, now, "stampa"), user_with("foia")
    for group in (social, press):
        operations.join_group(group_id=group.pk, user=person, by=by, at=now)
    assert list(queries.people_mentioned("Per @Social e @stampa: vedete?")) == [person]
    assert list(queries.people_mentioned("Scrivi a info@social.example, non a @altri")) == []
    operations.close_group(group_id=social.pk, by=by, at=now)
    assert list(queries.people_mentioned("@social")) == []
    assert (queries.is_in_group(person.pk, social.pk), queries.is_in_group(person.pk, press.pk)) == (
        False,
        True,
    )


def test_group_that_cannot_be_made_or_entered_says_why(by: Actor, now: datetime) -> None:
    group, gone = made(by, now), user(is_active=False)

    def refused(act, **step) -> str:
        with pytest.raises(Refused) as caught:
            act(by=by, at=now, **step)
        return caught.value.refusal.code

    assert refused(operations.open_group, code="social", name="x") == "code_taken"
    assert refused(operations.open_group, code="@Social", name="x") == "code_taken"
    assert refused(operations.open_group, code="due parole", name="x") == "bad_code"
    assert refused(operations.open_group, code="altro", name=" ") == "name_missing"
    assert refused(operations.join_group, group_id=group.pk, user=gone) == "not_active"
    operations.close_group(group_id=group.pk, by=by, at=now)
    assert refused(operations.join_group, group_id=group.pk, user=user()) == "group_closed"
    assert refused(operations.close_group, group_id=group.pk) == "group_closed"
