"""How the desk keeps its promises between two days, as parts of a whole. Never about one person."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from foia.models import AccessRequest
from foia.rules.outcomes import Outcome


def _answered(first: date, last: date) -> QuerySet[AccessRequest]:
    """Requests answered on those days, both included; a test of the office counts nowhere."""
    return AccessRequest.objects.filter(is_test=False, answered_on__range=(first, last))


def answered_on_time(first: date, last: date) -> tuple[int, int]:
    """How many of the answers left on or before the day they were due, the first due day of a case decided again."""
    counted = _answered(first, last).aggregate(
        kept=Count("pk", filter=Q(answered_on__lte=Coalesce("first_due_on", "due_on", "answered_on"))),
        whole=Count("pk"),
    )
    return counted["kept"], counted["whole"]


def days_to_answer(first: date, last: date) -> tuple[int, int]:
    """Calendar days from receipt to answer, all added up, and how many answers they are of."""
    counted = _answered(first, last).aggregate(
        days=Sum(F("answered_on") - F("received_on")), whole=Count("pk")
    )
    return (counted["days"].days if counted["days"] else 0), counted["whole"]


def refused_of_answered(first: date, last: date) -> tuple[int, int]:
    """How many of the answers said no to all that was asked."""
    said = _answered(first, last).annotate(said=Coalesce(NullIf("first_outcome", Value("")), F("outcome")))
    counted = said.aggregate(no=Count("pk", filter=Q(said=str(Outcome.REFUSED))), whole=Count("pk"))
    return counted["no"], counted["whole"]
