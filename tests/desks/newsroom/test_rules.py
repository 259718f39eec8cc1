"""When a page may move on towards its readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks.newsroom.rules import (
    MIN_SUMMARY,
    TRANSITIONS,
    WRONG_MOMENT,
    Text,
    reason_against_dropping,
    reason_against_lost_page,
    reason_against_moving,
    reason_against_publishing,
    reason_against_returning,
    reason_against_submitting,
)
from pasocial.office.files.attachments.rules import Material

READY = Text(summary="x" * MIN_SUMMARY, has_body=True)
CLEARED = Material("a.pdf", "clear", decided=True)


@pytest.mark.parametrize("state", sorted(TRANSITIONS))
@pytest.mark.parametrize("verb", sorted(WRONG_MOMENT))
def test_moving_is_refused_exactly_where_the_table_has_no_way(state: str, verb: str) -> None:
    reason = reason_against_moving(state, verb)
    assert (reason is None) == (verb in TRANSITIONS[state])
    assert reason is None or (reason.code, str(reason.sentence)) == ("wrong_moment", WRONG_MOMENT[verb])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (READY, None),
        (replace(READY, summary="x" * (MIN_SUMMARY - 1)), "summary_short"),
        (replace(READY, summary=" " * 80), "summary_short"),
        (replace(READY, has_body=False), "nothing_to_read"),
        (replace(READY, has_body=False, material=(CLEARED,)), None),
        (
            replace(READY, has_body=False, material=(Material("a.pdf", "left_out", decided=True),)),
            "nothing_to_read",
        ),
        (replace(READY, material=(Material("a.pdf"),)), "material_open"),
        (replace(READY, material=(CLEARED, Material("b.pdf"))), "material_open"),
        (replace(READY, material=(Material("a.pdf", "clear"),)), "material_open"),
        (replace(READY, material=(Material("a.pdf", "replaced", decided=True),)), "material_open"),
        (replace(READY, material=(Material("a.pdf", "replaced", decided=True, has_copy=True),)), None),
    ],
)
def test_submitting_says_what_is_missing(text: Text, code: str | None) -> None:
    reason = reason_against_submitting(text)
    assert (reason.code if reason else None) == code


@given(writer=st.integers(1, 5), approver=st.integers(1, 5))
def test_publishing_needs_a_second_person(writer: int, approver: int) -> None:
    reason = reason_against_publishing(READY, writer_id=writer, approver_id=approver)
    assert (reason.code if reason else None) == ("same_person" if writer == approver else None)


def test_publishing_needs_all_that_submitting_needs() -> None:
    reason = reason_against_publishing(replace(READY, summary=""), writer_id=1, approver_id=2)
    assert reason is not None
    assert reason.code == "summary_short"


@pytest.mark.parametrize("guard", [reason_against_returning, reason_against_dropping])
def test_page_goes_back_or_is_dropped_with_a_reason(guard) -> None:
    assert guard("Manca la tabella.") is None
    reason = guard(" \n")
    assert (reason.code, reason.field) == ("why_missing", "why")


def test_nothing_is_done_with_a_page_whose_draft_is_gone() -> None:
    assert reason_against_lost_page(there=True) is None
    reason = reason_against_lost_page(there=False)
    assert reason is not None
    assert reason.code == "page_gone"
