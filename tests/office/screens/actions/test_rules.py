"""What is already on its way is not put there again."""

from __future__ import annotations

import pytest

from pasocial.office.screens.actions.rules import reason_against_planning


@pytest.mark.parametrize(
    ("planned", "twice", "expected"),
    [(False, False, None), (True, False, "already_leaving"), (False, True, "already_leaving")],
)
def test_a_call_is_planned_once(planned: bool, twice: bool, expected: str | None) -> None:
    reason = reason_against_planning(planned=planned, twice=twice)
    assert (reason.code if reason else None) == expected
