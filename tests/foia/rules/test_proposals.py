"""Proposals are confirmed while they hold, once, and many at a time only after single ones were judged."""

from __future__ import annotations

import pytest

from foia.rules.proposals import (
    reason_against_adopting,
    reason_against_confirming,
    reason_against_gathering,
    reason_against_judging,
)
from foia.rules.recurrence.quality import JudgedPair, measure
from pasocial.refusal import Refusal


def code(reason: Refusal | None) -> str | None:
    return reason.code if reason else None


@pytest.mark.parametrize(
    ("requests", "into_topic", "expected"),
    [
        ([], False, "requests_few"),
        ([], True, "requests_few"),
        ([1], False, "requests_few"),
        ([1, 1], False, "requests_few"),
        ([1], True, None),
        ([1, 2], False, None),
        (range(500), False, None),
        (range(501), True, "requests_many"),
    ],
)
def test_two_requests_make_a_topic_one_joins_it_and_five_hundred_are_the_most(
    requests: list[int], into_topic: bool, expected: str | None
) -> None:
    refused = reason_against_gathering(requests, into_topic=into_topic)
    assert code(refused) == expected
    assert refused is None or refused.field == "requests"


def test_what_somebody_took_or_is_not_alike_is_not_confirmed() -> None:
    assert reason_against_confirming([1, 2], taken=False, linked={1, 2, 3}) is None
    refused = [reason_against_confirming([1, 2], taken=taken, linked={1}) for taken in (False, True)]
    assert [(one.code, one.field) for one in refused if one] == [
        ("not_proposed", "requests"),
        ("already_in_topic", "requests"),
    ]


@pytest.mark.parametrize(
    ("is_open", "parted", "expected"),
    [(True, False, None), (False, True, None), (False, False, "already_judged")],
)
def test_proposal_is_judged_once_unless_it_was_taken_apart(
    is_open: bool, parted: bool, expected: str | None
) -> None:
    assert code(reason_against_judging(is_open=is_open, parted_since=parted)) == expected


def test_threshold_waits_for_enough_single_cases_and_says_how_many() -> None:
    found = measure([])
    refused = reason_against_adopting(found)
    assert refused is not None
    assert (refused.code, refused.values) == ("threshold_unmeasured", {"missing": found.missing})
    assert reason_against_adopting(measure([JudgedPair(0.9, right=True)] * found.missing)) is None
