"""The rows that the count reads are those of the memberships, however they came to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from foia.models import AccessRequest, Topic, TopicAsker
from foia.operations import askers, topics
from foia.rules.recurrence import Stretch
from pasocial.office.record.trail.actor import Actor
from pasocial.timekeeping import ROME
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
DAYS = (date(2022, 3, 1), date(2022, 9, 1), date(2023, 9, 1), date(2025, 1, 10))


@pytest.fixture
def topic(filed_request: Callable[..., AccessRequest]) -> Topic:
    """One person who asked four times, once after a pause of more than a year."""
    moments = [datetime.combine(day, time(10), ROME) for day in DAYS]
    made = [filed_request(at=at, received_at=at, birth_date=date(1970, 1, 1)) for at in moments]
    return topics.start_topic(request_ids=[one.pk for one in made], title="Le luminarie", by=BY, at=MONDAY)


def rows(topic: Topic, kind: str = "person") -> list[tuple[date, date]]:
    kept = TopicAsker.objects.filter(topic=topic, kind=kind).order_by("first_on")
    return list(kept.values_list("first_on", "last_on"))


def test_pause_of_more_than_a_year_begins_another_stretch(topic: Topic) -> None:
    assert rows(topic) == rows(topic, "subject") == [(DAYS[0], DAYS[2]), (DAYS[3], DAYS[3])]


def test_request_that_leaves_parts_its_stretch_and_coming_back_mends_it(topic: Topic) -> None:
    middle = topic.memberships.get(asked_on=DAYS[1]).request_id
    topics.leave(topic_id=topic.pk, request_ids=[middle], by=BY, at=MONDAY)
    assert rows(topic) == [(DAYS[0], DAYS[0]), (DAYS[2], DAYS[2]), (DAYS[3], DAYS[3])]
    topics.join(topic_id=topic.pk, request_ids=[middle], by=BY, at=MONDAY)
    assert rows(topic) == [(DAYS[0], DAYS[2]), (DAYS[3], DAYS[3])]


def test_stretches_drawn_anew_are_the_same(topic: Topic) -> None:
    kept = rows(topic), rows(topic, "subject")
    person = topic.memberships.values_list("person", flat=True)[0]
    askers.draw_again(topic, persons=[person])
    assert (rows(topic), rows(topic, "subject")) == kept
    askers.draw_all(topic)
    assert (rows(topic), rows(topic, "subject")) == kept


def test_book_reads_only_the_stretches_that_reach_a_day(topic: Topic) -> None:
    book = askers.TopicBook(topic)
    assert list(book.stretches("person", DAYS[1], DAYS[2])) == [Stretch(DAYS[0], DAYS[2])]
    assert list(book.stretches("person", date(2024, 1, 1), None)) == [Stretch(DAYS[3], DAYS[3])]
    assert list(book.days(DAYS[1], DAYS[2])) == [DAYS[1], DAYS[2]]
    assert book.days_before(DAYS[2], 2) == [DAYS[1], DAYS[0]]
