"""What the machine finds alike waits for a person: accepted it makes a topic, refused it stays refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from foia.models import AccessRequest, Suggestion
from foia.operations import suggestions
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
CODES = ["RSSMRA80A01H501U", "VRDNNA85B41F205O"]
pytestmark = pytest.mark.django_db


def test_accepting_a_suggestion_starts_a_topic_and_refusing_keeps_the_verdict(
    filed_request: Callable[..., AccessRequest],
) -> None:
    earlier, request = (
        filed_request(at=MONDAY + timedelta(days=n), name=f"Persona {'AB'[n]}", codice_fiscale=CODES[n])
        for n in range(2)
    )
    assert suggestions.make_suggestions(request_id=request.pk, by=BY, at=MONDAY) == 1
    assert suggestions.make_suggestions(request_id=request.pk, by=BY, at=MONDAY) == 0
    suggestion = Suggestion.objects.get(request=request)
    assert (suggestion.earlier_id, suggestion.why["parts"][0][0]) == (earlier.pk, "same_words")
    topic = suggestions.judge_suggestion(suggestion_id=suggestion.pk, accept=True, by=BY, at=MONDAY)
    assert topic is not None
    assert set(topic.memberships.values_list("request_id", flat=True)) == {earlier.pk, request.pk}
    with pytest.raises(Refused) as again:
        suggestions.judge_suggestion(suggestion_id=suggestion.pk, accept=False, by=BY, at=MONDAY)
    assert again.value.refusal.code == "already_judged"
