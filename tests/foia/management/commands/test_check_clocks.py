"""A stored day that its facts do not give is found."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foia.models import AccessRequest, Review
from foia.operations import review
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY, REFUSED_ITEM


def test_true_clocks_agree(filed_request, answered_request):
    filed_request()
    request = answered_request(outcome="refused", items=(REFUSED_ITEM,))
    review.ask_review(request_id=request.pk, grounds="x" * 20, by=Actor.citizen(), at=MONDAY)
    said = StringIO()
    call_command("check_clocks", stdout=said)
    assert said.getvalue() == "3 clocks agree with their facts.\n"


def test_a_changed_day_is_named(filed_request):
    request = filed_request()
    AccessRequest.objects.filter(pk=request.pk).update(due_on=date(2026, 5, 1))
    said = StringIO()
    with pytest.raises(CommandError, match="1 differences in 1 clocks"):
        call_command("check_clocks", stdout=said)
    assert said.getvalue() == "2026/0000001 due_on: 2026-05-01 kept, 2026-04-01 computed\n"


def test_a_changed_review_day_is_named(answered_request):
    request = answered_request(outcome="refused", items=(REFUSED_ITEM,))
    review.ask_review(request_id=request.pk, grounds="x" * 20, by=Actor.citizen(), at=MONDAY)
    Review.objects.update(due_on=date(2026, 5, 1))
    with pytest.raises(CommandError, match="1 differences"):
        call_command("check_clocks", stdout=StringIO())
