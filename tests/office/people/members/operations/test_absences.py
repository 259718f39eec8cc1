"""Whoever is away says until when and who stands in; why she is away is hers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from pasocial.office.people.members import operations, queries
from pasocial.office.people.members.models import Absence
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import coordinator, user_with

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def days(first: int, last: int) -> dict[str, date]:
    return {"first_day": TODAY + timedelta(first), "last_day": TODAY + timedelta(last)}


def refusal_of(**step: object) -> str:
    with pytest.raises(Refused) as refused:
        operations.record_absence(**step)  # type: ignore[arg-type]
    return refused.value.refusal.code


def test_deputy_stands_in_from_the_first_day_to_the_last_and_not_a_day_more(by: Actor, now: datetime) -> None:
    away, deputy = user_with("foia", "head", full_name="Ada Away"), user_with("foia", "editor")
    operations.record_absence(user=away, **days(0, 3), deputy=deputy, by=by, at=now)
    stand_in = queries.StandIn(away.pk, "Ada Away", date(2026, 3, 5), deputy.pk)
    seen = {day: queries.deputies_at(now + timedelta(day)) for day in (-1, 0, 3, 4)}
    assert seen == {-1: {}, 0: {away.pk: stand_in}, 3: {away.pk: stand_in}, 4: {}}
    assert queries.stands_in_for(deputy.pk, now) == [stand_in]
    assert queries.stands_in_for(away.pk, now) == []
    assert queries.absent_among([away.pk, deputy.pk], now) == {away.pk: date(2026, 3, 5)}


def test_day_is_the_one_of_the_office_and_not_of_greenwich(by: Actor, now: datetime) -> None:
    away, deputy = user_with("foia"), user_with("foia")
    operations.record_absence(user=away, **days(1, 1), deputy=deputy, by=by, at=now)
    half_past_midnight_in_rome = now.replace(hour=23, minute=30)
    assert list(queries.deputies_at(half_past_midnight_in_rome)) == [away.pk]


def test_deputy_who_is_away_herself_passes_it_on_and_one_who_left_does_not_count(
    by: Actor, now: datetime
) -> None:
    first, second, third = (user_with("foia") for _ in range(3))
    coordinator()
    operations.record_absence(user=first, **days(0, 3), deputy=second, by=by, at=now)
    operations.record_absence(user=second, **days(0, 1), deputy=third, by=by, at=now)
    assert {away: one.deputy_id for away, one in queries.deputies_at(now).items()} == {
        first.pk: third.pk,
        second.pk: third.pk,
    }
    operations.deactivate(user=third, by=by, at=now)
    assert queries.deputies_at(now) == {}


def test_one_query_tells_who_stands_in_however_many_are_away(
    by: Actor, now: datetime, django_assert_num_queries
) -> None:
    queries.deputies_at(now)
    for _number in range(3):
        operations.record_absence(
            user=user_with("foia"), **days(0, 1), deputy=user_with("foia"), by=by, at=now
        )
    with django_assert_num_queries(1):
        assert len(queries.deputies_at(now)) == 3


def test_absence_that_cannot_be_leaves_nothing(by: Actor, now: datetime) -> None:
    away = user_with("foia", "head")
    step = {"user": away, "by": by, "at": now}
    assert refusal_of(**step, **days(3, 1)) == "days_reversed"
    assert refusal_of(**step, **days(-3, -1)) == "absence_past"
    assert refusal_of(**step, **days(0, 367)) == "absence_too_long"
    assert refusal_of(**step, **days(0, 1), deputy=away) == "deputy_is_herself"
    assert refusal_of(**step, **days(0, 1), deputy=user_with("foia", "viewer")) == "deputy_elsewhere"
    assert refusal_of(**step, **days(0, 1), deputy=user_with("newsroom", "head")) == "deputy_elsewhere"
    assert Absence.objects.count() == 0
    operations.record_absence(**step, **days(2, 4))
    assert refusal_of(**step, **days(4, 6)) == "absence_overlaps"
    operations.record_absence(**step, **days(5, 6))


def test_whoever_holds_a_role_of_the_whole_office_may_name_anybody(by: Actor, now: datetime) -> None:
    top = user_with(office_role="top")
    absence = operations.record_absence(user=top, **days(0, 1), deputy=user_with("foia"), by=by, at=now)
    assert list(queries.deputies_at(now)) == [absence.user_id]


def test_she_is_back_from_today_and_what_had_not_begun_never_was(by: Actor, now: datetime) -> None:
    away, deputy = user_with("foia"), user_with("foia")
    begun = operations.record_absence(user=away, **days(0, 9), deputy=deputy, by=by, at=now)
    later = operations.record_absence(user=away, **days(20, 21), deputy=deputy, by=by, at=now)
    tomorrow = now + timedelta(days=1)
    operations.end_absence(absence_id=begun.pk, by=by, at=tomorrow)
    operations.end_absence(absence_id=later.pk, by=by, at=tomorrow)
    assert queries.deputies_at(tomorrow) == {}
    assert list(queries.absences_of(away.pk).values_list("pk", "last_day")) == [(begun.pk, TODAY)]
    for over in (begun, later):
        with pytest.raises(Refused) as refused:
            operations.end_absence(absence_id=over.pk, by=by, at=tomorrow)
        assert refused.value.refusal.code == "absence_over"


def test_trail_knows_that_she_is_away_and_never_why(by: Actor, now: datetime) -> None:
    away = user_with("foia")
    absence = operations.record_absence(user=away, **days(0, 1), reason="visita", by=by, at=now)
    assert absence.reason == "visita"
    told = Entry.objects.filter(event="office.absence.recorded").values_list("about", "note")
    assert list(told) == [(f"user:{away.pk}", {"absence": absence.pk, "deputy": None})]
