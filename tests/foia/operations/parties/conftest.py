"""A request with a third party: named, told on the first day, heard, and overruled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.operations import answering, parties
from foia.rules.outcomes import Outcome
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import GIVEN_ITEM, MONDAY, a_party

SYSTEM = Actor.system("foia")


def day(number: int) -> date:
    return MONDAY.date() + timedelta(days=number)


def after(days: int):
    return MONDAY + timedelta(days=days)


@pytest.fixture
def told(taken_request, desk):
    """A request with one party who was told on the first day, and the party."""
    request = taken_request()
    party = a_party(request, desk)
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    request.refresh_from_db()
    return request, party


@pytest.fixture
def held(told, desk):
    """Granted over an opposition and approved: the fifteen seconds are over."""
    request, party = told
    parties.record_notice_received(party_id=party.pk, on=day(1), by=desk.by_editor, at=after(1))
    parties.record_opposition(
        party_id=party.pk, on=day(5), text="I prezzi sono un segreto.", by=desk.by_editor, at=after(5)
    )
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="I prezzi pagati dal Comune sono pubblici: l'opposizione non basta.",
        items=[GIVEN_ITEM],
        by=desk.by_editor,
        at=after(6),
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=after(6))
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=after(6))
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=after(6) + timedelta(seconds=15))
    request.refresh_from_db()
    return request, party
