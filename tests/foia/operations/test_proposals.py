"""Topics proposed of many requests at once: only strong, open likenesses, only when a person says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foia.models import AccessRequest, ProposalThreshold, Suggestion, Topic
from foia.operations import proposals, suggestions, topics
from foia.queries import proposals as queries
from foia.queries.quality import holding, quality
from foia.rules.recurrence.quality import JudgedPair
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def like(request: AccessRequest, earlier: AccessRequest, score: float = 0.9, **why: object) -> Suggestion:
    told = {"parts": [["same_words", []]], "warnings": [], "terms": [], **why}
    return Suggestion.objects.create(request=request, earlier=earlier, score=score, why=told, made_at=MONDAY)


def measured(score: float) -> None:
    """A threshold as if it had been measured and adopted."""
    ProposalThreshold.objects.create(
        score=score, judged=100, refused=0, judged_in_all=100, upper=0.03, found_share=1, adopted_at=MONDAY
    )


@pytest.fixture(autouse=True)
def threshold(db: None) -> None:
    measured(0.85)


@pytest.fixture
def alike(filed_request: Callable[..., AccessRequest]) -> list[AccessRequest]:
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


def test_only_suggestions_above_the_threshold_make_a_group(alike: list[AccessRequest]) -> None:
    ids = [one.pk for one in alike]
    assert shown() == [ids[:3]]
    measured(0.8)
    assert shown() == [ids]


def test_nothing_is_proposed_at_once_before_a_threshold_was_measured(alike: list[AccessRequest]) -> None:
    ProposalThreshold.objects.all().delete()
    assert shown() == []
    ids = [one.pk for one in alike[:3]]
    confirm = lambda: proposals.confirm_proposal(request_ids=ids, title="Le luminarie", by=BY, at=MONDAY)  # noqa: E731
    assert codes(confirm) == ["not_proposed"]


def judged_pairs(
    filed_request: Callable[..., AccessRequest], right: int, wrong: int, score: float = 0.9
) -> list[AccessRequest]:
    """Suggestions judged one by one through the operation, each of two requests of its own."""
    made = [filed_request(at=MONDAY) for _ in range(2 * (right + wrong))]
    for place in range(right + wrong):
        suggestion = like(made[2 * place + 1], made[2 * place], score)
        suggestions.judge_suggestion(suggestion_id=suggestion.pk, accept=place < right, by=BY, at=MONDAY)
    return made


def test_threshold_is_adopted_once_enough_cases_were_judged_one_by_one(
    filed_request: Callable[..., AccessRequest],
) -> None:
    ProposalThreshold.objects.all().delete()
    judged_pairs(filed_request, 51, 0)
    adopt = lambda: proposals.adopt_threshold(by=BY, at=MONDAY)  # noqa: E731
    assert codes(adopt) == ["threshold_unmeasured"]
    assert quality().measure.missing == 1
    # Judged in one act with others: kept, but no measure.
    extra = [filed_request(at=MONDAY), filed_request(at=MONDAY)]
    Suggestion.objects.filter(pk=like(*extra, 0.9).pk).update(verdict="refused", together=True)
    judged_pairs(filed_request, 1, 0)
    threshold = adopt()
    assert (threshold.score, threshold.judged, threshold.refused, threshold.judged_in_all) == (0.5, 52, 0, 52)
    assert round(threshold.upper, 4) == 0.0495
    entry = history_of(f"foia.threshold:{threshold.pk}").get()
    assert (entry.event, entry.note["judged"]) == ("foia.threshold.adopted", 52)
    assert holding().offered is True


def test_adopted_threshold_remembers_how_many_it_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seventy right ones far up, ten right and ten wrong further down: seven in eight of the right ones are found."""
    cases = [JudgedPair(0.9, True)] * 70 + [JudgedPair(0.55, True)] * 10 + [JudgedPair(0.55, False)] * 10
    monkeypatch.setattr(proposals, "judged", lambda: cases)
    threshold = proposals.adopt_threshold(by=BY, at=MONDAY)
    assert (threshold.score, threshold.judged, threshold.found_share) == (0.6, 70, 70 / 80)
    assert (threshold.judged_in_all, threshold.refused) == (90, 0)


def test_threshold_that_new_cases_belie_is_suspended(filed_request: Callable[..., AccessRequest]) -> None:
    ProposalThreshold.objects.all().delete()
    pairs = judged_pairs(filed_request, 52, 0)
    proposals.adopt_threshold(by=BY, at=MONDAY)
    assert holding().offered is True
    # Three acceptances taken back: a topic split, one undone, a request that left.
    for place in range(3):
        topic = topics.topic_of(pairs[2 * place].pk)
        topics.leave(topic_id=topic.pk, request_ids=[pairs[2 * place].pk], by=BY, at=MONDAY)
    assert (quality().fates.parted, quality().fates.accepted) == (3, 49)
    assert holding().suspended is True
    assert shown() == []
    topics.undo_last(topic_id=topic.pk, by=BY, at=MONDAY)
    assert holding().suspended is False


