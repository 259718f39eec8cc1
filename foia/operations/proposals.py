"""Confirms or refuses in one act what the machine proposes of many requests; never without a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from foia.models import ProposalThreshold, Suggestion, Topic, TopicMembership
from foia.operations import topics
from foia.queries.proposals import strong_suggestions
from foia.queries.quality import judged
from foia.rules.proposals import (
    reason_against_adopting,
    reason_against_confirming,
    reason_against_gathering,
    reason_against_judging,
)
from foia.rules.recurrence.quality import measure
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


def _among(request_ids: Sequence[int], topic_id: int | None) -> QuerySet[Suggestion]:
    """The strong, open suggestions that link these requests with one another or with the topic."""
    inside = Q(earlier_id__in=request_ids)
    if topic_id is not None:
        inside |= Q(earlier__topic_membership__topic_id=topic_id)
    return strong_suggestions().filter(inside, request_id__in=request_ids)


@transaction.atomic
def confirm_proposal(
    *, request_ids: Sequence[int], title: str, by: Actor, at: datetime, topic_id: int | None = None
) -> Topic:
    """One topic of these requests (or more requests of `topic_id`); the suggestions that said so are accepted."""
    insist(reason_against_gathering(request_ids, into_topic=topic_id is not None))
    taken = TopicMembership.objects.filter(request_id__in=request_ids).exists()
    pairs = _among(request_ids, topic_id).values_list("request_id", "earlier_id")
    insist(reason_against_confirming(request_ids, taken=taken, linked={pk for pair in pairs for pk in pair}))
    accepted = _judge(request_ids, topic_id, Suggestion.Verdict.ACCEPTED, by, at)
    if topic_id is None:
        topic = topics.start_topic(request_ids=request_ids, title=title, by=by, at=at)
    else:
        topic = topics.join(topic_id=topic_id, request_ids=request_ids, by=by, at=at)
    note = {"requests": list(request_ids), "suggestions": accepted}
    record(event=FoiaEvent.PROPOSAL_CONFIRMED, about=topic.about, by=by, at=at, note=note)
    return topic


@transaction.atomic
def refuse_proposal(
    *, request_ids: Sequence[int], by: Actor, at: datetime, topic_id: int | None = None
) -> int:
    """These do not ask for the same thing; kept, so that the threshold can be measured. Returns how many suggestions."""
    refused = _judge(request_ids, topic_id, Suggestion.Verdict.REFUSED, by, at)
    insist(reason_against_judging(is_open=bool(refused)))
    about = f"foia.request:{min(request_ids)}"
    note = {"requests": list(request_ids), "suggestions": refused}
    record(event=FoiaEvent.PROPOSAL_REFUSED, about=about, by=by, at=at, note=note)
    return len(refused)


@transaction.atomic
def adopt_threshold(*, by: Actor, at: datetime) -> ProposalThreshold:
    """From now on many are proposed at once from the likeness measured on this office's own cases. The last one holds."""
    found = measure(judged())
    insist(reason_against_adopting(found))
    best = found.best
    assert best is not None
    threshold = ProposalThreshold.objects.create(
        score=best.score,
        judged=best.judged,
        refused=best.wrong,
        judged_in_all=found.judged,
        upper=best.upper,
        found_share=best.recall or 0,
        adopted_by_id=by.user_id,
        adopted_at=at,
    )
    note = {"score": best.score, "judged": best.judged, "refused": best.wrong, "upper": round(best.upper, 4)}
    record(event=FoiaEvent.THRESHOLD_ADOPTED, about=f"foia.threshold:{threshold.pk}", by=by, at=at, note=note)
    return threshold


def _judge(
    request_ids: Sequence[int], topic_id: int | None, verdict: str, by: Actor, at: datetime
) -> list[int]:
    ids = list(_among(request_ids, topic_id).values_list("pk", flat=True))
    held = Suggestion.objects.select_for_update().filter(pk__in=ids, verdict=Suggestion.Verdict.OPEN)
    mine = sorted(held.values_list("pk", flat=True))
    Suggestion.objects.filter(pk__in=mine).update(
        verdict=verdict, judged_by_id=by.user_id, judged_at=at, together=True
    )
    return mine
