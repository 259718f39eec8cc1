"""Asks for the reviews of one request: there is one for each decision that the applicant contested."""

from __future__ import annotations

from foia.models import Decision, Request, Review


def last_review(request: Request) -> Review | None:
    """The newest one, open or decided."""
    found: Review | None = Review.objects.filter(request=request).order_by("-id").first()
    return found


def decided_again_since(request: Request, review: Review) -> bool:
    """Whether a new decision left after this review was decided: against that one a review can be asked again."""
    return Decision.objects.filter(request=request, sent_at__gt=review.decided_at).exists()
