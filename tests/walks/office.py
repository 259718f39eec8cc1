"""One office with something of everything in it, made through the real operations, and the people who may ask for it.

Each slice makes its own part (`make` in its walk.py) and puts what stands for the arguments of addresses here by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from types import ModuleType, SimpleNamespace
from typing import Any

from django.test import Client
from django.utils import timezone

from pasocial.office.record.trail.actor import Actor
from tests.fixtures import deliver_reactions, signed_in_client, user_with
from tests.walks.persons import STAFF, VISITORS
from tests.walks.who import WALKS


class Office(SimpleNamespace):
    """What there is: beside the attributes named here whatever the slices have put into it."""

    now: datetime
    people: dict[str, Any]
    raw_keys: dict[str, str]  # by name of the program
    scopes: dict[str, frozenset[str]]
    files: dict[str, Any]
    visited: dict[str, tuple[Client, dict[str, Any]]]

    def actor(self, name: str) -> Actor:
        return Actor.staff(self.people[name])

    def ago(self, days: float, **more: int) -> datetime:
        return self.now - timedelta(days=days) + timedelta(**more)

    def client(self, name: str) -> Client:
        """The browser, or the program, of this person."""
        if name in self.raw_keys:
            return Client(headers={"Authorization": f"Bearer {self.raw_keys[name]}"})
        if name in STAFF:
            return signed_in_client(self.people[name])
        client = Client()
        if name in VISITORS:
            WALKS[VISITORS[name]].greet(self, name, client)
        return client

    def visit(self, name: str) -> Client:
        """The same person again, signed in once: whatever the last page put into her browser is forgotten."""
        if name not in self.visited:
            known = self.client(name)
            self.visited[name] = known, dict(known.session) if known.cookies else {}
        known, remembered = self.visited[name]
        client = Client()
        client.defaults = dict(known.defaults)
        client.handler = known.handler  # the middleware is loaded once for each person
        client.cookies.load({key: morsel.value for key, morsel in known.cookies.items()})
        if name in VISITORS:
            session = client.session
            session.clear()
            session.update(remembered)
            session.save()
        return client


def build_office() -> Office:
    """Takes some seconds; each worker builds one and keeps it (conftest.py)."""
    office = Office(now=timezone.now(), people={}, raw_keys={}, scopes={}, files={}, visited={})
    for name, roles in STAFF.items():
        office.people[name] = user_with(full_name=f"{name.title()} di Prova", **roles)
    furnish(office, WALKS.values())
    return office


def furnish(office: Office, walks: Iterable[ModuleType]) -> None:
    """Each slice makes its part, in the order in which they build upon one another."""
    for walk in walks:
        if hasattr(walk, "make"):
            before = dict(vars(office))
            walk.make(office)
            taken = sorted(name for name, value in before.items() if vars(office)[name] is not value)
            assert not taken, f"{walk.__name__} gives names that another slice has given: {taken}"
            deliver_reactions()
    missing = [name for name, value in vars(office).items() if value is None]
    assert missing == [], f"the office lacks {missing}"
