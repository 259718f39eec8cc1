"""Staff see five topics, not five requests of one: each by its request most like the new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from foia.models import AccessRequest
from foia.operations import topics
from foia.queries.likeness import (
    alike,
    alike_text,
    are_counted,
    firsts_of_topics,
    refresh_statistics,
    word_statistics,
)
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

BY = Actor.system("test")


@given(st.lists(st.none() | st.integers(1, 4)))
def test_firsts_of_topics_keeps_the_best_of_each_and_all_without_topic(found: list[int | None]) -> None:
    kept = firsts_of_topics(found)
    assert kept == [place for place, topic in enumerate(found) if topic is None or topic not in found[:place]]


@pytest.mark.django_db
def test_alike_shows_one_request_of_each_topic(filed_request: Callable[..., AccessRequest]) -> None:
    about = "Delibere della giunta sulla mensa scolastica di via Verdi"
    together = [
        filed_request(at=MONDAY, name=f"Persona {letter}", subject=f"{about}, {word}")
        for letter, word in zip("ABC", ("verbali", "pasti", "costi"), strict=True)
    ]
    topic = topics.start_topic(request_ids=[one.pk for one in together], title=about, by=BY, at=MONDAY)
    alone = filed_request(at=MONDAY, name="Persona D", subject="Mensa scolastica di via Verdi: menù")
    asked = filed_request(at=MONDAY, name="Persona E", subject=f"{about}, pasti")
    refresh_statistics()
    found = [one.request_id for one in alike(asked)]
    assert found == [together[1].pk, alone.pk]
    assert topic.memberships.count() == 3


@pytest.mark.django_db
def test_statistics_taken_in_haste_do_not_count_as_counted(
    filed_request: Callable[..., AccessRequest],
) -> None:
    filed_request(at=MONDAY)
    cache.clear()
    assert not are_counted()
    word_statistics(waiting=True)
    assert not are_counted()
    refresh_statistics()
    assert are_counted()


@pytest.mark.django_db
def test_of_more_matches_than_are_ranked_the_newest_are(
    filed_request: Callable[..., AccessRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pasocial.likeness.asking_database.MOST_MATCHES", 2)
    filed = [
        filed_request(at=MONDAY, name=f"Persona {letter}", subject=f"Orari della piscina {letter}")
        for letter in "ABC"
    ]
    refresh_statistics()
    assert {one.request_id for one in alike_text("orari della piscina")} == {one.pk for one in filed[1:]}
