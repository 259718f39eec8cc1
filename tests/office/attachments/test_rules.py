"""Nothing gathered becomes public before a person decided it; a machine's look alone is never enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.attachments.rules import (
    DECIDED,
    Look,
    Material,
    reason_against_changing,
    reason_against_leaving_out,
    reasons_against_clearing,
    reasons_against_publishing,
)

WHY = "È l'IBAN del Comune."


@pytest.mark.parametrize(
    ("look", "by_eye", "reason", "codes"),
    [
        (Look(read=True), False, "", []),
        (Look(), False, "", ["look_by_eye"]),
        (Look(unreadable="rotto"), True, "", []),
        (Look(read=True, blind_pages=(2, 3)), False, "", ["look_by_eye"]),
        (Look(read=True, blind_pages=(2,)), True, "", []),
        (Look(read=True, found=1), True, "", ["found_personal"]),
        (Look(read=True, found=1), False, WHY, []),
        (Look(read=True, hidden=("author",)), False, "corto", ["found_personal"]),
        (Look(found=1), False, "", ["look_by_eye", "found_personal"]),
    ],
)
def test_clearing_needs_eyes_where_a_machine_is_blind_and_a_reason_where_it_found_something(
    look: Look, by_eye: bool, reason: str, codes: list[str]
) -> None:
    assert [one.code for one in reasons_against_clearing(look, by_eye=by_eye, reason=reason)] == codes


def test_blind_pages_are_named() -> None:
    reasons = reasons_against_clearing(Look(read=True, blind_pages=(2, 7)), by_eye=False, reason="")
    assert "2, 7" in reasons[0].text()


def test_leaving_out_says_why() -> None:
    assert reason_against_leaving_out("Riguarda una persona sola.") is None
    short = reason_against_leaving_out("  no  ")
    assert short is not None
    assert short.code == "why_missing"


def test_published_decision_stands() -> None:
    public = reason_against_changing(True)
    assert (reason_against_changing(False), public.code if public else "") == (None, "already_public")


def test_file_is_undecided_unless_told_otherwise() -> None:
    assert [one.code for one in reasons_against_publishing([Material("a.pdf")])] == ["material_open"]


@given(
    st.lists(
        st.builds(
            Material,
            name=st.text(max_size=5),
            state=st.sampled_from(["open", "clear", "replaced", "left_out", "", "unknown"]),
            decided=st.booleans(),
            has_copy=st.booleans(),
        ),
        max_size=6,
    )
)
def test_material_is_published_only_when_each_file_was_decided(material: list[Material]) -> None:
    fine = all(
        one.state in DECIDED and one.decided and (one.state != "replaced" or one.has_copy) for one in material
    )
    assert (reasons_against_publishing(material) == []) == fine
