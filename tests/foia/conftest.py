"""A desk with people in it, and requests filed through the real operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from foia.models import AccessRequest, Party
from foia.operations import answering, intake, parties, triage
from foia.rules.filing import ApplicantDetails, Filing, FilingChannel, Identification
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from pasocial.office.people.identity.models import User
from pasocial.office.people.members.operations import give_desk_role, give_office_role
from pasocial.office.record.trail.actor import Actor

ROME = ZoneInfo("Europe/Rome")
# A Monday without holidays near it: thirty days later is Wednesday 1 April 2026.
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ROME)

_numbers = count(1)


def a_draft(**changes: Any) -> Filing:
    """A request nobody could refuse; `name`, `email` and the like change the applicant."""
    who = {name: changes.pop(name) for name in list(changes) if name in ApplicantDetails.__dataclass_fields__}
    applicant = replace(
        ApplicantDetails(
            name="Anna Verdi", email="anna.verdi@posta.example", identified_by=Identification.DECLARED
        ),
        **who,
    )
    return replace(
        Filing(
            subject="Spesa per le luminarie di Natale",
            body="Chiedo copia delle determine di spesa per le luminarie di Natale 2025 e delle relative fatture.",
            channel=FilingChannel.PORTAL,
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
def filed_request(db: None) -> Callable[..., AccessRequest]:
    """`filed_request(at=…, subject=…, name=…)`: a request filed on the portal, as a citizen would."""

    def make(*, at: datetime = MONDAY, received_at: datetime | None = None, **changes: Any) -> AccessRequest:
        operation = {
            name: changes.pop(name)
            for name in (
                *(
                    "idempotency_key",
                    "draft_id",
                    "files",
                    "source_ref",
                    "is_test",
                    "registered_on",
                    "protocol",
                ),
            )
            if name in changes
        }
        return intake.file_request(
            draft=a_draft(**changes), by=Actor.citizen("portal"), at=at, received_at=received_at, **operation
        )

    return make


# The people of the desk by the names tests call them.
PEOPLE: dict[str, dict[str, str]] = {
    "editor": {"role": "editor", "name": "Carla Bianchi"},
    "head": {"role": "head", "name": "Dario Fontana"},
    "rpct": {"office": "rpct", "name": "Elisa Marino"},
}


class People:
    """`.editor`, `.head`, `.rpct`, each with an actor `.by_editor` and so on; each comes when she is first named."""

    def __init__(self, make: Callable[..., User]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        person = name.removeprefix("by_")
        if person not in PEOPLE:
            raise AttributeError(name)
        if person == name:
            made: Any = self._make(**PEOPLE[person])
        else:
            made = Actor.staff(getattr(self, person))
        setattr(self, name, made)
        return made


@pytest.fixture
def desk(user_with: Callable[..., User]) -> People:
    """The FOIA desk's people."""
    return People(user_with)


@pytest.fixture
def taken_request(filed_request: Callable[..., AccessRequest], desk: People) -> Callable[..., AccessRequest]:
    """A filed request that the desk's editor took on."""

    def make(**changes: Any) -> AccessRequest:
        request = filed_request(**changes)
        return triage.take_on(
            request_id=request.pk, user=desk.editor, by=desk.by_editor, at=changes.get("at", MONDAY)
        )

    return make


def a_party(request: AccessRequest, desk: People, **changes: Any) -> Party:
    """Somebody who risks a prejudice, added by the desk's editor, with an e-mail unless `email` says otherwise."""
    who = {"name": "Luci Srl", "email": "luci@pec.example", "interest": "economic_interests", **changes}
    return parties.add_party(request_id=request.pk, by=desk.by_editor, at=MONDAY, **who)


REFUSED_ITEM = ItemDraft(
    title="Contratto con il fornitore",
    ground="economic_interests",
    reason="Contiene prezzi unitari che svelerebbero ai concorrenti come lavora il fornitore.",
)
GIVEN_ITEM = ItemDraft(title="Determine di spesa 2025", disclosure=Disclosure.PUBLIC)


@pytest.fixture
def submitted_request(
    taken_request: Callable[..., AccessRequest], desk: People
) -> Callable[..., AccessRequest]:
    """A request whose decision, drafted by the editor, waits for the head."""

    def make(
        *, outcome: Outcome = Outcome.GRANTED, items: tuple[ItemDraft, ...] = (GIVEN_ITEM,), **changes: Any
    ) -> AccessRequest:
        at = changes.get("at", MONDAY)
        request = taken_request(**changes)
        answering.draft_decision(
            request_id=request.pk,
            outcome=outcome,
            reasons="Abbiamo letto i documenti: la spesa è pubblica e si può dare.",
            items=items,
            by=desk.by_editor,
            at=at,
        )
        answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=at)
        request.refresh_from_db()
        return request

    return make


@pytest.fixture
def answered_request(
    submitted_request: Callable[..., AccessRequest], desk: People
) -> Callable[..., AccessRequest]:
    """A request answered through draft, approval and departure, all in its first minute."""

    def make(**changes: Any) -> AccessRequest:
        at = changes.get("at", MONDAY)
        request = submitted_request(**changes)
        answering.approve_decision(request_id=request.pk, by=desk.by_head, at=at)
        answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=at + timedelta(seconds=15))
        request.refresh_from_db()
        return request

    return make
