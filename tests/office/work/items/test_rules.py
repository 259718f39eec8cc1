"""Work changes hands while it is open, goes to another desk with a reason, and ends in words."""

from __future__ import annotations

import pytest

from pasocial.office.work.items.rules import (
    reason_against_assigning,
    reason_against_finishing,
    reason_against_handing_over,
)


@pytest.mark.parametrize(
    ("done", "of_desk", "expected"),
    [
        (False, True, None),
        (False, False, "not_of_desk"),
        (True, True, "item_done"),
        (True, False, "item_done"),
    ],
)
def test_open_item_is_given_to_who_works_at_its_desk(done: bool, of_desk: bool, expected: str | None) -> None:
    refused = reason_against_assigning(done=done, of_desk=of_desk)
    assert (refused.code if refused else None) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"to_another_desk": False, "why": " "}, ("same_desk", "desk")),
        ({"why": " ", "done": True}, ("why_missing", "why")),
        ({"done": True, "already_there": True}, ("item_done", "")),
        ({"already_there": True}, ("already_there", "desk")),
    ],
)
def test_open_item_goes_to_another_desk_that_has_none_like_it(
    changes: dict[str, object], expected: tuple[str, str] | None
) -> None:
    given = {"why": "È vostra.", "to_another_desk": True, "done": False, "already_there": False, **changes}
    refused = reason_against_handing_over(given.pop("why"), **given)
    assert ((refused.code, refused.field) if refused else None) == expected


@pytest.mark.parametrize(
    ("outcome", "done", "expected"),
    [
        ("Fatto", False, None),
        (" ", False, "outcome_missing"),
        (" ", True, "item_done"),
        ("Fatto", True, "item_done"),
    ],
)
def test_person_ends_an_item_once_and_says_how(outcome: str, done: bool, expected: str | None) -> None:
    refused = reason_against_finishing(outcome, done=done)
    assert (refused.code if refused else None) == expected
