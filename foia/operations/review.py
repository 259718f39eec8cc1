"""The internal review: asked by the applicant against the answer or its absence, decided by the RPCT (art. 5(7))."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from foia.models import AccessRequest, Decision, RecordedFact, Review
from foia.operations.concurrency import hold, keep, move
from foia.operations.dialogue import store_files
from foia.operations.facts import CACHED, add_fact, refold
from foia.operations.intake import Upload
from foia.operations.publication import note_remedy
from foia.operations.reopening import take_up_again
from foia.queries.appeals import pending_appeals
from foia.queries.deadlines import review_reading
from foia.queries.reviews import (
    decider_of,
    decisions_under_review,
    hearing_of,
    reason_against_review,
    signers,
)
from foia.rules.appeals import REJECTED
from foia.rules.facts import Basis, FactKind
from foia.rules.filing import clean_text
from foia.rules.outcomes import Outcome
from foia.rules.reopening import reasons_against_day
from foia.rules.review import (
    reason_against_asking_garante,
    reason_against_entrusting,
    reason_against_garante_opinion,
    reason_against_grounds,
    reason_against_open_review,
    reasons_against_review_decision,
    review_is_late,
)
from foia.rules.states import State, Verb
from foia.rules.terms import COURT_DAYS, REVIEW_FILING_DAYS, in_force
from foia.rules.typed import reason_against_day
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

ITEM = "review"


@transaction.atomic
def ask_review(
    *,
    request_id: int,
    grounds: str,
    files: Iterable[Upload] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Review:
    """The applicant asks for review. Later than thirty days is accepted too, and marked (C1 §7).

    `files`: what she hands in with it, kept with the request for whoever decides.
    """
    request = hold(request_id=request_id, version=version)
    today = local_date(at)
    insist(reason_against_review(request, today))
    text = clean_text(grounds)
    insist(reason_against_grounds(text))
    move(request, Verb.ASK_REVIEW)
    add_fact(request=request, kind=FactKind.REVIEW_FILED, on=today, at=at)
    answered = _last_answer(request)
    review = Review(
        request=request,
        grounds=text,
        filed_on=today,
        filed_at=at,
        late_filing=answered is not None and review_is_late(answered, today, settings_store.patron_day()),
    )
    review.due_on = review_reading(review, today).due_on
    review.save()
    store_files(files, about=request.about, purpose="review", by=by, at=at)
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
    insist(reason_against_asking_garante(review.garante_asked_on))
    review.garante_asked_on = day
    add_fact(request=request, kind=FactKind.GARANTE_ASKED, on=day, at=at)
    return _keep_review(request, review, FoiaEvent.GARANTE_ASKED, by, at)


@transaction.atomic
def record_garante(
    *, request_id: int, on: date | None = None, by: Actor, at: datetime, version: int | None = None
) -> Review:
    """The Garante's opinion arrived: the term runs again."""
    request, review = _open_review(request_id, version)
    insist(reason_against_garante_opinion(review.garante_asked_on, review.garante_opinion_on))
    assert review.garante_asked_on is not None
    day = _day(on, review.garante_asked_on, at)
    review.garante_opinion_on = day
    add_fact(request=request, kind=FactKind.GARANTE_ANSWERED, on=day, at=at)
    return _keep_review(request, review, FoiaEvent.GARANTE_ANSWERED, by, at)


