"""What the machine finds alike, and what people said of it."""

from __future__ import annotations

from django.db.models import (
    Prefetch,
    QuerySet,
)

from foia.models import (
    AccessRequest,
    Suggestion,
    TopicMembership,
)


def find_suggestion(pk: int, requests: QuerySet[AccessRequest]) -> Suggestion | None:
    """A suggestion for one of these requests."""
    return Suggestion.objects.filter(pk=pk, request__in=requests).first()


def suggestions_for(request_id: int) -> QuerySet[Suggestion]:
    """What the machine proposed for a request, best first, with the topic each earlier request already has."""
    return _suggestions().filter(request_id=request_id).order_by("-score", "id")


def suggestion_shown(pk: int) -> Suggestion:
    """One of `suggestions_for`; raises Suggestion.DoesNotExist."""
    return _suggestions().get(pk=pk)


def _suggestions() -> QuerySet[Suggestion]:
    return (
        Suggestion.objects.select_related("earlier", "judged_by")
        .defer("earlier__search")
        .prefetch_related(
            Prefetch(
                "earlier__topic_membership",
                TopicMembership.objects.select_related("topic").defer("topic__search"),
            )
        )
    )
