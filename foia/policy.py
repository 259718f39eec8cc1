"""Who may see or do what with a request: roles at the desk, or the one case shared with a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from guardian.shortcuts import get_objects_for_user

from foia.models import Request
from pasocial.office.members.policy import may

SHARED = "foia.follow_request"


def may_open(user: Any, request: Request) -> bool:
    """Whether this person may read this case."""
    return may(user, "foia.read", request)


def visible_requests(user: Any) -> QuerySet[Request]:
    """All requests for the desk and the transparency officer; only the shared ones for a contact of another office."""
    if may(user, "foia.read"):
        return Request.objects.all()
    if not getattr(user, "is_active", False) or not user.pk:
        return Request.objects.none()
    return get_objects_for_user(user, SHARED, klass=Request, accept_global_perms=False)
