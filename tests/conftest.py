"""The engines and databases of a test run.

The run that was started by hand (or the pytest-xdist controller) starts one PostgreSQL and one Valkey;
every worker has its own database, cloned from a migrated template, and its own numbered Valkey database.
Nothing is mocked: tests meet the same engines as production.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key

from pasocial.embedded.clones import TestDatabases

pytest_plugins = ["tests.slices"]
PROJECT = Path(__file__).resolve().parents[1]
KEEP = PROJECT / ".pasocial" / "test"

# Names the migrated database from which one that has only more migrations begins: a copy with one more desk.
BASE = "TEST_DATABASE_BASE"

# Of which body the office is, and who coordinates it.
OPENING = {"body": "Comune di Nuovo", "coordinator": "capo@nuovo.example", "name": "Carla Capo"}

engines_key = pytest.StashKey[object]()
afresh_key = pytest.StashKey[Callable[[], None]]()


def pytest_configure(config: pytest.Config) -> None:
    from pasocial.embedded.clones import free_slot
    from pasocial.embedded.engines import Engines
    from pasocial.embedded.pointing import numbered, point_redis_at, point_settings_at

    is_worker = hasattr(config, "workerinput")
    if not is_worker:
        compile_translations()
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    only_asks = config.option.collectonly or config.option.help
    configured = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
    if not (is_worker or only_asks or configured):
        engines = Engines(free_slot(KEEP), what="pytest", careless=True)
        point_settings_at(engines.start())
        config.stash[engines_key] = engines
    if is_worker:
        number = int(config.workerinput["workerid"].removeprefix("gw") or 0)
        url = numbered(os.environ["REDIS_URL"], number + 1)
        os.environ["REDIS_URL"] = url
        point_redis_at(url)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Workers load and collect while the database is migrated; whichever needs it first waits for it."""
    if engines_key in session.config.stash and session.config.option.numprocesses:
        Thread(target=make_template, args=(session.config,), daemon=True).start()


def make_template(config: pytest.Config) -> None:
    with config.stash[blocking_manager_key].unblock():
        databases_of_the_run().make_template()


def databases_of_the_run() -> TestDatabases:
    """The template that this run of tests clones, on its own server."""
    return TestDatabases(
        os.environ["DATABASE_URL"], keep=KEEP, project=PROJECT, base=os.environ.get(BASE, "")
    )


def compile_translations() -> None:
    """Tests read the compiled catalogues, which are never committed."""
    from pasocial.design.catalogues import compile_catalogue
    from pasocial.design.msgids import top_packages

    for folder in top_packages():
        for path in (PROJECT / folder).glob("**/locale/en/LC_MESSAGES/django.po"):
            compile_catalogue(path)


@pytest.hookimpl(trylast=True)
def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are not written into the names of tests: an archive made now differs from worker to worker."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every worker begins with its part of the long tests: one that began last would leave the others idle.

    Workers are given one stretch of the list each; the longest stand side by side in it, so they are dealt out in turn.
    Short tests stay in their order, so that what those of one module share is built once.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long, short = [one for one in items if takes_long(one)], [one for one in items if not takes_long(one)]
    items[:] = [
        test
        for worker in range(workers)
        for test in (
            *long[worker::workers],
            *short[len(short) * worker // workers : len(short) * (worker + 1) // workers],
        )
    ]


def pytest_collection_finish(session: pytest.Session) -> None:
    """All that was loaded stays: Python's garbage collector would look through it again and again (a fifteenth)."""
    gc.collect()
    gc.freeze()


def takes_long(item: pytest.Item) -> bool:
    if item.get_closest_marker("slow") or item.get_closest_marker("browser"):
        return True
    module = item.getparent(pytest.Module)
    return module is not None and "tests.browsing" in {
        getattr(thing, "__module__", "") for thing in vars(module.obj).values()
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    if "tests.browsing" in sys.modules:
        sys.modules["tests.browsing"].close_browser()
    engines = config.stash.get(engines_key, None)
    if engines is not None:
        connections.close_all()
        engines.stop()  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """This worker's database; after a test that commits, a fresh clone instead of a flush.

    A flush would also remove what migrations put there (Wagtail's root page, groups), and the trail refuses
    to be emptied at all.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    connection = connections["default"]
    former = settings.DATABASES["default"]["NAME"]
    name = f"test_{former}_{worker}"
    clones = databases_of_the_run()

    def start_afresh(case: TransactionTestCase | None = None) -> None:
        connections.close_all()
        clones.clone(name)

    request.config.stash[afresh_key] = start_afresh

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        clones.clone(name)
        connection.close()
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name
        former_teardown = TransactionTestCase._fixture_teardown
        TransactionTestCase._fixture_teardown = start_afresh  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        TransactionTestCase._fixture_teardown = former_teardown  # type: ignore[method-assign]
        connections.close_all()
        clones.drop(name)
        settings.DATABASES["default"]["NAME"] = former
        connection.settings_dict["NAME"] = former


@pytest.fixture(scope="session")
def start_afresh(request: pytest.FixtureRequest, django_db_setup: None) -> Callable[[], None]:
    """For whoever committed something that several tests share: a fresh database for those that follow."""
    return request.config.stash[afresh_key]


@pytest.fixture(scope="module")
def opened_office(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The office as `open_office` leaves it, for all tests of a module; each undoes what it changed itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("open_office", **OPENING)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Counters and cached answers of one test never reach the next (only where the database is used)."""
    yield
    if {"db", "transactional_db", "django_db_setup"} & set(request.fixturenames):
        from django.core.cache import cache

        cache.clear()
