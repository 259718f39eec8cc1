"""Two tabs of one draft: which saving would overwrite what its author has not seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.files.drafts.rules import (
    Seen,
    differing,
    mark_of,
    reason_against_continuing,
    reason_against_overwriting,
    reason_against_size,
    shown,
)

FIELDS = ("subject", "body")
FIRST, THEIRS, MINE = ({"subject": "Oggetto", "body": text} for text in ("uno", "due", "tre"))


def refused(kept: dict[str, str], typed: dict[str, str], seen: Seen, last_page: str = "other") -> bool:
    return reason_against_overwriting(kept, typed, seen, last_page) is not None


@pytest.mark.parametrize(
    ("kept", "typed", "expected"),
    [
        (FIRST, MINE, False),
        (THEIRS, MINE, True),
        (THEIRS, THEIRS, False),
        ({}, MINE, False),
        ({"subject": "Oggetto", "body": ""}, MINE, False),
        (THEIRS, {"subject": "Oggetto", "body": ""}, True),
        ({**FIRST, "email": "a@b.example"}, MINE, False),
    ],
)
def test_only_a_changed_text_that_would_be_lost_is_guarded(
    kept: dict[str, str], typed: dict[str, str], expected: bool
) -> None:
    assert refused(kept, typed, shown(FIRST, FIELDS)) is expected


def test_page_is_never_in_conflict_with_its_own_savings() -> None:
    seen = shown(FIRST, FIELDS, "mine")
    assert refused(THEIRS, MINE, seen, last_page="mine") is False


def test_form_that_has_seen_nothing_is_asked_nothing() -> None:
    for written in ("", "nothing", "x" * 500):
        assert refused(THEIRS, MINE, Seen.read(written)) is False


@given(
    st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)),
    st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)),
)
def test_mark_differs_as_soon_as_a_text_does(one: dict[str, str], other: dict[str, str]) -> None:
    same = all((one.get(name) or "") == (other.get(name) or "") for name in FIELDS)
    assert (mark_of(one, FIELDS) == mark_of(other, FIELDS)) is same
    assert Seen.read(str(shown(one, FIELDS, "page"))) == shown(one, FIELDS, "page")


def test_differing_names_what_would_be_lost() -> None:
    assert differing(THEIRS, MINE) == ["body"]
    assert differing({"agrees": True}, {"agrees": False}) == ["agrees"]
    assert differing({"agrees": False}, {"agrees": True}) == []


@pytest.mark.parametrize(("characters", "expected"), [(100_000, None), (100_001, "draft_too_long")])
def test_draft_is_kept_up_to_a_hundred_thousand_characters(characters: int, expected: str | None) -> None:
    reason = reason_against_size(characters)
    assert (reason.code if reason else None) == expected


def test_draft_that_is_gone_is_not_written_on() -> None:
    assert reason_against_continuing(there=True) is None
    reason = reason_against_continuing(there=False)
    assert reason is not None
    assert reason.code == "draft_gone"
