"""Which files of her case the person who asked may have, and which state she may know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.own_case import INSIDE, may_have_file, outer_state
from foia.rules.states import State

ACCESS = ("private", "requester", "public")
PURPOSES = ("filed", "review", "message", "receipt", "letter", "collected", "consultation", "redacted")


@pytest.mark.parametrize("access", ACCESS)
@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("place", ["request", "her_message", "office"])
def test_a_file_is_hers_when_it_was_opened_to_her_or_handed_in_by_her(access, purpose, place):
    opened = access in ("requester", "public")
    handed_in = place == "her_message" or (place == "request" and purpose in ("filed", "review"))
    assert may_have_file(
        access=access,
        purpose=purpose,
        of_request=place == "request",
        of_her_message=place == "her_message",
    ) == (opened or handed_in)


@given(st.sampled_from(sorted(PURPOSES)))
def test_what_an_office_sent_is_not_hers_whatever_it_is_called(purpose):
    assert not may_have_file(access="private", purpose=purpose, of_request=False, of_her_message=False)


def test_who_signs_and_when_is_told_when_it_is_signed():
    assert {state: outer_state(state) for state in State if outer_state(state) is not state} == {
        State.AWAITING_APPROVAL: State.IN_PROGRESS,
        State.APPROVED: State.IN_PROGRESS,
        State.STANDSTILL: State.IN_PROGRESS,
    }
    assert set(INSIDE) == {State.AWAITING_APPROVAL, State.APPROVED, State.STANDSTILL}
