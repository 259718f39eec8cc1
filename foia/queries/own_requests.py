"""The requests one person filed with her identity proven; those for which a tax code was only typed are not hers."""

from __future__ import annotations

from django.db.models import QuerySet

from foia.models import AccessRequest
from foia.rules.filing import Identification


def proven_requests(person_key: str) -> QuerySet[AccessRequest]:
    """Newest first; none for an empty key."""
    if not person_key:
        return AccessRequest.objects.none()
    return (
        AccessRequest.objects.filter(person_key=person_key, applicant__identified_by=str(Identification.EID))
        .defer("search", "body")
        .order_by("-received_at", "-id")
    )
