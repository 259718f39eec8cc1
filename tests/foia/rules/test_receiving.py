"""How a request reached us: not tomorrow, not in a mistyped year, not with a protocol older than itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from foia.rules.receiving import (
    reason_against_files,
    reason_against_no_protocol,
    reasons_against_receiving,
    reasons_against_registering,
)
from pasocial.timekeeping import ROME

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ROME)


@pytest.mark.parametrize(
    ("received", "imported", "expected"),
    [
        (NOW, False, []),
        (NOW + timedelta(seconds=1), False, ["received_in_future"]),
        (NOW + timedelta(seconds=1), True, ["received_in_future"]),
        (NOW - timedelta(days=366), False, []),
        (NOW - timedelta(days=366, seconds=1), False, ["received_long_ago"]),
        (NOW - timedelta(days=9_000), True, []),
    ],
)
def test_receipt_lies_within_a_year_unless_it_comes_from_an_old_register(
    received: datetime, imported: bool, expected: list[str]
) -> None:
    found = reasons_against_receiving(received, NOW, 0, imported=imported)
    assert [(one.code, one.field) for one in found] == [(code, "received_at") for code in expected]


@pytest.mark.parametrize("number", [0, 1, 10, 11, 25])
def test_ten_files_come_with_one_sending(number: int) -> None:
    refused = reason_against_files(number)
    assert (refused.values if refused else None) == (
        None if number <= 10 else {"most": 10, "extra": number - 10}
    )


def test_all_reasons_come_at_once() -> None:
    found = reasons_against_receiving(NOW + timedelta(days=1), NOW, 11, imported=False)
    assert [one.code for one in found] == ["received_in_future", "too_many_files"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (None, []),
        (date(2026, 3, 1), ["registered_before_receipt"]),
        (date(2026, 3, 2), []),
        (date(2026, 3, 4), []),
        (date(2026, 3, 5), ["registered_in_future"]),
    ],
)
def test_protocol_is_of_a_day_between_receipt_and_today(on: date | None, expected: list[str]) -> None:
    later = NOW + timedelta(days=2)
    assert [one.code for one in reasons_against_registering(on, "123", NOW, later)] == expected


def test_days_of_the_protocol_are_those_of_italy() -> None:
    # Half past midnight in Rome is still the day before in UTC.
    night = datetime(2026, 3, 3, 0, 30, tzinfo=ROME)
    assert reasons_against_registering(date(2026, 3, 3), "", night, night) == []
    assert [one.code for one in reasons_against_registering(date(2026, 3, 2), "", night, night)] == [
        "registered_before_receipt"
    ]


@pytest.mark.parametrize(("length", "expected"), [(60, []), (61, ["protocol_too_long"])])
def test_protocol_is_a_number_and_no_story(length: int, expected: list[str]) -> None:
    reasons = reasons_against_registering(None, f" {'9' * length} ", NOW, NOW)
    assert [one.code for one in reasons] == expected
    assert [one.values for one in reasons] == [{"most": 60}] * len(expected)


def test_an_entry_made_afterwards_has_a_number():
    refused = reason_against_no_protocol("")
    assert refused is not None
    assert (refused.code, refused.field) == ("protocol_missing", "protocol")
    assert reason_against_no_protocol("7") is None
