"""Requests that the machine thinks alike, and what people say of them: a suggestion never joins anything by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from foia.models import AccessRequest, Suggestion, Topic
from foia.operations import topics
from foia.queries import likeness
from foia.rules.proposals import reason_against_judging
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist

MOST_SUGGESTIONS = 5


@transaction.atomic
def make_suggestions(*, request_id: int, by: Actor, at: datetime) -> int:
    """Keeps the earlier requests most like this one, with the reason; a second call adds nothing."""
    request = AccessRequest.objects.get(pk=request_id)
    if request.suggestions.exists():
        return 0
    found = likeness.alike(request, count=MOST_SUGGESTIONS)
    made = Suggestion.objects.bulk_create(
        [
            Suggestion(request=request, earlier_id=one.request_id, score=one.score, why=one.why, made_at=at)
            for one in found
        ],
        ignore_conflicts=True,
    )
    if made:
        record(event=FoiaEvent.SUGGESTED, about=request.about, by=by, at=at, note={"found": len(made)})
    return len(made)


@transaction.atomic
def judge_suggestion(*, suggestion_id: int, accept: bool, by: Actor, at: datetime) -> Topic | None:
    """A person says whether the two ask for the same thing; accepting puts them in one topic, which is returned."""
    suggestion = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("request", "earlier")
        .get(pk=suggestion_id)
    )
    is_open = suggestion.verdict == Suggestion.Verdict.OPEN
    insist(reason_against_judging(is_open=is_open, parted_since=not is_open and _parted_since(suggestion)))
    suggestion.verdict = Suggestion.Verdict.ACCEPTED if accept else Suggestion.Verdict.REFUSED
    suggestion.judged_by_id, suggestion.judged_at, suggestion.together = by.user_id, at, False
    suggestion.save(update_fields=["verdict", "judged_by", "judged_at", "together"])
    event = FoiaEvent.SUGGESTION_ACCEPTED if accept else FoiaEvent.SUGGESTION_REFUSED
    record(
        event=event,
        about=suggestion.request.about,
        by=by,
        at=at,
        note={
            "suggestion": suggestion.pk,
            "earlier": suggestion.earlier_id,
            "score": round(suggestion.score, 3),
        },
    )
    if not accept:
        return None
    mine, theirs = topics.topic_of(suggestion.request_id), topics.topic_of(suggestion.earlier_id)
    if mine and theirs:
        return mine if mine == theirs else topics.merge(topic_id=mine.pk, into_id=theirs.pk, by=by, at=at)
    if theirs:
        return topics.join(topic_id=theirs.pk, request_ids=[suggestion.request_id], by=by, at=at)
    if mine:
        return topics.join(topic_id=mine.pk, request_ids=[suggestion.earlier_id], by=by, at=at)
    return topics.start_topic(
        request_ids=[suggestion.earlier_id, suggestion.request_id],
        title=suggestion.earlier.subject,
        by=by,
        at=at,
    )


def _parted_since(suggestion: Suggestion) -> bool:
    """Accepted, and taken apart again: whoever did so may say it was wrong, or join them once more."""
    if suggestion.verdict != Suggestion.Verdict.ACCEPTED:
        return False
    mine, theirs = topics.topic_of(suggestion.request_id), topics.topic_of(suggestion.earlier_id)
    return mine is None or theirs is None or mine != theirs
