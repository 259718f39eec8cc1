"""People and signed-in browsers for tests: `from tests.fixtures import user_with, signed_in_client`.

Plain functions, so a test says who acts in its own words. Roles are given through the real operations.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from pasocial.office.messaging.departures import operations as departures
from pasocial.office.people.identity.models import User
from pasocial.office.people.members import operations as members
from pasocial.office.record.trail import operations as trail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import pending_deliveries

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "quattro parole ben lunghe"
_numbers = count(1)


def user(full_name: str = "", *, email: str = "", **fields: Any) -> User:
    """Someone who can sign in and holds no role."""
    number = next(_numbers)
    return User.objects.create_user(
        email or f"persona{number}@ente.example",
        PASSWORD,
        full_name=full_name or f"Persona {number}",
        **fields,
    )


def user_with(desk: str = "", role: str = "editor", *, office_role: str = "", **fields: Any) -> User:
    """A member of a desk, or (`office_role=`) the holder of a role of the whole office."""
    made = user(**fields)
    if desk:
        members.give_desk_role(user=made, desk=desk, role=role, by=Actor.system("test"), at=NOW)
    if office_role:
        declared_on = NOW.date() if office_role == "spokesperson" else None
        members.give_office_role(
            user=made, role=office_role, by=Actor.system("test"), at=NOW, declared_on=declared_on
        )
    return made


def coordinator(**fields: Any) -> User:
    return user_with(office_role="coordinator", **fields)


def rpct(**fields: Any) -> User:
    return user_with(office_role="rpct", **fields)


def top(**fields: Any) -> User:
    return user_with(office_role="top", **fields)


def office_contact(**fields: Any) -> User:
    return user_with(office_role="office_contact", **fields)


def set_up_second_factor(person: User) -> str:
    """Gives the person an authenticator app; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def signed_in(client: Client, person: User, *, second_factor: bool = True) -> Client:
    """Signs the client in as the login page would, second factor shown unless told otherwise."""
    client.force_login(person)
    session = client.session
    records: list[dict[str, Any]] = [{"method": "password", "at": time.time(), "email": person.email}]
    if second_factor:
        records.append({"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True})
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def signed_in_client(person: User, *, second_factor: bool = True) -> Client:
    return signed_in(Client(), person, second_factor=second_factor)


def deliver_reactions() -> None:
    """Delivers here what a worker would."""
    for _round in range(20):
        owed = list(pending_deliveries().order_by("pk").values_list("pk", flat=True)[:2000])
        if not owed:
            return
        for pk in owed:
            trail.deliver(delivery_id=pk, at=timezone.now())


def let_leave(seconds: int = 16) -> int:
    """So many seconds pass, what is due leaves, and what follows from it happens; returns how many things left."""
    at = timezone.now() + timedelta(seconds=seconds)
    left = departures.send_due(by=Actor.system("test"), at=at)
    deliver_reactions()
    return left


def a_file(name: str, words: str) -> ContentFile[bytes]:
    return ContentFile(words.encode(), name=name)


def vouched(stored: Any, reason: str = "Sono dati dell'ufficio.") -> Any:
    """The file read, and everything found in it confirmed: everybody may have it, as far as the rule goes."""
    from pasocial.office.files.attachments import inspecting, inspections
    from pasocial.office.files.attachments.rules import BY_EYE

    by = Actor.system("test")
    inspecting.ask_for_reading(public_ids=[stored.public_id], by=by, at=NOW)
    inspecting.read_file(public_id=stored.public_id, at=NOW)
    read = inspections.inspected(stored)
    keys = [one.key for one in read.open_suspects] + ([BY_EYE] if read.wants_eyes else [])
    if keys:
        inspecting.confirm_findings(public_id=stored.public_id, keys=keys, reason=reason, by=by, at=NOW)
    return stored
