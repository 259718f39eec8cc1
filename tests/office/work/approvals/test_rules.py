"""Who signs what, once and in the version that was sent: the rules alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.work.approvals.rules import (
    LINK_DAYS,
    Signing,
    due_at,
    link_expires_at,
    reason_against_link,
    reason_against_refusing,
    reason_against_signer,
    reason_against_signing,
    reason_against_step,
    reason_against_version,
    reasons_against_chain,
)
from pasocial.refusal import Refusal
from tests.fixtures import NOW

HERS = Signing(waiting=True, signed_version="3", version="3", author=1, person=2, holds=True)


def code(reason: Refusal | None) -> str | None:
    return reason.code if reason else None


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (HERS, None),
        (replace(HERS, waiting=False), "not_waiting"),
        (replace(HERS, version="4"), "version_changed"),
        (replace(HERS, holds=False), "not_approver"),
        (replace(HERS, holds=False, stands_in_for=9), None),
        (replace(HERS, person=None), "not_approver"),
        (replace(HERS, person=1), "own_work"),
        (replace(HERS, signed_before=[2]), "signed_before"),
    ],
)
def test_one_person_before_one_step(case: Signing, expected: str | None) -> None:
    assert code(reason_against_signing(case)) == expected


@given(signed=st.text(max_size=3), now=st.text(max_size=3))
def test_a_signature_holds_for_the_very_version_and_no_other(signed: str, now: str) -> None:
    assert (reason_against_version(signed, now) is None) == (signed == now)
    assert (reason_against_step(replace(HERS, signed_version=signed, version=now)) is None) == (signed == now)


@given(person=st.integers(1, 3), author=st.integers(1, 3), holds=st.booleans(), deputy=st.booleans())
def test_nobody_signs_her_own_work_even_as_a_deputy(
    person: int, author: int, holds: bool, deputy: bool
) -> None:
    case = replace(HERS, person=person, author=author, holds=holds, stands_in_for=8 if deputy else None)
    assert (reason_against_signer(case) is None) == ((holds or deputy) and person != author)


@pytest.mark.parametrize(
    ("words", "expected"), [("Cita la norma.", None), ("   no  ", "why_missing"), ("", "why_missing")]
)
def test_a_refusal_says_why(words: str, expected: str | None) -> None:
    assert code(reason_against_refusing(words)) == expected


@pytest.mark.parametrize(
    ("known", "used", "days", "expected"),
    [
        (True, False, LINK_DAYS - 1, None),
        (True, False, LINK_DAYS, "link_expired"),
        (True, True, 0, "link_used"),
        (False, False, 0, "link_unknown"),
    ],
)
def test_a_link_opens_for_some_days_and_once(
    known: bool, used: bool, days: int, expected: str | None
) -> None:
    at = NOW + timedelta(days=days)
    against = reason_against_link(known=known, used=used, expires_at=link_expires_at(NOW), at=at)
    assert code(against) == expected


def test_a_chain_has_steps_that_somebody_can_sign() -> None:
    known = {"newsroom.approve", "newsroom.write"}

    def codes(permissions: list[str], days: list[int]) -> list[str]:
        return [reason.code for reason in reasons_against_chain(permissions, days, known)]

    assert codes(["newsroom.write", "newsroom.approve"], [1, 0]) == []
    assert codes([], []) == ["chain_empty"]
    assert codes(["newsroom.approve"] * 6, [0] * 6) == ["chain_long"]
    assert codes(["foia.approve"], [61]) == ["permission_unknown", "days_wrong"]


def test_a_step_without_days_has_no_term() -> None:
    assert (due_at(NOW, 0), due_at(NOW, 2)) == (None, NOW + timedelta(days=2))