def test_accepted_suggestion_that_was_undone_is_wrong_and_may_be_judged_again(
    filed_request: Callable[..., AccessRequest],
) -> None:
    one, other, third = (filed_request(at=MONDAY) for _ in range(3))
    suggestion = like(other, one)
    topic = suggestions.judge_suggestion(suggestion_id=suggestion.pk, accept=True, by=BY, at=MONDAY)
    topics.undo_last(topic_id=topic.pk, by=BY, at=MONDAY)
    assert (quality().fates.accepted, quality().fates.parted) == (0, 1)
    assert suggestions.judge_suggestion(suggestion_id=suggestion.pk, accept=False, by=BY, at=MONDAY) is None
    assert (quality().fates.parted, quality().fates.refused) == (0, 1)
    # Never judged, but joined by hand: overtaken, neither right nor wrong.
    like(third, one)
    topics.start_topic(request_ids=[one.pk, third.pk], title="Le luminarie", by=BY, at=MONDAY)
    assert (quality().fates.overtaken, quality().fates.open, quality().measure.judged) == (1, 0, 1)


def test_merged_topics_keep_acceptances_right(filed_request: Callable[..., AccessRequest]) -> None:
    made = judged_pairs(filed_request, 2, 0)
    one, other = topics.topic_of(made[0].pk), topics.topic_of(made[2].pk)
    topics.merge(topic_id=one.pk, into_id=other.pk, by=BY, at=MONDAY)
    assert (quality().fates.accepted, quality().fates.parted) == (2, 0)
    topics.undo_last(topic_id=other.pk, by=BY, at=MONDAY)
    assert (quality().fates.accepted, quality().fates.parted) == (2, 0)


def test_other_years_and_places_are_never_proposed_together(
    filed_request: Callable[..., AccessRequest],
) -> None:
    one, two, three = (filed_request(at=MONDAY) for _ in range(3))
    like(two, one, 0.95, warnings=[["different_period", ["2023", "2024"]]])
    like(three, one, 0.95, warnings=[["different_places", ["via Roma", "via Po"]]])
    assert shown() == []


def test_confirming_joins_the_ticked_requests_and_accepts_what_said_so(alike: list[AccessRequest]) -> None:
    ids = [one.pk for one in alike]
    topic = proposals.confirm_proposal(request_ids=ids[:2], title="Luminarie", by=BY, at=MONDAY)
    assert set(topic.memberships.values_list("request_id", flat=True)) == set(ids[:2])
    verdicts = {one.request_id: one.verdict for one in Suggestion.objects.all()}
    assert verdicts == {ids[1]: "accepted", ids[2]: "open", ids[3]: "open"}
    [group] = queries.proposals()
    assert ([one.pk for one in group.requests], group.topic) == ([ids[2]], topic)
    again = proposals.confirm_proposal(request_ids=[ids[2]], topic_id=topic.pk, title="", by=BY, at=MONDAY)
    assert (again.pk, again.requests_total, shown()) == (topic.pk, 3, [])


def test_refusing_keeps_the_verdicts_and_joins_nothing(alike: list[AccessRequest]) -> None:
    ids = [one.pk for one in alike]
    assert proposals.refuse_proposal(request_ids=ids[:3], by=BY, at=MONDAY) == 2
    assert (Topic.objects.count(), shown()) == (0, [])
    assert sorted(Suggestion.objects.values_list("verdict", flat=True)) == ["open", "refused", "refused"]
    assert codes(lambda: proposals.refuse_proposal(request_ids=ids[:3], by=BY, at=MONDAY)) == [
        "already_judged"
    ]


def test_what_was_not_proposed_is_refused(alike: list[AccessRequest]) -> None:
    ids = [one.pk for one in alike]

    def confirm(*chosen: int) -> list[str]:
        return codes(
            lambda: proposals.confirm_proposal(request_ids=chosen, title="Luminarie", by=BY, at=MONDAY)
        )

    assert confirm(ids[0]) == ["requests_few"]
    assert confirm(ids[0], ids[3]) == ["not_proposed"]
    topics.start_topic(request_ids=[ids[0]], title="Già fatto", by=BY, at=MONDAY)
    assert confirm(ids[0], ids[1]) == ["already_in_topic"]
