"""Topics: what is joined, parted, merged, put back and decided, and when each is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.models import Topic
from foia.rules.topics import (
    Choice,
    Choosing,
    reason_against_choosing,
    reason_against_joining,
    reason_against_keeping_fresh,
    reason_against_merging,
    reason_against_splitting,
    reason_against_title,
    reason_against_undoing,
    reasons_against_starting,
)
from pasocial.refusal import Refusal

TODAY = date(2026, 4, 20)
TOMORROW = TODAY + timedelta(days=1)
FLAGGED = Choosing(True, False, Choice.PUBLISH, "Lo chiedono in tanti.")


def told(reason: Refusal | None) -> tuple[str, str] | None:
    return (reason.code, reason.field) if reason else None


@given(st.sampled_from([0, 4, 5, 200, 201]), st.sampled_from(["", "  ", "\n"]))
def test_title_has_five_to_two_hundred_characters_beside_blanks(length: int, blanks: str) -> None:
    refused = reason_against_title(f"{blanks}{'x' * length}{blanks}")
    assert told(refused) == (None if 5 <= length <= 200 else ("title_length", "title"))


def test_topic_starts_with_a_title_and_a_request() -> None:
    assert reasons_against_starting("Luminarie", 1) == []
    assert [told(one) for one in reasons_against_starting("Luminarie", 0)] == [("no_requests", "requests")]
    assert [told(one) for one in reasons_against_starting("Lumi", 0)] == [("title_length", "title")]


def test_merged_topic_takes_nothing_in() -> None:
    assert [told(reason_against_joining(merged=one)) for one in (False, True)] == [None, ("topic_merged", "")]


@given(st.integers(0, 6), st.integers(1, 6))
def test_a_part_of_a_topic_leaves_it_and_one_request_stays(chosen: int, total: int) -> None:
    refused = reason_against_splitting(chosen=min(chosen, total), total=total)
    assert (refused is None) is (0 < min(chosen, total) < total)
    assert told(refused) in (None, ("split_all", "requests"))


def test_topic_is_not_merged_with_itself() -> None:
    assert told(reason_against_merging(3, 3)) == ("same_topic", "into")
    assert reason_against_merging(3, 4) is None


@pytest.mark.parametrize(
    ("moved", "now", "expected"),
    [
        (None, {}, "nothing_to_undo"),
        ([(1, 7), (2, 7)], {1: 7, 2: 7}, None),
        ([(1, 7), (2, 7)], {1: 7, 2: 8}, "moved_since"),
        ([(1, 7), (2, 7)], {1: 7}, "moved_since"),
        ([(1, None)], {}, None),
        ([(1, None)], {1: 7}, "moved_since"),
    ],
)
def test_last_change_is_undone_while_its_requests_are_where_it_put_them(
    moved: list[tuple[int, int | None]] | None, now: dict[int, int], expected: str | None
) -> None:
    refused = reason_against_undoing(moved, now)
    assert (refused.code if refused else None) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"choice": "perhaps"}, ("choice_unknown", "choice")),
        ({"reason": " 123456789 "}, ("reason_missing", "reason")),
        ({"reason": "1234567890"}, None),
        ({"flagged": False}, None),
        ({"flagged": False, "choice": "not", "look_again_on": TOMORROW}, ("not_flagged", "choice")),
        ({"flagged": False, "again": True, "choice": "not", "look_again_on": TOMORROW}, None),
        ({"choice": "not"}, ("look_again_missing", "look_again_on")),
        ({"choice": "not", "look_again_on": TODAY}, ("look_again_past", "look_again_on")),
        ({"choice": "not", "look_again_on": TOMORROW}, None),
        ({"choice": "redact", "look_again_on": TODAY}, None),
    ],
)
def test_decision_on_a_topic_has_its_reason_and_where_it_publishes_nothing_a_day_to_look_again(
    changes: dict[str, object], expected: tuple[str, str] | None
) -> None:
    assert told(reason_against_choosing(replace(FLAGGED, **changes), TODAY)) == expected


def test_choices_are_those_that_are_stored() -> None:
    assert [str(one) for one in Choice] == Topic.Choice.values


@pytest.mark.parametrize(
    ("desk", "until", "expected"),
    [
        (True, None, None),
        (True, TOMORROW, None),
        (True, TODAY, ("fresh_until_past", "fresh_until")),
        (False, TOMORROW, ("desk_unknown", "owner_desk")),
    ],
)
def test_answer_is_kept_fresh_by_a_desk_that_works_until_a_day_to_come(
    desk: bool, until: date | None, expected: tuple[str, str] | None
) -> None:
    refused = reason_against_keeping_fresh(desk_has_members=desk, fresh_until=until, today=TODAY)
    assert told(refused) == expected
