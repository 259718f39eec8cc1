"""A desk with people in it, and requests filed through the real operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from foia.models import Request
from foia.operations import intake
from foia.rules.filing import Applicant, Channel, Draft, Identification
from pasocial.office.identity.models import User
from pasocial.office.members.operations import give_desk_role, give_office_role
from pasocial.office.trail.actor import Actor

ROME = ZoneInfo("Europe/Rome")
# A Monday without holidays near it: thirty days later is Wednesday 1 April 2026.
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ROME)

_numbers = count(1)


def a_draft(**changes: Any) -> Draft:
    """A request nobody could refuse; `name`, `email` and the like change the applicant."""
    who = {name: changes.pop(name) for name in list(changes) if name in Applicant.__dataclass_fields__}
    applicant = replace(
        Applicant(name="Anna Verdi", email="anna.verdi@posta.example", identified_by=Identification.DECLARED),
        **who,
    )
    return replace(
        Draft(
            subject="Spesa per le luminarie di Natale",
            body="Chiedo copia delle determine di spesa per le luminarie di Natale 2025 e delle relative fatture.",
            channel=Channel.PORTAL,
            consent_electronic=True,
            applicant=applicant,
        ),
        **changes,
    )


@pytest.fixture
def user_with(db: None) -> Callable[..., User]:
    """`user_with("editor")`, `user_with("head", desk="newsroom")`, `user_with(office="rpct")`: a colleague."""

    def make(role: str = "", *, desk: str = "foia", office: str = "", name: str = "", **fields: Any) -> User:
        number = next(_numbers)
        user = User.objects.create_user(
            fields.pop("email", f"collega{number}@comune.example"),
            "una-password-di-prova",
            full_name=name or f"Collega {number}",
            **fields,
        )
        if role:
            give_desk_role(user=user, desk=desk, role=role, by=Actor.system("test"), at=MONDAY)
        if office:
            give_office_role(user=user, role=office, by=Actor.system("test"), at=MONDAY)
        return user

    return make


@pytest.fixture
def filed_request(db: None) -> Callable[..., Request]:
    """`filed_request(at=…, subject=…, name=…)`: a request filed on the portal, as a citizen would."""

    def make(*, at: datetime = MONDAY, received_at: datetime | None = None, **changes: Any) -> Request:
        operation = {
            name: changes.pop(name)
            for name in ("idempotency_key", "draft_id", "files", "source_ref", "is_test")
            if name in changes
        }
        return intake.file_request(
            draft=a_draft(**changes), by=Actor.citizen("portal"), at=at, received_at=received_at, **operation
        )

    return make
