"""A key for a program has a purpose, opens no more than its maker may, and ends in the future if it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pasocial.office.people.identity.rules import reason_against_token

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "scopes", "expires_at", "expected"),
    [
        ("Protocollo", ["a"], None, None),
        ("Protocollo", ["a", "b"], NOW + timedelta(seconds=1), None),
        (" ", [], NOW, ("name_missing", "name")),
        ("Protocollo", [], NOW, ("no_scope", "scopes")),
        ("Protocollo", ["a", "c"], NOW, ("scope_not_held", "scopes")),
        ("Protocollo", ["a"], NOW, ("expiry_past", "expires_on")),
    ],
)
def test_key_is_for_something_its_maker_may_do(
    name: str, scopes: list[str], expires_at: datetime | None, expected: tuple[str, str] | None
) -> None:
    refused = reason_against_token(name, scopes, ["a", "b"], expires_at, NOW)
    assert ((refused.code, refused.field) if refused else None) == expected
