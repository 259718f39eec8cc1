"""When the coordinator changes how one counts, every topic gets the flag that the new terms give, and its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product

import pytest

from foia.models import AccessRequest, Topic, TopicChange, TopicRecount
from foia.operations import recounting, topics
from foia.queries.recounts import recount_tile
from foia.queries.recurrence import differences
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from tests import fixtures
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
LATER = MONDAY + timedelta(days=30)
pytestmark = pytest.mark.django_db
Filed = Callable[..., AccessRequest]


@pytest.fixture(autouse=True)
def _settings_forgotten() -> Iterator[None]:
    yield
    settings_store.forget()


def asked_by(filed: Filed, *days: int, title: str = "Luminarie") -> Topic:
    """A topic of one person for each number: how many days before MONDAY she asked."""
    requests = [
        filed(
            at=MONDAY - timedelta(days=ago),
            received_at=MONDAY - timedelta(days=ago),
            name=f"Persona {'ABCDEFGH'[number]} Rossi",
            birth_date=date(1970, 1, number + 1),
        )
        for number, ago in enumerate(days)
    ]
    return topics.start_topic(request_ids=[one.pk for one in requests], title=title, by=BY, at=MONDAY)


def set_to(value: object, key: str = "recurrence_threshold") -> None:
    change_setting(key=key, value=value, by=BY, at=LATER)


def recount() -> TopicRecount:
    run = recounting.begin_recount(by=BY, at=LATER)
    while recounting.count_next(by=BY, at=LATER):
        pass
    run.refresh_from_db()
    return run


def history(topic: Topic) -> list[tuple[str, str, str]]:
    return list(TopicChange.objects.filter(topic=topic).values_list("before", "after", "because"))


def test_higher_threshold_lowers_the_flag_and_ends_its_work(filed_request: Filed) -> None:
    four, six = asked_by(filed_request, 9, 8, 7, 6), asked_by(filed_request, 9, 8, 7, 6, 5, 4, title="Mense")
    assert [(one.flag, one.hard_on) for one in (four, six)] == [("hard", date(2026, 2, 24))] * 2
    set_to(5)
    assert {one.topic_id for one in differences()} == {four.pk, six.pk}
    run = recount()
    four.refresh_from_db()
    six.refresh_from_db()
    assert (four.flag, four.flagged_on, four.decide_by, four.flagged_at) == ("none", None, None, None)
    assert (six.flag, six.flagged_on) == ("hard", date(2026, 2, 25))
    assert (history(four)[-1], history(six)[-1]) == (("hard", "none", "terms"), ("hard", "hard", "terms"))
    assert history_of(four.about).last().event == "foia.topic.calmed"
    assert [item.state for item in about(four.about)] == ["done"]
    assert [item.state for item in about(six.about)] == ["open"]
    assert (run.state, run.topics, run.counted, run.raised, run.lowered) == ("done", 2, 2, 0, 1)
    assert list(differences()) == []


def test_lower_threshold_raises_the_flag_with_work_to_decide(filed_request: Filed) -> None:
    topic = asked_by(filed_request, 9, 8, 7)
    assert topic.flag == "none"
    set_to(3)
    run = recount()
    topic.refresh_from_db()
    assert (topic.flag, topic.flagged_on, topic.persons_in_window) == ("hard", date(2026, 2, 23), 3)
    # Thirty days to decide run from the day of the recount: nobody could know before.
    assert (topic.flagged_at, topic.decide_by) == (LATER, LATER.date() + timedelta(days=30))
    assert history_of(topic.about).last().event == "foia.topic.recurred"
    assert [(item.kind, item.due_on, item.state) for item in about(topic.about)] == [
        ("decide_topic", topic.decide_by, "open")
    ]
    assert (run.raised, run.lowered) == (1, 0)


def test_strict_year_leaves_the_anniversary_out(filed_request: Filed) -> None:
    topic = asked_by(filed_request, 365, 200, 100, 0)
    assert (topic.flag, topic.flagged_on) == ("hard", MONDAY.date())
    set_to(True, "recurrence_year_strict")
    recount()
    topic.refresh_from_db()
    assert (topic.flag, topic.window_from, topic.persons_in_window) == ("none", date(2025, 3, 3), 3)
    set_to(False, "recurrence_year_strict")
    recount()
    topic.refresh_from_db()
    assert (topic.flag, topic.window_from, topic.persons_in_window) == ("hard", date(2025, 3, 2), 4)
    assert history(topic) == [("none", "hard", "start"), ("hard", "none", "terms"), ("none", "hard", "terms")]


def test_uncertain_topics_appear_and_disappear_without_a_new_count(filed_request: Filed) -> None:
    one = asked_by(filed_request, 9, 8)
    again = [
        filed_request(
            at=MONDAY, name="Persona A Rossi", birth_date=date(1970, 1, 1), subject=f"Ancora luminarie {n}"
        )
        for n in range(2)
    ]
    topic = topics.join(topic_id=one.pk, request_ids=[r.pk for r in again], by=BY, at=MONDAY)
    assert topic.flag == "soft"
    set_to(False, "recurrence_soft_flags")
    recount()
    topic.refresh_from_db()
    assert (topic.flag, topic.soft_on is not None) == ("none", True)
    assert list(differences()) == []


def test_every_setting_gives_what_counting_whole_gives(filed_request: Filed) -> None:
    asked_by(filed_request, 700, 500, 365, 300, 200, 100, 0)
    asked_by(filed_request, 366, 365, 2, 1, title="Mense")
    asked_by(filed_request, 5, title="Piscina")
    for threshold, strict in product((2, 3, 4, 6, 50), (True, False)):
        set_to(threshold)
        set_to(strict, "recurrence_year_strict")
        recount()
        assert list(differences()) == []


def test_second_recount_writes_nothing(filed_request: Filed) -> None:
    topic = asked_by(filed_request, 9, 8, 7, 6)
    set_to(3)
    recount()
    topic.refresh_from_db()
    before, entries = (topic.version, len(history(topic))), history_of(topic.about).count()
    assert (recount().raised, recounting.count_next(by=BY, at=LATER)) == (0, False)
    topic.refresh_from_db()
    assert ((topic.version, len(history(topic))), history_of(topic.about).count()) == (before, entries)


def test_recount_goes_on_where_it_was_left(filed_request: Filed) -> None:
    first, second = asked_by(filed_request, 9, 8, 7, 6), asked_by(filed_request, 9, 8, 7, 6, title="Mense")
    set_to(5)
    run = recounting.begin_recount(by=BY, at=LATER)
    assert recounting.count_next(by=BY, at=LATER) is True
    run.refresh_from_db()
    assert (run.state, run.last_topic, run.counted, run.missing) == ("running", first.pk, 1, 1)
    assert recounting.count_next(by=BY, at=LATER) is True
    assert recounting.count_next(by=BY, at=LATER) is False
    second.refresh_from_db()
    run.refresh_from_db()
    assert (second.flag, run.state, run.ended_at) == ("none", "done", LATER)


def test_newer_terms_replace_a_recount_that_was_going_on(filed_request: Filed) -> None:
    topic = asked_by(filed_request, 9, 8, 7, 6)
    set_to(5)
    old = recounting.begin_recount(by=BY, at=LATER)
    set_to(3)
    run = recount()
    old.refresh_from_db()
    topic.refresh_from_db()
    assert (old.state, old.counted, run.threshold) == ("replaced", 0, 3)
    assert (topic.flag, topic.flagged_on) == ("hard", date(2026, 2, 23))


def test_merged_and_empty_topics_are_counted_without_a_flag(filed_request: Filed) -> None:
    first, second = asked_by(filed_request, 9, 8), asked_by(filed_request, 7, title="Mense")
    topics.merge(topic_id=second.pk, into_id=first.pk, by=BY, at=MONDAY)
    set_to(2)
    assert recount().counted == 2
    assert list(Topic.objects.order_by("pk").values_list("flag", flat=True)) == ["hard", "none"]


def test_coordinator_sees_the_recount_while_it_goes_on(filed_request: Filed) -> None:
    asked_by(filed_request, 9, 8, 7, 6)
    asked_by(filed_request, 9, 8, title="Mense")
    who, other = fixtures.coordinator(), fixtures.user_with("foia", "viewer")
    set_to(5)
    assert recount_tile(who) is None
    recounting.begin_recount(by=BY, at=LATER)
    recounting.count_next(by=BY, at=LATER)
    tile = recount_tile(who)
    assert tile is not None
    assert (tile["count"], tile["note"]) == (1, "1 di 2 ricontati: 0 segnalazioni in più, 1 in meno")
    assert recount_tile(other) is None
    while recounting.count_next(by=BY, at=LATER):
        pass
    assert recount_tile(who) is None
