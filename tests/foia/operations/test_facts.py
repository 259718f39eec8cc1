"""Facts are added, never edited; the days on the request follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.operations.concurrency import hold, keep
from foia.operations.facts import CACHED, add_fact, refold
from foia.rules.facts import FactKind
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items.queries import about
from tests.foia.conftest import MONDAY


@pytest.fixture
def held(filed_request):
    return hold(request_id=filed_request().pk)


def test_a_fact_that_moves_the_term_moves_the_item_too(held):
    add_fact(
        request=held,
        kind=FactKind.RECEIVED_FROM_OTHER_BODY,
        on=date(2026, 3, 5),
        at=MONDAY + timedelta(days=3),
    )
    refold(held, MONDAY + timedelta(days=3))
    keep(held, *CACHED)
    held.refresh_from_db()
    [item] = about(held.about)
    assert held.due_on == item.due_on == date(2026, 4, 4)


def test_a_voided_fact_says_nothing(held):
    wrong = add_fact(request=held, kind=FactKind.RECEIVED_FROM_OTHER_BODY, on=date(2026, 3, 5), at=MONDAY)
    add_fact(request=held, kind=FactKind.REGISTERED, on=date(2026, 3, 5), at=MONDAY, voids=wrong)
    refold(held, MONDAY)
    assert held.due_on == date(2026, 4, 1)


def test_patron_day_of_the_town_counts_as_holiday(filed_request):
    change_setting(key="patron_day", value=(4, 1), by=Actor.system("test"), at=MONDAY)
    request = filed_request()
    assert request.due_on == date(2026, 4, 2)
