"""`check_recurrence` finds what was tampered with; `recurrence_report` tells how people judged the suggestions."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foia.models import Request, Suggestion, Topic, TopicAsker, TopicMembership
from foia.operations import topics
from foia.queries.recurrence import best_threshold, report
from pasocial.office.trail.actor import Actor
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db

BY = Actor.system("test")


@pytest.fixture
def flagged(filed_request: Callable[..., Request]) -> Topic:
    """A topic asked by five persons within a year, grown one request at a time as at work."""
    requests = [
        filed_request(
            at=MONDAY + timedelta(days=n), name=f"Persona {'ABCDE'[n]} Rossi", birth_date=date(1970, 1, n + 1)
        )
        for n in range(5)
    ]
    topic = topics.start_topic(request_ids=[requests[0].pk], title="Luminarie", by=BY, at=MONDAY)
    for one in requests[1:]:
        topics.join(topic_id=topic.pk, request_ids=[one.pk], by=BY, at=MONDAY)
    topic.refresh_from_db()
    assert topic.flag == "hard"
    return topic


def checked() -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("check_recurrence", stdout=out)
    except CommandError as fault:
        return out.getvalue(), fault.returncode
    return out.getvalue(), 0


def test_check_recurrence_agrees_with_what_operations_keep(flagged: Topic) -> None:
    moved = list(flagged.memberships.values_list("request_id", flat=True))[:2]
    topics.split(topic_id=flagged.pk, request_ids=moved, title="Una parte", by=BY, at=MONDAY)
    assert checked() == ("2 topics agree with their requests.\n", 0)


TAMPERINGS: dict[str, Callable[[Topic], Any]] = {
    "hard_on": lambda topic: Topic.objects.filter(pk=topic.pk).update(hard_on=date(2026, 1, 1)),
    "soft_on": lambda topic: Topic.objects.filter(pk=topic.pk).update(soft_on=None),
    "flag": lambda topic: Topic.objects.filter(pk=topic.pk).update(flag="soft"),
    "flagged_on": lambda topic: Topic.objects.filter(pk=topic.pk).update(flagged_on=date(2026, 1, 1)),
    "requests_total": lambda topic: Topic.objects.filter(pk=topic.pk).update(requests_total=9),
    "last_asked_on": lambda topic: Topic.objects.filter(pk=topic.pk).update(last_asked_on=None),
    "asker person": lambda topic: TopicAsker.objects.filter(kind="person")[:1].get().delete(),
    "asker subject": lambda topic: TopicAsker.objects.filter(kind="subject").update(last_on=date(2030, 1, 1)),
    "asker unproven": lambda topic: TopicAsker.objects.create(
        topic=topic, kind="unproven", key="incerta:x", first_on=MONDAY, last_on=MONDAY
    ),
    "window_from": lambda topic: Topic.objects.filter(pk=topic.pk).update(window_from=None),
    "persons_in_window": lambda topic: Topic.objects.filter(pk=topic.pk).update(persons_in_window=9),
    "requests_in_window": lambda topic: Topic.objects.filter(pk=topic.pk).update(requests_in_window=9),
    "proven": lambda topic: TopicMembership.objects.filter(topic=topic).update(proven=False),
    "person": lambda topic: TopicMembership.objects.filter(topic=topic).update(person="cf:x"),
    "counts": lambda topic: TopicMembership.objects.filter(topic=topic).update(counts=False),
    "asked_on": lambda topic: TopicMembership.objects.filter(topic=topic).update(asked_on=date(2020, 1, 1)),
    "person_key": lambda topic: TopicMembership.objects.filter(topic=topic).update(person_key="cf:x"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_check_recurrence_finds_each_thing_that_was_tampered_with(flagged: Topic, what: str) -> None:
    TAMPERINGS[what](flagged)
    said, status = checked()
    assert status == 1
    assert f" {what}: " in said


def test_check_recurrence_sees_a_request_changed_behind_the_operations(flagged: Topic) -> None:
    one = flagged.memberships.order_by("asked_on")[3].request_id
    Request.objects.filter(pk=one).update(is_test=True)
    said, status = checked()
    assert status == 1
    assert f"request {one} counts: True kept, False counted" in said
    assert "hard_on: 2026-03-05 kept, 2026-03-06 counted" in said


def judged(filed_request: Callable[..., Request], scores: list[tuple[float, str]]) -> None:
    first = filed_request()
    for score, verdict in scores:
        Suggestion.objects.create(
            request=filed_request(), earlier=first, score=score, verdict=verdict, made_at=MONDAY
        )


def test_report_counts_by_band_and_finds_the_lowest_good_threshold() -> None:
    right = [(0.80 + n / 1000, True) for n in range(20)]
    assert best_threshold(right) == (0.8, 0.0, 1.0)
    # 1 of 21 refused is 4.8 %, 2 of 22 is 9.1 %.
    assert best_threshold([*right, (0.75, False)]) == (0.75, 0.048, 1.0)
    assert best_threshold([*right, (0.75, False), (0.7, False)]) == (0.75, 0.048, 1.0)
    assert best_threshold([*right, (0.95, False), (0.94, False)]) == (None, None, None)
    assert best_threshold(right[:19]) == (None, None, None)


def test_report_reads_what_people_judged(filed_request: Callable[..., Request]) -> None:
    judged(
        filed_request,
        [(0.81, "accepted"), (0.85, "refused"), (0.42, "refused"), (0.4, "open"), (1.0, "open")],
    )
    found = report()
    assert [(band.low, band.accepted, band.refused, band.open) for band in found.bands] == [
        (0.9, 0, 0, 1),
        (0.8, 1, 1, 0),
        (0.4, 0, 1, 1),
    ]
    assert (found.accepted, found.refused, found.open, found.threshold) == (1, 2, 2, None)


def test_report_is_read_in_words(filed_request: Callable[..., Request]) -> None:
    judged(filed_request, [(0.9, "accepted")] * 20 + [(0.5, "refused")] * 3)
    out = StringIO()
    call_command("recurrence_report", stdout=out)
    assert "In tutto 23 valutate: 20 accettate, 3 rifiutate." in out.getvalue()
    assert "Soglia 0.90: 0.0% di proposte sbagliate, 100% delle accettate." in out.getvalue()
