"""An office is part of a wider one, and never of itself however far around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.people.offices.rules import (
    LEVELS,
    level_of,
    reason_against_closing,
    reason_against_new_code,
    reason_against_office,
    reason_against_place,
    reason_against_row,
)

CODES = st.sampled_from(["a", "b", "c", "d"])


@given(st.lists(st.tuples(CODES, CODES | st.just("")), max_size=12))
def test_whatever_is_asked_in_whatever_order_no_circle_ever_stands(asked: list[tuple[str, str]]) -> None:
    parents = dict.fromkeys("abcd", "")
    for code, parent in asked:
        levels = dict.fromkeys(parents, "office")
        if reason_against_place(code, "office", parent, parents=parents, levels=levels) is None:
            parents[code] = parent
    for code in parents:
        above = code
        for _step in parents:
            above = parents.get(above, "")
        assert above == ""


@pytest.mark.parametrize(
    ("level", "above", "expected"),
    [
        ("area", "area", None),
        ("office", "area", None),
        ("service", "office", "narrower_parent"),
        ("area", "service", "narrower_parent"),
    ],
)
def test_what_an_office_is_part_of_is_as_wide_at_least(level: str, above: str, expected: str | None) -> None:
    refused = reason_against_place("x", level, "y", parents={"y": ""}, levels={"y": above})
    assert (refused.code if refused else None) == expected


def test_what_an_office_is_part_of_is_there_and_is_another() -> None:
    codes = [
        reason_against_place("x", "office", parent, parents={"x": ""}, levels={"x": "office"})
        for parent in ("", "y", "x")
    ]
    assert [refused.code if refused else None for refused in codes] == [None, "unknown_parent", "circle"]


@pytest.mark.parametrize(
    ("code", "name", "level", "mailbox", "expected"),
    [
        ("A1", "Area", "area", "", None),
        ("A1", "Area", "area", "area@ente.example", None),
        ("", "Area", "area", "", "bad_code"),
        ("A 1", "Area", "area", "", "bad_code"),
        ("A" * 41, "Area", "area", "", "bad_code"),
        ("A1", "", "area", "", "name_missing"),
        ("A1", "Area", "", "", "unknown_level"),
        ("A1", "Area", "area", "area@", "bad_mailbox"),
    ],
)
def test_office_has_a_code_a_name_a_level_and_an_address_that_can_be_one(
    code: str, name: str, level: str, mailbox: str, expected: str | None
) -> None:
    refused = reason_against_office(code, name, level, mailbox)
    assert (refused.code if refused else None) == expected


def test_level_is_the_one_that_is_named_or_the_one_of_the_depth() -> None:
    assert [level_of("", depth) for depth in range(5)] == [*LEVELS, "office", "office"]
    assert [level_of(word, 0) for word in ("Settore", " SERVIZIO ", "unità  operativa", "reparto")] == [
        "area",
        "service",
        "office",
        "",
    ]


def test_code_is_nobody_elses_and_what_has_parts_is_not_closed() -> None:
    new = [reason_against_new_code(taken=taken) for taken in (False, True)]
    assert [refused.code if refused else None for refused in new] == [None, "code_taken"]
    closing = [
        reason_against_closing(closed=closed, has_open_parts=parts)
        for closed, parts in ((False, False), (True, False), (False, True))
    ]
    assert [refused.code if refused else None for refused in closing] == [None, "office_closed", "has_parts"]


def test_row_of_a_file_is_the_first_of_its_code_and_part_of_something_known() -> None:
    rows = [
        reason_against_row("x", twice=twice, parent=parent, parent_known=known)
        for twice, parent, known in (
            (False, "", True),
            (True, "", True),
            (False, "y", False),
            (False, "y", True),
        )
    ]
    assert [refused.code if refused else None for refused in rows] == [
        None,
        "row_twice",
        "unknown_parent",
        None,
    ]
