"""Colleagues signed in as the login page would, and a case that went all the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from foia.models import AccessRequest
from foia.operations import triage
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import signed_in_client

# One colleague for each role that meets a case.
COLLEAGUES: dict[str, dict[str, str]] = {
    "head": {"role": "head", "name": "Carla Capo"},
    "editor": {"role": "editor", "name": "Elena Istruttrice"},
    "viewer": {"role": "viewer", "name": "Vito Lettore"},
    "rpct": {"office": "rpct", "name": "Rita Trasparenza"},
    "coordinator": {"office": "coordinator", "name": "Cora Dinamica"},
    "top": {"office": "top", "name": "Sindaca"},
    "contact": {"office": "office_contact", "name": "Ugo Tecnico", "office_name": "Ufficio tecnico"},
    "newsroom": {"role": "editor", "desk": "newsroom", "name": "Nina Notizie"},
    "nobody": {"name": "Nessun Ruolo"},
}


class Colleagues(dict[str, User]):
    """Each comes to the office when she is first named: most tests need one or two."""

    def __init__(self, make: Callable[..., User]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> User:
        self[name] = self._make(**COLLEAGUES[name])
        return self[name]


@pytest.fixture
def desk(user_with: Callable[..., User]) -> Colleagues:
    """`desk["editor"]`: the colleague of that role."""
    return Colleagues(user_with)


@pytest.fixture
def browser(desk: dict[str, User]) -> Callable[[str], Client]:
    """`browser("editor")`: that colleague's browser."""
    return lambda role: signed_in_client(desk[role])


@pytest.fixture
def fresh(filed_request: Callable[..., AccessRequest]) -> Callable[..., AccessRequest]:
    """A request received some days ago, by the clock of today."""

    def make(days_ago: int = 2, **changes: Any) -> AccessRequest:
        return filed_request(at=timezone.now() - timedelta(days=days_ago), **changes)

    return make


@pytest.fixture
def worked(fresh: Callable[..., AccessRequest], desk: dict[str, User]) -> Callable[..., AccessRequest]:
    """A request that the editor took on."""

    def make(**changes: Any) -> AccessRequest:
        request = fresh(**changes)
        return triage.take_on(
            request_id=request.pk, user=desk["editor"], by=Actor.staff(desk["editor"]), at=timezone.now()
        )

    return make
