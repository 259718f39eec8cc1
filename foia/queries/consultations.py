"""Asks for what the desk put to people of other offices: what waits for one of them, and what of it is hers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from foia.models import AccessRequest, Consultation
from foia.policy import visible_requests


def questions_to(user: Any, *, answered: bool) -> QuerySet[Consultation]:
    """What waits for this person's answer, the most urgent first; or what she answered, the newest first."""
    return (
        _hers(user)
        .filter(replied_at__isnull=not answered)
        .select_related("request")
        .defer("request__search", "request__body")
        .order_by("-replied_at" if answered else "due_on", "id")
    )


def own_questions(user: Any, request_ids: Collection[int]) -> dict[int, list[Consultation]]:
    """What was put to this person about each of these cases, oldest first; one query."""
    found: dict[int, list[Consultation]] = {pk: [] for pk in request_ids}
    for asked in _hers(user).filter(request__in=request_ids).order_by("id"):
        found[asked.request_id].append(asked)
    return found


def shared_cases(user: Any) -> QuerySet[AccessRequest]:
    """Cases with a question that is still this person's, the newest first."""
    return (
        visible_requests(user)
        .filter(consultations__contact=user, consultations__withdrawn_at=None)
        .defer("search")
        .distinct()
        .order_by("-pk")
    )


def shared_case(user: Any, request_id: int) -> AccessRequest | None:
    return shared_cases(user).filter(pk=request_id).first()


def _hers(user: Any) -> QuerySet[Consultation]:
    """A question that was taken back is nobody's."""
    return Consultation.objects.filter(contact=user, withdrawn_at=None)
