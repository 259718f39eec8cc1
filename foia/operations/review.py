"""The internal review: asked by the applicant against the answer or its absence, decided by the RPCT (art. 5(7))."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from foia.models import Request, Review
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, refold
from foia.queries.deadlines import OWED, review_reading
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.states import State, Verb
from foia.rules.terms import COURT_DAYS, REVIEW_FILING_DAYS, in_force
from foia.wording import FoiaEvent
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.office.work import operations as work
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date

TEXT_LENGTH = (20, 20_000)
ITEM = "review"

# What a review leaves on a request that was never answered.
_OUTCOMES = {
    Review.Outcome.GRANTED: Outcome.GRANTED,
    Review.Outcome.PARTLY: Outcome.PARTLY_GRANTED,
    Review.Outcome.REFUSED: Outcome.REFUSED,
}


def reason_against_review(request: Request, today: date) -> Refusal | None:
    """Why a review cannot be asked: another kind of access, asked already, or the term is still running."""
    if request.kind != AccessKind.GENERALISED:
        return Refusal(
            "no_review",
            _("Il riesame esiste solo per l'accesso generalizzato: nella risposta trovi i tuoi rimedi."),
        )
    if Review.objects.filter(request=request).exists():
        return Refusal("review_asked", _("Hai già chiesto il riesame: la decisione arriva qui."))
    if request.state in OWED and request.due_on is not None and today <= request.due_on:
        return Refusal(
            "still_in_time",
            _("L'ufficio ha tempo per rispondere fino a {due_on}: il riesame si chiede dopo."),
            values={"due_on": request.due_on},
        )
    return None


@transaction.atomic
def ask_review(
    *, request_id: int, grounds: str, by: Actor, at: datetime, version: int | None = None
) -> Review:
    """The applicant asks for review. Later than thirty days is accepted too, and marked (C1 §7)."""
    request = hold(request_id=request_id, version=version)
    today = local_date(at)
    insist(reason_against_review(request, today))
    text = _written(grounds, "grounds")
    move(request, Verb.ASK_REVIEW)
    add_fact(request=request, kind=FactKind.REVIEW_FILED, on=today, at=at)
    limit = timedelta(days=in_force(REVIEW_FILING_DAYS, today).value)
    review = Review(
        request=request,
        grounds=text,
        filed_on=today,
        filed_at=at,
        late_filing=request.answered_on is not None and today > request.answered_on + limit,
    )
    review.due_on = review_reading(review, today).due_on
    review.save()
    refold(request, at)
    work.open_item(
        desk="foia",
        kind=ITEM,
        about=request.about,
        title=gettext("Riesame della richiesta %(number)s") % {"number": request.number},
        why=gettext("Lo decide il responsabile della trasparenza: prepara gli atti."),
        due_on=review.due_on,
        by=by,
        at=at,
    )
    keep(request, "state", *CACHED)
    record(
        event=FoiaEvent.REVIEW_ASKED,
        about=request.about,
        by=by,
        at=at,
        note={"due_on": review.due_on.isoformat(), "late": review.late_filing},
    )
    return review


@transaction.atomic
def ask_garante(
    *, request_id: int, on: date | None = None, by: Actor, at: datetime, version: int | None = None
) -> Review:
    """The Garante is heard because personal data are at stake: the term stands still up to ten days (art. 5(7))."""
    request, review = _open_review(request_id, version)
    day = _day(on, review.filed_on, at)
    if review.garante_asked_on:
        insist(Refusal("garante_asked", _("Il parere del Garante è già stato chiesto.")))
    review.garante_asked_on = day
    add_fact(request=request, kind=FactKind.GARANTE_ASKED, on=day, at=at)
    return _settle(request, review, FoiaEvent.GARANTE_ASKED, by, at)


@transaction.atomic
def record_garante(
    *, request_id: int, on: date | None = None, by: Actor, at: datetime, version: int | None = None
) -> Review:
    """The Garante's opinion arrived: the term runs again."""
    request, review = _open_review(request_id, version)
    if review.garante_asked_on is None:
        insist(Refusal("garante_not_asked", _("Registra prima quando hai chiesto il parere al Garante.")))
    assert review.garante_asked_on is not None
    day = _day(on, review.garante_asked_on, at)
    review.garante_opinion_on = day
    add_fact(request=request, kind=FactKind.GARANTE_ANSWERED, on=day, at=at)
    return _settle(request, review, FoiaEvent.GARANTE_ANSWERED, by, at)


