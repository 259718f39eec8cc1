"""Nothing gathered becomes public before a person decided it; a machine's look alone is never enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.files.attachments.rules import (
    BY_EYE,
    DECIDED,
    Inspected,
    Material,
    Suspect,
    reason_against_changing,
    reason_against_copy,
    reason_against_leaving_out,
    reasons_against_confirming,
    reasons_against_publishing,
    reasons_against_releasing,
)

WHY = "È l'IBAN del Comune."


PHONE = Suspect("phone:1", "phone", "0131 555123", (1,))
MAIL = Suspect("email:2", "email", "m@posta.example", (2,))


@pytest.mark.parametrize(
    ("read", "codes"),
    [
        (Inspected("a"), ["file_being_read"]),
        (Inspected("a", read=True), []),
        (Inspected("a", read=True, suspects=(PHONE, MAIL)), ["file_personal_data"]),
        (
            Inspected("a", read=True, suspects=(PHONE, MAIL), confirmed=frozenset({PHONE.key})),
            ["file_personal_data"],
        ),
        (Inspected("a", read=True, suspects=(PHONE,), confirmed=frozenset({PHONE.key})), []),
        (Inspected("a", read=True, unread=("picture",)), ["file_not_looked_at"]),
        (Inspected("a", read=True, unread=("2",), confirmed=frozenset({BY_EYE})), []),
        (
            Inspected("a", read=True, suspects=(PHONE,), unread=("2",), confirmed=frozenset({BY_EYE})),
            ["file_personal_data"],
        ),
        (
            Inspected("a", read=True, suspects=(PHONE,), unread=("2",)),
            ["file_not_looked_at", "file_personal_data"],
        ),
        (Inspected("a", read=True, beyond=4, confirmed=frozenset({BY_EYE})), ["file_too_many_data"]),
    ],
)
def test_nothing_is_for_everybody_before_each_finding_is_answered_for(
    read: Inspected, codes: list[str]
) -> None:
    assert [one.code for one in reasons_against_releasing(read)] == codes


def test_refusal_names_what_was_found() -> None:
    reason = reasons_against_releasing(Inspected("delibera.pdf", read=True, suspects=(PHONE, MAIL)))[0]
    assert reason.text() == (
        "In «delibera.pdf» ci sono dati che sembrano personali e nessuno ha confermato (2): "
        "«0131 555123», «m@posta.example». Oscurali o confermali uno per uno."
    )


@pytest.mark.parametrize(
    ("keys", "reason", "codes"),
    [
        ([PHONE.key], WHY, []),
        ([BY_EYE], WHY, []),
        ([], WHY, ["nothing_chosen"]),
        (["phone:gone"], WHY, ["not_found_there"]),
        ([PHONE.key], "  corto  ", ["why_missing"]),
    ],
)
def test_person_answers_for_what_she_was_shown_and_says_why(
    keys: list[str], reason: str, codes: list[str]
) -> None:
    read = Inspected("a", read=True, suspects=(PHONE,))
    assert [one.code for one in reasons_against_confirming(read, keys, reason)] == codes


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


def test_copy_takes_the_place_of_its_own_original() -> None:
    assert reason_against_copy(there=True) is None
    reason = reason_against_copy(there=False)
    assert reason is not None
    assert (reason.code, reason.field) == ("not_its_copy", "copy")
