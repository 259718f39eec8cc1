"""The count's own promises: a large topic costs no more than a small one, and askers are what memberships say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foia.models import AccessRequest, Topic, TopicAsker, TopicMembership
from foia.operations import askers, counting, persons, topics, triage
from foia.queries.recurrence import differences
from foia.rules.filing import ApplicantDetails, Identification
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
Filed = Callable[..., AccessRequest]


def test_askers_after_newest_requests_equal_a_rebuild(filed_request: Filed) -> None:
    topic = Topic.objects.create(title="Tema che cresce", created_at=MONDAY)
    for number, name in enumerate(["Anna Neri", "Bruno Sala", "Anna Neri", ""]):
        request = filed_request(
            at=MONDAY + timedelta(days=number),
            name=name,
            birth_date=date(1970, 1, 1 + (number % 2)) if name else None,
        )
        topics.join(topic_id=topic.pk, request_ids=[request.pk], by=BY, at=MONDAY)
    grown = set(TopicAsker.objects.filter(topic=topic).values_list("kind", "key", "first_on", "last_on"))
    askers.draw_all(topic)
    assert (
        set(TopicAsker.objects.filter(topic=topic).values_list("kind", "key", "first_on", "last_on")) == grown
    )


PEOPLE = [
    {"name": "Anna Neri", "codice_fiscale": "RSSMRA80A01H501U"},
    {"name": "Bruno Sala", "codice_fiscale": "VRDNNA85B41F205O"},
    {"name": "Anna Neri", "birth_date": date(1980, 1, 1)},
    {"name": "Carla Riva", "codice_fiscale": "BNCLCU79C12L219Z", "organisation": "Circolo Ambiente"},
    {"name": "Dario Po", "codice_fiscale": "NREPLA90D50D612T", "organisation": "Circolo Ambiente"},
    {"name": "Elena Gallo"},
    {},
]
ACTIONS = (
    "join",
    "join",
    "join",
    "leave",
    "identify",
    "test",
    "same",
    "other",
    "club",
    "split",
    "merge",
    "undo",
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lives=st.lists(
        st.tuples(st.sampled_from(ACTIONS), st.integers(0, 6), st.integers(0, 900), st.integers(0, 99)),
        min_size=4,
        max_size=14,
    )
)
def test_count_equals_a_whole_recount_after_any_life_of_two_topics(
    filed_request: Filed, lives: list[tuple[str, int, int, int]]
) -> None:
    """Joins in any order of days, leaves, late identifications, tests, words of staff, splits, merges, undos."""
    first = filed_request(name="Primo Chiedente", birth_date=date(1970, 1, 1))
    topic = topics.start_topic(request_ids=[first.pk], title="Il primo tema", by=BY, at=MONDAY)
    for action, who, day, pick in lives:
        inside = list(TopicMembership.objects.order_by("pk").select_related("topic", "request"))
        one = inside[pick % len(inside)] if inside else None
        with suppress(Refused):
            if action == "join" or one is None:
                moment = MONDAY - timedelta(days=day)
                request = filed_request(**{"name": "", **PEOPLE[who]}, at=moment, received_at=moment)
                target = one.topic_id if one else topic.pk
                topics.join(topic_id=target, request_ids=[request.pk], by=BY, at=MONDAY)
            elif action == "leave":
                topics.leave(topic_id=one.topic_id, request_ids=[one.request_id], by=BY, at=MONDAY)
            elif action == "identify":
                person = ApplicantDetails(
                    email="x@posta.example", identified_by=Identification.DECLARED, **PEOPLE[who]
                )
                triage.identify(request_id=one.request_id, applicant=person, by=BY, at=MONDAY)
                topics.person_changed(request_id=one.request_id, by=BY, at=MONDAY)
            elif action == "test":
                AccessRequest.objects.filter(pk=one.request_id).update(is_test=not one.request.is_test)
                topics.person_changed(request_id=one.request_id, by=BY, at=MONDAY, because="marked_test")
            elif action == "same":
                both = list(
                    one.topic.memberships.values_list("person", flat=True).distinct().order_by("person")[:2]
                )
                persons.merge_persons(topic_id=one.topic_id, persons=both, why="Lo so bene", by=BY, at=MONDAY)
            elif action == "other":
                persons.split_persons(
                    topic_id=one.topic_id, person_key=one.person_key, why="Lo so bene", by=BY, at=MONDAY
                )
            elif action == "club":
                persons.confirm_organisation(
                    topic_id=one.topic_id,
                    organisation_key=one.organisation_key,
                    confirmed=not one.organisation_confirmed,
                    by=BY,
                    at=MONDAY,
                )
            elif action == "split":
                topics.split(
                    topic_id=one.topic_id, request_ids=[one.request_id], title="Una parte", by=BY, at=MONDAY
                )
            elif action == "merge":
                into = inside[(pick + 1) % len(inside)].topic_id
                topics.merge(topic_id=one.topic_id, into_id=into, by=BY, at=MONDAY)
            elif action == "undo":
                topics.undo_last(topic_id=one.topic_id, by=BY, at=MONDAY)
        assert list(differences()) == []


def test_one_person_a_hundred_times_is_one_row_and_never_a_hard_flag(filed_request: Filed) -> None:
    asked = [
        filed_request(at=MONDAY - timedelta(days=number), **{"name": "", **PEOPLE[0]})
        for number in range(100)
    ]
    topic = topics.start_topic(request_ids=[asked[0].pk], title="Cento volte", by=BY, at=MONDAY)
    for one in asked[1:50]:
        topics.join(topic_id=topic.pk, request_ids=[one.pk], by=BY, at=MONDAY)
    topic = topics.join(topic_id=topic.pk, request_ids=[one.pk for one in asked[50:]], by=BY, at=MONDAY)
    assert (topic.flag, topic.requests_total, topic.persons_in_window, topic.requests_in_window) == (
        "none",
        100,
        1,
        100,
    )
    assert sorted(TopicAsker.objects.filter(topic=topic).values_list("kind", flat=True)) == [
        "person",
        "subject",
    ]
    assert list(differences()) == []


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
