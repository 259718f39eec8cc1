"""`check_recurrence` finds what was tampered with; `recurrence_report` tells how people judged the suggestions."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foia.models import AccessRequest, ProposalThreshold, Suggestion, Topic, TopicAsker, TopicMembership
from foia.operations import topics
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

TELLS_OF = ("foia/management/commands/check_recurrence.py", "foia/management/commands/recurrence_report.py")

pytestmark = pytest.mark.django_db

BY = Actor.system("test")


@pytest.fixture
def flagged(filed_request: Callable[..., AccessRequest]) -> Topic:
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
    AccessRequest.objects.filter(pk=one).update(is_test=True)
    said, status = checked()
    assert status == 1
    assert f"request {one} counts: True kept, False counted" in said
    assert "hard_on: 2026-03-05 kept, 2026-03-06 counted" in said


def judged(filed_request: Callable[..., AccessRequest], scores: list[tuple[float, str]]) -> None:
    """Suggestions judged; the accepted ones are in one topic, as accepting leaves them."""
    for score, verdict in scores:
        one, other = filed_request(), filed_request()
        Suggestion.objects.create(request=other, earlier=one, score=score, verdict=verdict, made_at=MONDAY)
        if verdict == "accepted":
            topics.start_topic(request_ids=[one.pk, other.pk], title="Insieme", by=BY, at=MONDAY)


def test_report_is_read_in_words_and_adopts_what_it_measured(
    filed_request: Callable[..., AccessRequest],
) -> None:
    judged(filed_request, [(0.9, "accepted")] * 5 + [(0.5, "refused")] * 3 + [(0.9, "open")])
    with pytest.raises(CommandError, match="ne servono almeno altri 47"):
        call_command("recurrence_report", "--adopt", stdout=StringIO())
    assert ProposalThreshold.objects.count() == 0
    judged(filed_request, [(0.9, "accepted")] * 47)
    out = StringIO()
    call_command("recurrence_report", "--adopt", stdout=out)
    said = out.getvalue()
    assert "Valutate una per una: 52 accettate, 0 accettate e poi separate, 3 rifiutate." in said
    assert "Mai valutate: 1; superate perché già nello stesso tema: 0." in said
    assert (
        "Soglia 0.55: 0 sbagliate su 52, al più 4.9% (limite superiore di Wilson, 95 %), 100% delle giuste."
        in said
    )
    assert "Adottata la soglia 0.55." in said
    threshold = ProposalThreshold.objects.get()
    assert (threshold.score, threshold.judged, threshold.judged_in_all) == (0.55, 52, 55)
