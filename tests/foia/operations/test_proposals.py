"""Topics proposed of many requests at once: only strong, open likenesses, only when a person says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foia.models import Request, Suggestion, Topic
from foia.operations import proposals, topics
from foia.queries import proposals as queries
from pasocial.office import settings_store
from pasocial.office.trail.actor import Actor
from pasocial.refusal import Refused
from tests.fixtures import coordinator
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def like(request: Request, earlier: Request, score: float = 0.9, **why: object) -> Suggestion:
    told = {"parts": [["same_words", []]], "warnings": [], "terms": [], **why}
    return Suggestion.objects.create(request=request, earlier=earlier, score=score, why=told, made_at=MONDAY)


@pytest.fixture
def alike(filed_request: Callable[..., Request]) -> list[Request]:
    """Three requests linked in a chain by strong suggestions, and a fourth that is less alike."""
    made = [filed_request(at=MONDAY, name=f"Persona {letter}") for letter in "ABCD"]
    like(made[1], made[0])
    like(made[2], made[1])
    like(made[3], made[0], 0.8)
    return made


def shown() -> list[list[int]]:
    return [[one.pk for one in group.requests] for group in queries.proposals()]


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.refusals]


def test_only_suggestions_above_the_threshold_make_a_group(alike: list[Request]) -> None:
    ids = [one.pk for one in alike]
    assert shown() == [ids[:3]]
    person = coordinator()
    settings_store.change(key="recurrence_proposal_score", value=0.8, by=Actor.staff(person), at=MONDAY)
    assert shown() == [ids]


def test_other_years_and_places_are_never_proposed_together(filed_request: Callable[..., Request]) -> None:
    one, two, three = (filed_request(at=MONDAY) for _ in range(3))
    like(two, one, 0.95, warnings=[["different_period", ["2023", "2024"]]])
    like(three, one, 0.95, warnings=[["different_places", ["via Roma", "via Po"]]])
    assert shown() == []


def test_confirming_joins_the_ticked_requests_and_accepts_what_said_so(alike: list[Request]) -> None:
    ids = [one.pk for one in alike]
    topic = proposals.confirm_proposal(request_ids=ids[:2], title="Luminarie", by=BY, at=MONDAY)
    assert set(topic.memberships.values_list("request_id", flat=True)) == set(ids[:2])
    verdicts = {one.request_id: one.verdict for one in Suggestion.objects.all()}
    assert verdicts == {ids[1]: "accepted", ids[2]: "open", ids[3]: "open"}
    [group] = queries.proposals()
    assert ([one.pk for one in group.requests], group.topic) == ([ids[2]], topic)
    again = proposals.confirm_proposal(request_ids=[ids[2]], topic_id=topic.pk, title="", by=BY, at=MONDAY)
    assert (again.pk, again.requests_total, shown()) == (topic.pk, 3, [])


def test_refusing_keeps_the_verdicts_and_joins_nothing(alike: list[Request]) -> None:
    ids = [one.pk for one in alike]
    assert proposals.refuse_proposal(request_ids=ids[:3], by=BY, at=MONDAY) == 2
    assert (Topic.objects.count(), shown()) == (0, [])
    assert sorted(Suggestion.objects.values_list("verdict", flat=True)) == ["open", "refused", "refused"]
    assert codes(lambda: proposals.refuse_proposal(request_ids=ids[:3], by=BY, at=MONDAY)) == [
        "already_judged"
    ]


def test_what_was_not_proposed_is_refused(alike: list[Request]) -> None:
    ids = [one.pk for one in alike]

    def confirm(*chosen: int) -> list[str]:
        return codes(
            lambda: proposals.confirm_proposal(request_ids=chosen, title="Luminarie", by=BY, at=MONDAY)
        )

    assert confirm(ids[0]) == ["requests_few"]
    assert confirm(ids[0], ids[3]) == ["not_proposed"]
    topics.start_topic(request_ids=[ids[0]], title="Già fatto", by=BY, at=MONDAY)
    assert confirm(ids[0], ids[1]) == ["already_in_topic"]
