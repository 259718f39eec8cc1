"""A third party is named with somewhere to write to her, and only where the law knows third parties."""

from __future__ import annotations

import pytest

from foia.operations import parties
from foia.rules import party_steps
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY, a_party


def refused(request, desk, **changes) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        a_party(request, desk, **changes)
    return [(each.code, each.field) for each in caught.value.refusals]


def test_simple_civic_access_knows_no_parties(taken_request, desk):
    request = taken_request(kind="simple_civic")
    with pytest.raises(Refused) as caught:
        parties.add_party(
            request_id=request.pk,
            name="Luci",
            email="a@b.it",
            interest="personal_data",
            by=desk.by_editor,
            at=MONDAY,
        )
    assert caught.value.refusal.code == "parties_never_notified"


@pytest.mark.parametrize("name", ["", "X", "x" * 201])
def test_name_is_neither_missing_nor_a_page(taken_request, desk, name):
    assert refused(taken_request(), desk, name=name) == [("name_missing", "name")]


@pytest.mark.parametrize("name", ["Ng", "x" * 200])
def test_shortest_and_longest_name_are_taken(taken_request, desk, name):
    assert a_party(taken_request(), desk, name=name).name == name


def test_every_fault_is_said_at_once(taken_request, desk):
    faults = refused(taken_request(), desk, name="", email="nessuna", language="fr")
    assert faults == [("name_missing", "name"), ("email_invalid", "email"), ("language_unknown", "language")]


def test_without_any_address_nobody_can_be_told(taken_request, desk):
    request = taken_request()
    assert refused(request, desk, email="") == [("address_missing", "email")]
    assert a_party(request, desk, email="", postal_address="Via Roma 1").postal_address == "Via Roma 1"


def test_parties_beyond_reason_are_grouped(taken_request, desk, monkeypatch):
    monkeypatch.setattr(party_steps, "MOST_PARTIES", 1)
    request = taken_request()
    a_party(request, desk)
    assert refused(request, desk) == [("too_many_parties", "")]
