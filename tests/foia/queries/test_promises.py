"""Promises kept between two days: by the first due day, in calendar days, without the office's own tests."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.models import AccessRequest
from foia.queries.promises import answered_on_time, days_to_answer, refused_of_answered
from tests.foia.conftest import MONDAY, REFUSED_ITEM

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
YEAR = (date(DAY.year, 1, 1), date(DAY.year, 12, 31))


def moved(request: AccessRequest, **days: date) -> None:
    AccessRequest.objects.filter(pk=request.pk).update(**days)


def test_answers_of_the_period_are_told_apart(answered_request, filed_request):
    filed_request()
    assert (answered_on_time(*YEAR), days_to_answer(*YEAR)) == ((0, 0), (0, 0))
    moved(answered_request(), answered_on=DAY + timedelta(days=4))
    moved(answered_request(), answered_on=DAY + timedelta(days=50))
    late_again = answered_request(outcome="refused", items=(REFUSED_ITEM,))
    moved(late_again, answered_on=DAY + timedelta(days=6), first_due_on=DAY + timedelta(days=5))
    moved(answered_request(), is_test=True)
    assert answered_on_time(*YEAR) == (1, 3)
    assert days_to_answer(*YEAR) == (60, 3)
    assert refused_of_answered(*YEAR) == (1, 3)
    # Both days belong to the period.
    first = DAY + timedelta(days=4)
    assert answered_on_time(first, first) == (1, 1)
    assert answered_on_time(first + timedelta(days=1), DAY + timedelta(days=5)) == (0, 0)
