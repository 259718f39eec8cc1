"""The demonstration's identity is refused at deployment, by whatever path it comes."""

from __future__ import annotations

from typing import Any

from pasocial.office.people.identity.checks import no_demonstration_identity


def test_adapter_that_vouches_for_anybody_is_an_error_at_deployment(settings: Any) -> None:
    assert no_demonstration_identity() == []
    settings.NATIONAL_IDENTITY_ADAPTER = "pasocial.office.people.identity.adapters.fake.FakeIdentity"
    assert [problem.id for problem in no_demonstration_identity()] == ["office.E020"]
    settings.NATIONAL_IDENTITY_ADAPTER = ""
    settings.NATIONAL_IDENTITY_ISSUER = "https://broker.example"
    assert no_demonstration_identity() == []
