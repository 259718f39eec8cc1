"""A row of an old register is taken in with days that can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foia.rules.filing import ApplicantDetails, Filing
from foia.rules.importing import PastRequest, reasons_against_importing

TODAY = date(2026, 3, 2)
GOOD = Filing(
    "Verbali dei sopralluoghi",
    "Chiedo i verbali dei sopralluoghi del 2025.",
    applicant=ApplicantDetails(name="Ada Rossi", email="ada@example.it"),
)


def codes(row: PastRequest) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in reasons_against_importing(row, TODAY)]


@pytest.mark.parametrize(
    ("received", "decided", "expected"),
    [
        (date(2026, 3, 2), None, []),
        (date(2026, 3, 3), None, [("received_in_future", "received_on")]),
        (date(2020, 1, 7), date(2020, 1, 7), []),
        (date(2020, 1, 7), date(2026, 3, 2), []),
        (date(2020, 1, 7), date(2020, 1, 6), [("decided_before", "decided_on")]),
        (date(2020, 1, 7), date(2026, 3, 3), [("decided_before", "decided_on")]),
    ],
)
def test_decision_lies_between_receipt_and_today(
    received: date, decided: date | None, expected: list[tuple[str, str]]
) -> None:
    assert codes(row(received_on=received, decided_on=decided)) == expected


def test_words_are_judged_as_those_of_any_filing() -> None:
    assert codes(row(draft=replace(GOOD, subject="Boh"))) == [("subject_too_short", "subject")]


def row(**changes: object) -> PastRequest:
    return PastRequest(**{"line": 2, "reference": "7/2020", "draft": GOOD, "received_on": TODAY, **changes})
