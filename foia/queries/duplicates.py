"""Asks whether a request that arrives on paper or by mail was filed before, perhaps by another way."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from foia.models import AccessRequest
from foia.rules.filing import Filing, cleaned

# The same letter comes by PEC and then by post within days; a month later it is a new request.
WINDOW = timedelta(days=30)
MOST = 5


def filed_before(draft: Filing, received_at: datetime) -> QuerySet[AccessRequest]:
    """Requests of the same person with the same subject, received within a month of this one, newest first.

    Nobody is stopped by them: two equal requests are two requests until a person says otherwise.
    """
    draft = cleaned(draft)
    who = draft.applicant
    same = Q()
    for field, value in (("name", who.name), ("email", who.email), ("pec", who.pec)):
        if value:
            same |= Q(**{f"applicant__{field}__iexact": value})
    if not same or not draft.subject:
        return AccessRequest.objects.none()
    return (
        AccessRequest.objects.filter(
            same,
            subject__iexact=draft.subject,
            received_at__range=(received_at - WINDOW, received_at + WINDOW),
        )
        .select_related("applicant")
        .defer("search", "body", "motive")
        .order_by("-received_at", "-id")[:MOST]
    )
