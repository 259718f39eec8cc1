"""Asks for the reviews of one request (one for each decision contested), and what stands in the way of the open one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from foia.models import AccessRequest, Decision, Review
from foia.queries.decisions import items_of, withheld_groups
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.review import (
    Contested,
    Decider,
    Hearing,
    garante_days_over,
    other_office_named,
    reason_against_asking_review,
)
from foia.rules.states import State
from pasocial.office.people.members import queries as members
from pasocial.refusal import Refusal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pasocial.office.people.identity.models import User


def last_review(request: AccessRequest) -> Review | None:
    """The newest one, open or decided."""
    found: Review | None = Review.objects.filter(request=request).order_by("-id").first()
    return found


def decided_again_since(request: AccessRequest, review: Review) -> bool:
    """Whether a new decision left after this review was decided: against that one a review can be asked again."""
    return Decision.objects.filter(request=request, sent_at__gt=review.decided_at).exists()


def contested(request: AccessRequest) -> Contested:
    """What a review asked today would be about."""
    asked = last_review(request)
    open_ = asked is not None and asked.decided_at is None
    told = _told(request)
    outcome = told[0].outcome if told else (request.outcome if request.answered_on else "")
    return Contested(
        kind=AccessKind(request.kind),
        state=State(request.state),
        outcome=Outcome(outcome) if outcome else None,
        due_on=request.due_on,
        asked=open_,
        decided=asked is not None and not open_ and not decided_again_since(request, asked),
    )


def reason_against_review(request: AccessRequest, today: date) -> Refusal | None:
    """Why the applicant cannot ask for a review now."""
    return reason_against_asking_review(contested(request), today)


def decisions_under_review(request: AccessRequest) -> list[Decision]:
    """The newest decision that people were told of, and those it only adds to."""
    found = []
    for decision in _told(request):
        found.append(decision)
        if decision.effect != Decision.Effect.EXTENDS:
            break
    return found


def signers(decisions: Iterable[Decision]) -> set[int]:
    """Who drafted or approved them."""
    return {pk for one in decisions for pk in (one.drafted_by_id, one.approved_by_id) if pk}


def decider_of(review: Review, user_id: int | None) -> Decider:
    """What stands between this person and the decision of the review."""
    under = decisions_under_review(review.request)
    given = review.entrusted_to_id
    return Decider(
        signed=user_id in signers(under),
        entrusted=None if given is None else given == user_id,
        other_office=other_office_named(under[0].review_office) if under else "",
    )


def hearing_of(review: Review, today: date) -> Hearing:
    """Where the hearing of the Garante stands."""
    groups = [
        group for one in decisions_under_review(review.request) for group in withheld_groups(items_of(one))
    ]
    asked = review.garante_asked_on
    return Hearing(
        grounds=tuple(dict.fromkeys(code for group in groups for code in group.grounds)),
        asked=asked is not None,
        answered=review.garante_opinion_on is not None,
        days_over=asked is not None and garante_days_over(asked, today),
    )


def possible_deciders(request: AccessRequest) -> QuerySet[User]:
    """Who may be given the review: heads and those with a role in the whole body, not who signed."""
    signed = signers(decisions_under_review(request))
    return members.leaders().exclude(pk__in=signed)


def _told(request: AccessRequest) -> list[Decision]:
    """Decisions that left, and the one that waits for a party to react, the newest first."""
    held = request.state in (State.STANDSTILL, State.UNDER_REVIEW)
    states = [Decision.State.SENT, *([Decision.State.LEAVING] if held else [])]
    return list(
        Decision.objects.filter(request=request, state__in=states)
        .prefetch_related("items")
        .order_by("-number")
    )
