"""One office for each worker: built once, in a database of its own, and lent to every module that walks through it."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.conftest import databases_of_the_run
from tests.walks.office import Office, build_office
from tests.walks.persons import HOUSE
from tests.walks.who import WALKS, Only


class Kept:
    """The database that holds the built office, and the office as it was when it was built."""

    def __init__(self) -> None:
        self.own = str(settings.DATABASES["default"]["NAME"])
        self.name = f"{self.own}_office"
        self.databases = databases_of_the_run()
        self.databases.clone(self.name)
        with looking_at(self.name), override_settings(REST_PACES=unhurried()), transaction.atomic():
            self._office = pickle.dumps(build_office())

    def office(self) -> Office:
        """Nothing that a walk remembers about the objects reaches the next one."""
        office: Office = pickle.loads(self._office)
        return office

    def drop(self) -> None:
        self.databases.drop(self.name)


@contextmanager
def looking_at(name: str) -> Iterator[None]:
    """Every connection of this process leads to the database `name`."""
    former = settings.DATABASES["default"]["NAME"]
    point_at(name)
    try:
        yield
    finally:
        point_at(former)


def point_at(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    cache.clear()


def unhurried() -> dict[str, tuple[int, int]]:
    """The calls of a walk come faster than any person's, so their pace is not counted."""
    return {name: (10**6, seconds) for name, (_calls, seconds) in settings.REST_PACES.items()}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A run for one slice walks through its addresses and no others."""
    Only.slice = config.option.slice
    items[:] = [item for item in items if is_wanted(item)]


def is_wanted(item: pytest.Item) -> bool:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    owner = params.get("owner", "") if item.nodeid.startswith("tests/walks/") else ""
    return not owner or Only.slice in ("", owner if owner in WALKS else HOUSE)


@pytest.fixture(scope="session")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[Kept]:
    with django_db_blocker.unblock():
        kept = Kept()
        yield kept
        kept.drop()


@pytest.fixture(scope="module")
def office(kept: Kept, django_db_blocker: Any) -> Iterator[Office]:
    """The office, inside a transaction that is rolled back when the module ends."""
    with (
        django_db_blocker.unblock(),
        looking_at(kept.name),
        override_settings(REST_PACES=unhurried()),
        transaction.atomic(),
    ):
        yield kept.office()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _untouched(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a walk changes in the office is undone after it; cached counts of tries too."""
    if "office" not in request.fixturenames:
        yield
        return
    office: Office = request.getfixturevalue("office")
    # Thousands of refusals are the point of a walk: their tracebacks would only take time.
    caplog.set_level(logging.CRITICAL, logger="django.request")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    office.visited.clear()
    cache.clear()


@pytest.fixture(scope="module")
def house(kept: Kept, django_db_blocker: Any) -> Iterator[tuple[Office, str]]:
    """A copy of the office behind a server, for a browser; what is committed there goes with the copy."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    name = f"{kept.own}_house"
    with django_db_blocker.unblock():
        kept.databases.clone(name, of=kept.name)
        with looking_at(name):
            server = LiveServer("localhost")
            with override_settings(SITE_URL=server.url, ALLOWED_HOSTS=["*"], REST_PACES=unhurried()):
                yield kept.office(), server.url
            server.stop()
        kept.databases.drop(name)
    logger.setLevel(level)
