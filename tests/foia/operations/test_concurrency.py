"""Two people never overwrite one another silently."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from foia.models import AccessRequest
from foia.operations import dialogue, topics, triage
from foia.operations.concurrency import Stale, hold, hold_topic
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

BY = Actor.system("test")


def test_stale_page_is_told_who_changed_the_case_and_when(filed_request, desk):
    request = filed_request()
    triage.set_priority(request_id=request.pk, priority=1, by=desk.by_head, at=MONDAY, version=1)
    with pytest.raises(Stale) as caught:
        dialogue.add_note(request_id=request.pk, body="Una nota", by=desk.by_editor, at=MONDAY, version=1)
    stale = caught.value
    assert (stale.refusal.code, stale.changed_by, stale.changed_at) == ("stale", "Dario Fontana", MONDAY)
    assert stale.event == "foia.request.priority_changed"
    assert stale.current.priority == 1
    assert request.notes.count() == 0
    assert stale.refusal.text().startswith(
        "Nel frattempo Dario Fontana ha cambiato qualcosa qui, lunedì 2 marzo 2026"
    )


def test_stale_after_the_citizen_wrote_names_no_one(filed_request, desk):
    request = filed_request()
    dialogue.write_from_citizen(request_id=request.pk, body="Novità?", by=Actor.citizen(), at=MONDAY)
    with pytest.raises(Stale) as caught:
        triage.set_priority(request_id=request.pk, priority=1, by=desk.by_head, at=MONDAY, version=1)
    assert str(caught.value.changed_by) == "il richiedente"


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_of_one_version_one_is_refused(filed_request, desk):
    request = filed_request()
    together = Barrier(2)

    def save(priority: int) -> str:
        together.wait()
        try:
            triage.set_priority(
                request_id=request.pk, priority=priority, by=desk.by_head, at=MONDAY, version=1
            )
            return "saved"
        except Stale:
            return "stale"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, (1, 2))) == ["saved", "stale"]
    assert AccessRequest.objects.get(pk=request.pk).version == 2


def test_every_operation_adds_one_to_the_version(filed_request, desk):
    request = filed_request()
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY, version=1)
    triage.set_holder(
        request_id=request.pk, holder="Ufficio tecnico", by=desk.by_editor, at=MONDAY, version=2
    )
    dialogue.add_note(
        request_id=request.pk, body="Sentito l'ufficio", by=desk.by_editor, at=MONDAY, version=3
    )
    assert hold(request_id=request.pk).version == 4


@pytest.mark.django_db
def test_version_grows_with_each_operation_and_an_old_one_is_refused(
    filed_request: Callable[..., AccessRequest],
) -> None:
    one, other = filed_request(), filed_request()
    topic = topics.start_topic(request_ids=[one.pk], title="Le luminarie", by=BY, at=MONDAY)
    seen = topic.version
    topics.join(topic_id=topic.pk, request_ids=[other.pk], by=BY, at=MONDAY, version=seen)
    with pytest.raises(Stale) as stale:
        topics.rename(topic_id=topic.pk, title="Altro titolo", summary="", by=BY, at=MONDAY, version=seen)
    assert (stale.value.refusal.code, stale.value.current.version) == ("stale", seen + 1)
    now = hold_topic(topic.pk)
    assert (now.title, now.version) == ("Le luminarie", seen + 1)
    renamed = topics.rename(
        topic_id=topic.pk, title="Altro titolo", summary="", by=BY, at=MONDAY, version=now.version
    )
    assert renamed.version == seen + 2
