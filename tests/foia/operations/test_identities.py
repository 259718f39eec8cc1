"""One row for each key: a person who asked a thousand times costs what a new one costs, chains of keys are one person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from foia.models import AccessRequest, Topic, TopicIdentity, TopicMembership
from foia.operations import topics
from foia.queries.recurrence import differences
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
Filed = Callable[..., AccessRequest]

ANNA = {"name": "Anna Verdi", "codice_fiscale": "VRDNNA85B41F205O"}


@contextmanager
def rows_read() -> Iterator[list[int]]:
    """How many rows each query brought back."""
    rows: list[int] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith("SELECT"):
            rows.append(context["cursor"].rowcount)
        return result

    with connection.execute_wrapper(count):
        yield rows


def asked_often(filed_request: Filed, times: int) -> Topic:
    """A topic that one person asked for `times` times, written straight into the table."""
    first = filed_request(at=MONDAY, **ANNA)
    topic = topics.start_topic(request_ids=[first.pk], title="Sempre la stessa", by=BY, at=MONDAY)
    pattern = AccessRequest.objects.defer("search").get(pk=first.pk)
    for number in range(times):
        applicant = pattern.applicant
        applicant.pk = None
        applicant.save()
        pattern.pk, pattern.code, pattern.sequence = (
            None,
            f"T{topic.pk}-{number}",
            900_000 + topic.pk * 1000 + number,
        )
        pattern.idempotency_key, pattern.applicant = None, applicant
        pattern.save()
        member = topic.memberships.first()
        member.pk, member.request = None, pattern
        member.save()
    return topic


def test_one_person_with_many_requests_costs_as_much_as_with_few(filed_request: Filed) -> None:
    costs = []
    for times in (2, 40):
        topic = asked_often(filed_request, times)
        for changes in ({}, {"pec": f"anna{times}@pec.example"}):
            newest = filed_request(at=MONDAY + timedelta(days=1), **ANNA, **changes)
            with rows_read() as rows:
                topics.join(topic_id=topic.pk, request_ids=[newest.pk], by=BY, at=MONDAY)
            costs.append((len(rows), max(rows)))
        assert TopicIdentity.objects.filter(topic=topic).count() == 1
    assert costs[:2] == costs[2:]


def test_keys_linked_in_a_chain_are_one_person_until_the_link_leaves(filed_request: Filed) -> None:
    by_code = filed_request(at=MONDAY, name="", codice_fiscale="VRDNNA85B41F205O")
    by_both = filed_request(at=MONDAY, name="", codice_fiscale="VRDNNA85B41F205O", pec="anna@pec.example")
    by_pec = filed_request(at=MONDAY, name="", pec="anna@pec.example")
    ids = [by_code.pk, by_both.pk, by_pec.pk]
    topic = topics.start_topic(request_ids=ids[:1], title="Una catena", by=BY, at=MONDAY)
    for pk in ids[1:]:
        topics.join(topic_id=topic.pk, request_ids=[pk], by=BY, at=MONDAY)
    members = TopicMembership.objects.filter(topic=topic)
    assert len(set(members.values_list("person", flat=True))) == 1
    topics.leave(topic_id=topic.pk, request_ids=[by_both.pk], by=BY, at=MONDAY)
    assert set(members.values_list("person", flat=True)) == {by_code.person_key, by_pec.person_key}
    assert list(differences()) == []


def test_a_late_link_joins_persons_counted_apart(filed_request: Filed) -> None:
    keys: list[dict[str, Any]] = [
        {"pec": "anna@pec.example", "name": ""},
        {"name": "Anna Verdi", "birth_date": date(1985, 2, 1)},
        {"pec": "anna@pec.example", "name": "Anna Verdi", "birth_date": date(1985, 2, 1)},
    ]
    topic = Topic.objects.create(title="Due poi una", created_at=MONDAY)
    counted = []
    for key in keys:
        request = filed_request(at=MONDAY, **key)
        topics.join(topic_id=topic.pk, request_ids=[request.pk], by=BY, at=MONDAY)
        counted.append(len(set(topic.memberships.values_list("person", flat=True))))
    assert counted == [1, 2, 1]
    assert list(differences()) == []
