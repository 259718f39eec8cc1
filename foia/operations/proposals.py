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
from foia.rules.recurrence.quality import Measure, measure
from foia.wording import FoiaEvent
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _

MOST_REQUESTS = 500


def _among(request_ids: Sequence[int], topic_id: int | None) -> QuerySet[Suggestion]:
    """The strong, open suggestions that link these requests with one another or with the topic."""
    inside = Q(earlier_id__in=request_ids)
    if topic_id is not None:
        inside |= Q(earlier__topic_membership__topic_id=topic_id)
    return strong_suggestions().filter(inside, request_id__in=request_ids)


def reasons_against_proposal(request_ids: Sequence[int], topic_id: int | None) -> list[Refusal]:
    if not request_ids or (topic_id is None and len(set(request_ids)) < 2):
        return [Refusal("requests_few", _("Lascia spuntate almeno due richieste."), "requests")]
    if len(set(request_ids)) > MOST_REQUESTS:
        return [Refusal("requests_many", _("Conferma al massimo 500 richieste per volta."), "requests")]
    if TopicMembership.objects.filter(request_id__in=request_ids).exists():
        return [
            Refusal(
                "already_in_topic",
                _("Nel frattempo qualcuno ha messo una di queste richieste in un tema: controlla di nuovo."),
                "requests",
            )
        ]
    linked = {
        pk for pair in _among(request_ids, topic_id).values_list("request_id", "earlier_id") for pk in pair
    }
    if set(request_ids) - linked:
        return [
            Refusal(
                "not_proposed",
                _("Una di queste richieste non somiglia abbastanza alle altre: aggiungila dalla sua scheda."),
                "requests",
            )
        ]
    return []


@transaction.atomic
def confirm_proposal(
    *, request_ids: Sequence[int], title: str, by: Actor, at: datetime, topic_id: int | None = None
) -> Topic:
    """One topic of these requests (or more requests of `topic_id`); the suggestions that said so are accepted."""
    insist(reasons_against_proposal(request_ids, topic_id))
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
    if not refused:
        insist(Refusal("already_judged", _("Questa proposta è già stata valutata.")))
    about = f"foia.request:{min(request_ids)}"
    note = {"requests": list(request_ids), "suggestions": refused}
    record(event=FoiaEvent.PROPOSAL_REFUSED, about=about, by=by, at=at, note=note)
    return len(refused)


def reason_against_adopting(found: Measure) -> Refusal | None:
    if found.best is None:
        return Refusal(
            "threshold_unmeasured",
            _(
                "I casi valutati uno per uno non bastano: ne servono almeno altri {missing}, tutti giusti, "
                "prima di proporre molte richieste insieme."
            ),
            values={"missing": found.missing},
        )
    return None


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
