"""Who acts on what she no longer sees is told so, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foia.models import AccessRequest
from foia.operations import topics
from foia.operations.topic_lock import StaleTopic, hold_topic
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def test_version_grows_with_each_operation_and_an_old_one_is_refused(
    filed_request: Callable[..., AccessRequest],
) -> None:
    one, other = filed_request(), filed_request()
    topic = topics.start_topic(request_ids=[one.pk], title="Le luminarie", by=BY, at=MONDAY)
    seen = topic.version
    topics.join(topic_id=topic.pk, request_ids=[other.pk], by=BY, at=MONDAY, version=seen)
    with pytest.raises(StaleTopic) as stale:
        topics.rename(topic_id=topic.pk, title="Altro titolo", summary="", by=BY, at=MONDAY, version=seen)
    assert (stale.value.refusal.code, stale.value.current.version) == ("stale", seen + 1)
    now = hold_topic(topic.pk)
    assert (now.title, now.version) == ("Le luminarie", seen + 1)
    renamed = topics.rename(
        topic_id=topic.pk, title="Altro titolo", summary="", by=BY, at=MONDAY, version=now.version
    )
    assert renamed.version == seen + 2