@transaction.atomic
def decide_review(
    *,
    request_id: int,
    outcome: str,
    reasons: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Review:
    """The RPCT decides, with reasons. A granted review gives the desk the task to carry it out."""
    request, review = _open_review(request_id, version)
    if outcome not in Review.Outcome.values:
        insist(Refusal("outcome_unknown", _("Scegli un esito dall'elenco."), "outcome"))
    text = _written(reasons, "reasons")
    today = local_date(at)
    move(request, Verb.DECIDE_REVIEW)
    add_fact(request=request, kind=FactKind.REVIEW_DECIDED, on=today, at=at)
    review.outcome, review.reasons, review.decided_by_id, review.decided_at = outcome, text, by.user_id, at
    review.save()
    if request.answered_on is None:
        # The review answered what nobody had: the request is no longer owed anything.
        add_fact(request=request, kind=FactKind.ANSWERED, on=today, at=at)
        request.answered_on, request.closed_at = today, at
        request.outcome = str(_OUTCOMES[Review.Outcome(outcome)])
    refold(request, at)
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome=f"review {outcome}")
    if outcome != Review.Outcome.REFUSED:
        work.open_item(
            desk="foia",
            kind="carry_out_review",
            about=request.about,
            title=gettext("Esegui il riesame della richiesta %(number)s") % {"number": request.number},
            why=gettext("Il riesame è stato accolto: consegna quanto deciso."),
            by=by,
            at=at,
        )
    keep(request, "state", "answered_on", "closed_at", "outcome", *CACHED)
    record(event=FoiaEvent.REVIEW_DECIDED, about=request.about, by=by, at=at, note={"outcome": outcome})
    return review


def close_settled(*, by: Actor, at: datetime, limit: int = 500) -> int:
    """Answered requests whose time for remedies is over are closed; returns how many. Each is its own operation."""
    days = max(in_force(REVIEW_FILING_DAYS, local_date(at)).value, in_force(COURT_DAYS, local_date(at)).value)
    last = local_date(at) - timedelta(days=days + 1)
    over = Request.objects.filter(state=State.ANSWERED, answered_on__lt=last).order_by("pk")
    closed = 0
    for request_id in list(over.values_list("pk", flat=True)[:limit]):
        closed += _close(request_id, by, at)
    return closed


@transaction.atomic
def _close(request_id: int, by: Actor, at: datetime) -> bool:
    request = hold(request_id=request_id)
    if request.state != State.ANSWERED:
        return False
    move(request, Verb.CLOSE)
    keep(request, "state")
    record(event=FoiaEvent.CLOSED, about=request.about, by=by, at=at)
    return True


def _open_review(request_id: int, version: int | None) -> tuple[Request, Review]:
    request = hold(request_id=request_id, version=version)
    review = Review.objects.select_for_update().filter(request=request, decided_at__isnull=True).first()
    if review is None or request.state != State.UNDER_REVIEW:
        insist(Refusal("no_open_review", _("Non c'è un riesame da decidere su questa richiesta.")))
    assert review is not None
    review.request = request
    return request, review


def _settle(request: Request, review: Review, event: FoiaEvent, by: Actor, at: datetime) -> Review:
    review.due_on = review_reading(review, local_date(at)).due_on
    review.save()
    work.move_due_day(about=request.about, kind=ITEM, due_on=review.due_on)
    keep(request)
    record(event=event, about=request.about, by=by, at=at, note={"due_on": review.due_on.isoformat()})
    return review


def _day(on: date | None, earliest: date, at: datetime) -> date:
    day = on or local_date(at)
    if day > local_date(at):
        insist(Refusal("day_in_future", _("La data è nel futuro: correggila."), "on"))
    if day < earliest:
        insist(
            Refusal(
                "day_too_early", _("La data non può precedere {day}: correggila."), "on", {"day": earliest}
            )
        )
    return day


def _written(words: str, field: str) -> str:
    text = clean_text(words)
    least, most = TEXT_LENGTH
    if not least <= len(text) <= most:
        insist(
            Refusal(
                "text_length",
                _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
                field,
                {"least": least, "most": most, "length": len(text)},
            )
        )
    return text
