"""What the applicant does at the end: take the request back, or rate the answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from foia.models import Rating, Request
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, refold
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text
from foia.rules.outcomes import (
    Outcome,
)
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.office.work import operations as work
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date

COMMENT_LENGTH = 2_000

_RATED_IN = frozenset({State.ANSWERED, State.UNDER_REVIEW, State.CLOSED})


@transaction.atomic
def withdraw(
    *, request_id: int, words: str = "", by: Actor, at: datetime, version: int | None = None
) -> Request:
    """The applicant gives up. She may say why; she need not."""
    request = hold(request_id=request_id, version=version)
    move(request, Verb.WITHDRAW)
    detail = {"words": clean_text(words)[:2_000]} if words.strip() else {}
    add_fact(request=request, kind=FactKind.WITHDRAWN, on=local_date(at), at=at, detail=detail)
    refold(request, at)
    request.outcome, request.closed_at = str(Outcome.WITHDRAWN), at
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome="withdrawn")
    keep(request, "state", "outcome", "closed_at", *CACHED)
    record(event=FoiaEvent.WITHDRAWN, about=request.about, by=by, at=at)
    return request


def reason_against_rating(request: Request, face: int) -> Refusal | None:
    """Why the answer cannot be rated: there is none yet, or the face is none of the three."""
    if request.state not in _RATED_IN:
        return Refusal("not_answered", _("Potrai valutare la risposta quando l'avrai ricevuta."))
    if face not in (1, 2, 3):
        return Refusal("face_unknown", _("Scegli una delle tre facce."), "face")
    return None


@transaction.atomic
def rate(
    *, request_id: int, face: int, comment: str = "", by: Actor, at: datetime, version: int | None = None
) -> Rating:
    """The applicant says what she thinks of the answer (CAD art. 7(3)); a second rating replaces the first."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_rating(request, face))
    text = clean_text(comment)
    if len(text) > COMMENT_LENGTH:
        insist(
            Refusal(
                "comment_too_long",
                _("Accorcia il commento: al massimo {most} caratteri."),
                "comment",
                {"most": COMMENT_LENGTH},
            )
        )
    rating, _created = Rating.objects.update_or_create(
        request=request, defaults={"face": face, "comment": text, "rated_at": at}
    )
    keep(request)
    record(event=FoiaEvent.RATED, about=request.about, by=by, at=at, note={"face": face})
    return rating
