"""The check of the counts reads a topic of any size in little memory."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from bench.large_topic import Shape, write_topic
from foia.models import Topic, TopicMembership
from foia.queries import recurrence
from foia.queries.recurrence import differences

pytestmark = pytest.mark.django_db

ONE_A_DAY = Shape("three who go on for years", persons=3, per_day=1)
EVERYBODY = Shape("everybody once", per_day=40)


def peak(topic: Topic) -> int:
    """Bytes that Python held at most while the topic was checked."""
    gc.collect()
    tracemalloc.start()
    try:
        assert list(differences(among=[topic.pk])) == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pages of fifty rows grow as ten of five hundred do, in a tenth of the time."""
    monkeypatch.setattr(recurrence, "PAGE", 50)


def test_memory_does_not_grow_with_the_years_of_a_topic() -> None:
    """One year of requests is held at a time: as many again cost nothing."""
    short, long = write_topic(450, ONE_A_DAY), write_topic(900, ONE_A_DAY)
    peak(short)
    one_year, two_years = peak(short), peak(long)
    assert two_years < one_year * 1.15


def test_memory_grows_by_a_few_kilobytes_for_each_person() -> None:
    few, many = write_topic(200, EVERYBODY), write_topic(600, EVERYBODY)
    peak(few)
    assert (peak(many) - peak(few)) / 400 < 4_000


def test_topic_where_all_is_wrong_is_told_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurrence, "MOST_TOLD", 7)
    topic = write_topic(40, EVERYBODY)
    TopicMembership.objects.filter(topic=topic).update(person="cf:x", counts=False)
    assert len(list(differences())) == 7
