"""What is typed when a request is assigned, classed, ranked or sent on."""

from __future__ import annotations

import pytest

from foia.rules.kinds import AccessKind
from foia.rules.triage import (
    reason_against_addressee,
    reason_against_assigning_many,
    reason_against_kind,
    reason_against_priority,
    reason_against_telling,
)


@pytest.mark.parametrize(("requests", "values"), [(0, None), (200, None), (201, {"most": 200})])
def test_two_hundred_requests_change_hands_at_once(requests: int, values: dict[str, int] | None) -> None:
    refused = reason_against_assigning_many(requests)
    assert (refused.values if refused else None) == values


def test_kind_is_one_of_the_rights_of_access() -> None:
    assert [kind for kind in AccessKind if reason_against_kind(kind) is not None] == []
    refused = reason_against_kind("perhaps")
    assert refused is not None
    assert (refused.code, refused.field) == ("kind_unknown", "kind")


def test_priority_has_four_steps() -> None:
    assert [step for step in range(-4, 6) if reason_against_priority(step) is None] == [-1, 0, 1, 2]


@pytest.mark.parametrize(("to_body", "refused"), [("", True), ("Ab", True), ("INPS"[:3], False)])
def test_request_is_sent_on_to_somebody(to_body: str, refused: bool) -> None:
    reason = reason_against_addressee(to_body)
    assert (reason.code if reason else None) == ("addressee_missing" if refused else None)


@pytest.mark.parametrize("length", [0, 9, 10, 10_000, 10_001])
def test_applicant_is_told_in_ten_to_ten_thousand_characters(length: int) -> None:
    reason = reason_against_telling("x" * length)
    assert ((reason.code, reason.field) if reason else None) == (
        None if 10 <= length <= 10_000 else ("words_length", "words")
    )
