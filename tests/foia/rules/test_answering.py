"""An answer is written while the case is worked on, signed by another, sent when it may leave, and rated afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from foia.rules.answering import (
    ScanState,
    reason_against_approving,
    reason_against_comment,
    reason_against_copy,
    reason_against_file_of_case,
    reason_against_leaving,
    reason_against_no_decision,
    reason_against_rating,
    reason_against_returning,
    reason_against_rewriting,
    reason_against_writing,
    reasons_against_files,
    reasons_against_items,
    reasons_against_texts,
)
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from foia.rules.states import State
from pasocial.office.files.attachments.models import StoredFile
from pasocial.refusal import Refusal
from pasocial.timekeeping import ROME

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ROME)
GIVEN = ItemDraft(title="Contratto", disclosure=Disclosure.REQUESTER, file="f1")


def told(reason: Refusal | None) -> tuple[str, str] | None:
    return (reason.code, reason.field) if reason else None


def all_told(reasons: list[Refusal]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in reasons]


def test_nothing_is_done_with_a_decision_that_is_not_there() -> None:
    assert reason_against_no_decision(there=True) is None
    assert told(reason_against_no_decision(there=False)) == ("no_decision", "")


def test_decision_is_written_while_the_case_is_worked_on_and_decides_something() -> None:
    worked_on = [state for state in State if reason_against_writing(state, "granted") is None]
    assert worked_on == [State.NEEDS_IDENTIFICATION, State.IN_PROGRESS, State.AWAITING_PARTIES]
    assert told(reason_against_writing(State.ANSWERED, "perhaps")) == ("wrong_state", "")
    undecided = [one for one in Outcome if reason_against_writing(State.IN_PROGRESS, one) is not None]
    assert undecided == [Outcome.TRANSFERRED, Outcome.WITHDRAWN]
    assert told(reason_against_writing(State.IN_PROGRESS, "perhaps")) == ("outcome_unknown", "outcome")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (GIVEN, []),
        (ItemDraft(title="x" * 250), []),
        (ItemDraft(title="x" * 251), [("title_length", "items-1")]),
        (ItemDraft(title=""), [("title_length", "items-1")]),
        (ItemDraft(title="Verbale", reason="x" * 50_000), []),
        (ItemDraft(title="Verbale", reason="x" * 50_001), [("text_too_long", "items-1")]),
        (ItemDraft(title="Verbale", file="f2"), [("file_of_other_case", "items-1")]),
    ],
)
def test_line_of_a_decision_has_a_name_and_a_file_of_its_case(
    item: ItemDraft, expected: list[tuple[str, str]]
) -> None:
    reasons = reasons_against_items([GIVEN, item], {"f1"})
    assert all_told(reasons) == expected
    most = {"title_length": {"most": 250}, "text_too_long": {"most": 50_000}}
    assert [one.values for one in reasons] == [most.get(code, {}) for code, _field in expected]


@pytest.mark.parametrize(("many", "expected"), [(200, []), (201, [("too_many_items", "items")])])
def test_decision_has_two_hundred_lines_at_most(many: int, expected: list[tuple[str, str]]) -> None:
    reasons = reasons_against_items([GIVEN] * many, {"f1"})
    assert all_told(reasons) == expected
    assert [one.values for one in reasons] == [{"most": 200}] * len(expected)


def test_file_of_another_case_is_named_where_it_was_chosen() -> None:
    assert reason_against_file_of_case("file", there=True) is None
    assert told(reason_against_file_of_case("file", there=False)) == ("file_of_other_case", "file")


def test_copy_takes_the_place_of_its_own_original_in_this_decision() -> None:
    allowed = [
        (made, inside)
        for made in (True, False)
        for inside in (True, False)
        if reason_against_copy(of_the_file=made, in_decision=inside) is None
    ]
    assert allowed == [(True, True)]


@pytest.mark.parametrize("field", ["reasons", "answer_text", "transience"])
@pytest.mark.parametrize(("length", "refused"), [(50_000, False), (50_001, True)])
def test_text_of_a_decision_has_an_end(field: str, length: int, refused: bool) -> None:
    words = {"reasons": "", "answer_text": "", "transience": "", field: "x" * length}
    found = reasons_against_texts(**words, publication_url="")
    assert all_told(found) == ([("text_too_long", field)] if refused else [])


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("", False),
        ("  ", False),
        ("https://comune.example/atti", False),
        ("http://comune.example/atti", False),
        ("/atti/2026", False),
        ("comune.example/atti", True),
        ("javascript:alert(1)", True),
        ("https://" + "x" * 492, False),
        ("https://" + "x" * 493, True),
    ],
)
def test_published_page_has_an_address(url: str, refused: bool) -> None:
    assert all_told(reasons_against_texts("", "", "", url)) == (
        [("url_invalid", "publication_url")] if refused else []
    )


def test_proposed_decision_is_frozen() -> None:
    assert reason_against_rewriting(editable=True) is None
    assert told(reason_against_rewriting(editable=False)) == ("decision_frozen", "")


@pytest.mark.parametrize(("length", "refused"), [(4, True), (5, False), (5_000, False), (5_001, True)])
def test_decision_comes_back_with_what_to_change(length: int, refused: bool) -> None:
    assert told(reason_against_returning("x" * length)) == (("why_missing", "why") if refused else None)


@pytest.mark.parametrize(
    ("drafted_by", "approver", "refused"),
    [(1, 2, False), (1, 1, True), (None, None, False), (1, None, False), (None, 1, False)],
)
def test_four_eyes_sign(drafted_by: int | None, approver: int | None, refused: bool) -> None:
    assert told(reason_against_approving(drafted_by, approver)) == (("own_decision", "") if refused else None)


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        ({}, ["file_gone"]),
        ({"f1": "waiting"}, ["file_waiting"]),
        ({"f1": "infected"}, ["file_infected"]),
        ({"f1": "clean"}, []),
        ({"f1": "off"}, []),
    ],
)
def test_file_leaves_when_it_is_there_and_nothing_bad_is_known(
    scans: dict[str, str], expected: list[str]
) -> None:
    found = reasons_against_files([GIVEN], scans)
    assert [(one.code, one.values) for one in found] == [(code, {"title": "Contratto"}) for code in expected]


def test_what_is_withheld_or_has_no_file_needs_no_scan() -> None:
    withheld = ItemDraft(title="Parere", disclosure=Disclosure.WITHHELD, file="f9")
    assert (
        reasons_against_files([withheld, ItemDraft(title="Dato", disclosure=Disclosure.REQUESTER)], {}) == []
    )


def test_infected_file_and_one_not_looked_at_yet_are_told_apart() -> None:
    words = [reasons_against_files([GIVEN], {"f1": scan})[0].text() for scan in ScanState]
    assert words == [
        "«Contratto» non è ancora stato controllato: riprova tra poco.",
        "«Contratto» contiene software dannoso: non può partire.",
    ]


def test_scans_that_hold_a_file_are_among_those_that_are_stored() -> None:
    assert {str(one) for one in ScanState} <= set(StoredFile.Scan.values)


@pytest.mark.parametrize(
    ("state", "approved", "seconds", "expected"),
    [
        (State.APPROVED, True, 14, "undo_window"),
        (State.APPROVED, True, 15, None),
        (State.STANDSTILL, True, 14, None),
        (State.AWAITING_APPROVAL, False, 15, "not_approved"),
        (State.APPROVED, False, 14, "not_approved"),
    ],
)
def test_signed_decision_leaves_when_it_cannot_be_called_back(
    state: State, approved: bool, seconds: int, expected: str | None
) -> None:
    refused = reason_against_leaving(
        state, approved=approved, leaves_at=AT + timedelta(seconds=15), at=AT + timedelta(seconds=seconds)
    )
    assert (refused.code if refused else None) == expected


def test_answer_is_rated_once_it_came_with_one_of_three_faces() -> None:
    rated = [state for state in State if reason_against_rating(state, 3) is None]
    assert rated == [State.ANSWERED, State.UNDER_REVIEW, State.CLOSED]
    faces = [face for face in range(-1, 6) if reason_against_rating(State.ANSWERED, face) is None]
    assert faces == [1, 2, 3]


@pytest.mark.parametrize("length", [0, 2_000, 2_001])
def test_comment_has_two_thousand_characters_at_most(length: int) -> None:
    reason = reason_against_comment("x" * length)
    assert told(reason) == (None if length <= 2_000 else ("comment_too_long", "comment"))
    assert reason is None or reason.values == {"most": 2_000}
