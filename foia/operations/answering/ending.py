"""What the applicant does at the end: take the request back, or rate the answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from foia.models import AccessRequest, Decision, Rating
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, refold
from foia.queries.approvals import DECISION
from foia.rules.answering import reason_against_comment, reason_against_rating
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text
from foia.rules.outcomes import (
    Outcome,
)
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals import operations as approvals
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

MOST_WORDS = 2_000


@transaction.atomic
def withdraw(
    *, request_id: int, words: str = "", by: Actor, at: datetime, version: int | None = None
) -> AccessRequest:
    """The applicant gives up. She may say why; she need not."""
    request = hold(request_id=request_id, version=version)
    move(request, Verb.WITHDRAW)
    detail = {"words": clean_text(words)[:MOST_WORDS]} if words.strip() else {}
    add_fact(request=request, kind=FactKind.WITHDRAWN, on=local_date(at), at=at, detail=detail)
    _stop_the_decision(request, at)
    refold(request, at)
    request.outcome, request.closed_at = str(Outcome.WITHDRAWN), at
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome="withdrawn")
    keep(request, "state", "outcome", "closed_at", *CACHED)
    record(event=FoiaEvent.WITHDRAWN, about=request.about, by=by, at=at)
    return request


def _stop_the_decision(request: AccessRequest, at: datetime) -> None:
    """One that was being approved, or was on its way, is neither any more: nobody waits for it."""
    for decision in Decision.objects.filter(request=request).exclude(state=Decision.State.SENT):
        approvals.void(kind=DECISION, thing=decision.reference, at=at)
        if decision.departure_id:
            departures.drop(departure_id=decision.departure_id, at=at)


@transaction.atomic
def rate(
    *, request_id: int, face: int, comment: str = "", by: Actor, at: datetime, version: int | None = None
) -> Rating:
    """The applicant says what she thinks of the answer (CAD art. 7(3)); a second rating replaces the first."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_rating(State(request.state), face))
    text = clean_text(comment)
    insist(reason_against_comment(text))
    rating, _created = Rating.objects.update_or_create(
        request=request, defaults={"face": face, "comment": text, "rated_at": at}
    )
    keep(request)
    record(event=FoiaEvent.RATED, about=request.about, by=by, at=at, note={"face": face})
    return rating
