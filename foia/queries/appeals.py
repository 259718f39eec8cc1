"""Asks for appeals outside the office, to the ombudsman or the court, that nobody has decided yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from foia.models import RecordedFact
from foia.rules.appeals import ENDED
from foia.rules.facts import FactKind


def pending_appeals() -> QuerySet[RecordedFact]:
    """Appeals of the outer request whose end is not recorded, for a subquery."""
    ends = RecordedFact.objects.filter(
        request=OuterRef("request"),
        # By their days: a day put right is a newer row in an older place.
        on__gte=OuterRef("on"),
        kind__in=(*ENDED, FactKind.REFUSAL_CONFIRMED),
        voided_by=None,
    )
    return RecordedFact.objects.filter(
        request=OuterRef("pk"), kind__in=(FactKind.OMBUDSMAN_FILED, FactKind.COURT_SERVED), voided_by=None
    ).exclude(Exists(ends))