@transaction.atomic
def decide_review(
    *,
    request_id: int,
    outcome: str,
    reasons: str,
    decide_by: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Review:
    """The RPCT decides, with reasons. A review granted, even in part, reopens the case for a new decision.

    `decide_by`: the day by which she wants it, not later than the law allows; only with a review that is granted.
    """
    request, review = _open_review(request_id, version)
    text, today = clean_text(reasons), local_date(at)
    insist(
        reasons_against_review_decision(
            outcome, text, decider_of(review, by.user_id), hearing_of(review, today)
        )
    )
    add_fact(request=request, kind=FactKind.REVIEW_DECIDED, on=today, at=at)
    review.outcome, review.reasons, review.decided_by_id, review.decided_at = outcome, text, by.user_id, at
    review.save()
    note_remedy(request=request, review=outcome, on=today)
    note: dict[str, Any] = {"outcome": outcome}
    if outcome == Review.Outcome.REFUSED:
        _uphold(request, outcome, by, at)
    else:
        insist(reasons_against_day(Basis.REVIEW, today, decide_by, settings_store.patron_day()))
        again = take_up_again(
            request, basis=Basis.REVIEW, why=text, on=today, decide_by=decide_by, by=by, at=at
        )
        note["due_on"] = again.due_on.isoformat()
    record(event=FoiaEvent.REVIEW_DECIDED, about=request.about, by=by, at=at, note=note)
    return review


@transaction.atomic
def entrust_review(
    *, request_id: int, to: User, by: Actor, at: datetime, version: int | None = None
) -> Review:
    """Gives the open review to the head of the office that the refusal names, when the RPCT signed it or holds the data.

    From then on that person reads the case and alone decides the review.
    """
    request, review = _open_review(request_id, version)
    signed = to.pk in signers(decisions_under_review(request))
    insist(reason_against_entrusting(signed=signed, state=State(request.state), open_review=True))
    review.entrusted_to = to
    review.save(update_fields=["entrusted_to"])
    keep(request)
    record(event=FoiaEvent.REVIEW_ENTRUSTED, about=request.about, by=by, at=at, note={"to": to.pk})
    return review


def _uphold(request: AccessRequest, outcome: str, by: Actor, at: datetime) -> None:
    held = Decision.objects.filter(request=request, state=Decision.State.LEAVING).exists()
    move(request, Verb.UPHOLD_HELD if held else Verb.DECIDE_REVIEW)
    if request.answered_on is None:
        # The review answered what nobody had: the request is no longer owed anything.
        today = local_date(at)
        add_fact(request=request, kind=FactKind.ANSWERED, on=today, at=at)
        request.answered_on, request.closed_at = today, at
        request.outcome = str(Outcome.REFUSED)
    refold(request, at)
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome=f"review {outcome}")
    keep(request, "state", "answered_on", "closed_at", "outcome", *CACHED)


def _last_answer(request: AccessRequest) -> date | None:
    """The day from which the applicant counts: that of the last decision that left."""
    sent = Decision.objects.filter(request=request, sent_at__isnull=False).order_by("-number").first()
    return local_date(sent.sent_at) if sent is not None and sent.sent_at else request.answered_on


def close_expired(*, by: Actor, at: datetime, limit: int = 500) -> int:
    """Answered requests whose time for remedies is over are closed; returns how many. Each is its own operation."""
    days = max(in_force(REVIEW_FILING_DAYS, local_date(at)).value, in_force(COURT_DAYS, local_date(at)).value)
    last = local_date(at) - timedelta(days=days + 1)
    over = AccessRequest.objects.filter(state=State.ANSWERED, answered_on__lt=last).order_by("pk")
    # Decided again not long ago, or an appeal was lost: the time for the next remedy runs from there.
    over = over.exclude(decisions__sent_at__gte=at - timedelta(days=days + 1))
    lost = RecordedFact.objects.filter(
        request=OuterRef("pk"), kind__in=REJECTED.values(), on__gte=last, voided_by=None
    )
    # Before the ombudsman or the court: what they say is still awaited.
    over = over.exclude(Exists(lost)).exclude(Exists(pending_appeals()))
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


def _open_review(request_id: int, version: int | None) -> tuple[AccessRequest, Review]:
    request = hold(request_id=request_id, version=version)
    review = Review.objects.select_for_update().filter(request=request, decided_at__isnull=True).first()
    insist(reason_against_open_review(State(request.state), review is not None))
    assert review is not None
    review.request = request
    return request, review


def _keep_review(request: AccessRequest, review: Review, event: FoiaEvent, by: Actor, at: datetime) -> Review:
    review.due_on = review_reading(review, local_date(at)).due_on
    review.save()
    work.move_due_day(about=request.about, kind=ITEM, due_on=review.due_on)
    keep(request)
    record(event=event, about=request.about, by=by, at=at, note={"due_on": review.due_on.isoformat()})
    return review


def _day(on: date | None, earliest: date, at: datetime) -> date:
    day = on or local_date(at)
    insist(reason_against_day(day, today=local_date(at), earliest=earliest))
    return day
