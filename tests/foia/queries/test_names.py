"""Whom the papers of a case may name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foia.models import AccessRequest
from foia.operations import topics
from foia.queries.names import names_known
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def test_names_of_a_case_a_message_and_a_whole_topic(filed_request: Callable[..., AccessRequest]) -> None:
    first = filed_request(name="Anna Verdi", organisation="Comitato Alberi")
    second = filed_request(name="Bruno Neri", email="b@posta.example")
    first.parties.create(name="Ditta Alfa", language="it")
    message = first.messages.create(direction="in", body="Ciao", sent_at=MONDAY)
    topic = topics.start_topic(request_ids=[first.pk, second.pk], title="Alberi", by=BY, at=MONDAY)
    mine = {"Anna Verdi", "Comitato Alberi", "Ditta Alfa"}
    assert set(names_known(first.about)) == mine
    assert set(names_known(f"foia.message:{message.pk}")) == mine
    assert set(names_known(topic.about)) == mine | {"Bruno Neri"}
    assert [names_known(one) for one in ("foia.request:x", "foia.draft:1", "newsroom.page:1")] == [[], [], []]
