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


@pytest.fixture
def desk(user_with: Callable[..., User]) -> dict[str, User]:
    """One colleague for each role that meets a case."""
    return {
        "head": user_with("head", name="Carla Capo"),
        "editor": user_with("editor", name="Elena Istruttrice"),
        "viewer": user_with("viewer", name="Vito Lettore"),
        "rpct": user_with(office="rpct", name="Rita Trasparenza"),
        "coordinator": user_with(office="coordinator", name="Cora Dinamica"),
        "top": user_with(office="top", name="Sindaca"),
        "contact": user_with(office="office_contact", name="Ugo Tecnico", office_name="Ufficio tecnico"),
        "newsroom": user_with("editor", desk="newsroom", name="Nina Notizie"),
        "nobody": user_with(name="Nessun Ruolo"),
    }


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
