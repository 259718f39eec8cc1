"""A request gets its protocol whenever the office enters it; the term goes on running from the day of arrival."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.models import AccessRequest
from foia.operations.concurrency import Stale
from foia.operations.protocol import enter_in_protocol
from foia.queries.protocol import protocol_of
from foia.rules.facts import FactKind
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY


def entered(request, desk, number: str, on: date | None = None, **more) -> AccessRequest:
    return enter_in_protocol(
        request_id=request.pk, protocol=number, registered_on=on, by=desk.by_editor, at=MONDAY, **more
    )


def test_number_given_afterwards_moves_no_term(filed_request, desk):
    request = filed_request()
    due = request.due_on
    after = entered(request, desk, " 0012345/2026 ")
    assert (after.due_on, after.version) == (due, request.version + 1)
    assert protocol_of(after) == "0012345/2026 del 2 marzo 2026"
    assert history_of(request.about).last().event == "foia.request.protocolled"


def test_a_number_put_right_stands_in_place_of_the_former_which_stays_on_record(filed_request, desk):
    request = filed_request(protocol="99", registered_on=MONDAY.date())
    assert protocol_of(request) == "99 del 2 marzo 2026"
    after = entered(request, desk, "100", MONDAY.date())
    assert protocol_of(AccessRequest.objects.get(pk=request.pk)) == "100 del 2 marzo 2026"
    facts = list(after.facts.filter(kind=FactKind.REGISTERED).order_by("pk"))
    assert [(fact.detail["protocol"], fact.voids_id) for fact in facts] == [
        ("99", None),
        ("100", facts[0].pk),
    ]


@pytest.mark.parametrize(
    ("number", "days", "code"),
    [
        ("", 0, "protocol_missing"),
        ("7", 1, "registered_in_future"),
        ("7", -1, "registered_before_receipt"),
        ("9" * 61, 0, "protocol_too_long"),
    ],
)
def test_wrong_entries_are_refused_with_their_reason(filed_request, desk, number, days, code):
    request = filed_request()
    with pytest.raises(Refused) as caught:
        entered(request, desk, number, MONDAY.date() + timedelta(days=days))
    assert caught.value.refusal.code == code
    assert protocol_of(request) == ""


def test_two_who_enter_it_at_once_know_of_each_other(filed_request, desk):
    request = filed_request()
    entered(request, desk, "1", version=request.version)
    with pytest.raises(Stale):
        entered(request, desk, "2", version=request.version)


def test_a_closed_case_too_gets_its_number(answered_request, desk):
    request = answered_request()
    after = enter_in_protocol(
        request_id=request.pk,
        protocol="7",
        registered_on=MONDAY.date(),
        by=desk.by_editor,
        at=MONDAY + timedelta(days=90),
    )
    assert (protocol_of(after), after.state) == ("7 del 2 marzo 2026", request.state)
