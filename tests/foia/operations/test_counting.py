"""The count's own promises: a large topic costs no more than a small one, and askers are what memberships say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foia.models import Request, Topic, TopicAsker, TopicMembership
from foia.operations import counting, topics
from pasocial.office.trail.actor import Actor
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
Filed = Callable[..., Request]


def a_topic(filed_request: Filed, size: int, people: int) -> Topic:
    """A topic whose memberships were written straight into the table, as many as wanted."""
    topic = Topic.objects.create(
        title="Tema molto chiesto", created_at=MONDAY, last_asked_on=date(2024, 1, 1)
    )
    first = filed_request(at=MONDAY, name="Prima Persona", birth_date=date(1970, 1, 1))
    pattern = Request.objects.defer("search").get(pk=first.pk)
    for number in range(size):
        applicant = pattern.applicant
        applicant.pk = None
        applicant.save()
        pattern.pk, pattern.code, pattern.sequence = (
            None,
            f"T{topic.pk}-{number}",
            100_000 + topic.pk * 1000 + number,
        )
        pattern.idempotency_key, pattern.applicant = None, applicant
        pattern.save()
        TopicMembership.objects.create(
            topic=topic,
            request=pattern,
            asked_on=date(2020, 1, 1) + timedelta(days=number * 2),
            person_key=f"cf:{number % people}",
            person_aliases=[f"cf:{number % people}"],
            person=f"cf:{number % people}",
            proven=True,
            confirmed_at=MONDAY,
        )
    counting.rebuild_askers(topic)
    topic.requests_total = size
    topic.last_asked_on = date(2020, 1, 1) + timedelta(days=size * 2)
    topic.save()
    return topic


@pytest.mark.parametrize("people", [2, 3])
def test_adding_the_newest_request_costs_the_same_however_large_the_topic(
    filed_request: Filed, people: int
) -> None:
    costs = []
    for size in (5, 60):
        topic = a_topic(filed_request, size, people)
        newest = filed_request(at=MONDAY, name=f"Nuova Persona {size}", birth_date=date(1980, 2, 3))
        with CaptureQueriesContext(connection) as queries:
            topics.join(topic_id=topic.pk, request_ids=[newest.pk], by=BY, at=MONDAY)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_askers_after_newest_requests_equal_a_rebuild(filed_request: Filed) -> None:
    topic = Topic.objects.create(title="Tema che cresce", created_at=MONDAY)
    for number, name in enumerate(["Anna Neri", "Bruno Sala", "Anna Neri", ""]):
        request = filed_request(
            at=MONDAY + timedelta(days=number),
            name=name,
            birth_date=date(1970, 1, 1 + (number % 2)) if name else None,
        )
        topics.join(topic_id=topic.pk, request_ids=[request.pk], by=BY, at=MONDAY)
    grown = set(TopicAsker.objects.filter(topic=topic).values_list("kind", "key", "last_on"))
    counting.rebuild_askers(topic)
    assert set(TopicAsker.objects.filter(topic=topic).values_list("kind", "key", "last_on")) == grown


def test_requests_that_the_law_leaves_out_do_not_count(filed_request: Filed) -> None:
    request = filed_request()
    assert counting.counts(request) is True
    for change in (
        {"is_test": True},
        {"state": "transferred"},
        {"state": "needs_identification"},
        {"kind": "documentary"},
    ):
        request.refresh_from_db()
        for field, value in change.items():
            setattr(request, field, value)
        assert counting.counts(request) is False
