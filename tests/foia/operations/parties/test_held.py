"""What follows for the case from what is done about a party."""

from __future__ import annotations

import pytest

from foia.operations import parties
from foia.operations.concurrency import Stale
from foia.operations.parties.held import held_party
from tests.foia.operations.parties.conftest import after, day


def test_party_is_held_with_its_case_as_it_is_now(told):
    request, party = told
    held, same = held_party(party.pk, request.version)
    assert (held.pk, held.version, same.pk) == (request.pk, request.version, party.pk)
    with pytest.raises(Stale):
        held_party(party.pk, request.version - 1)


def test_window_of_a_party_is_hers_alone(told):
    request, party = told
    window = parties.window_of(request, party, day(1))
    assert window is not None
    assert (window.party, window.sent_on) == (str(party.pk), day(0))


def test_held_answer_is_planned_for_the_morning_of_its_day_in_rome(held, desk):
    request, party = held
    parties.record_grant_received(party_id=party.pk, on=day(7), by=desk.by_editor, at=after(7))
    request.refresh_from_db()
    assert request.decision.leaves_at.isoformat() == "2026-03-25T08:00:00+00:00"
