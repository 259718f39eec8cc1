"""A command on a database that was never prepared says so in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connection, transaction

from pasocial.config import migrated
from tests.conftest import PROJECT


@pytest.fixture
def empty_database(transactional_db: None) -> Iterator[str]:
    url = os.environ["DATABASE_URL"]
    name = f"never_migrated_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    server = psycopg2.connect(url)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name}")
        yield url.rsplit("/", 1)[0] + f"/{name}"
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        server.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["import_requests", "register.csv"],
        ["check_clocks"],
        ["open_office", "--body", "Comune", "--coordinator", "a@b.example", "--name", "Anna Rossi"],
        ["createsuperuser", "--no-input", "--email", "a@b.example"],
    ],
)
def test_command_on_an_empty_database_says_to_migrate(
    tmp_path: Path, empty_database: str, command: list[str]
) -> None:
    given = {"DATABASE_URL": empty_database, "REDIS_URL": settings.REDIS_URL, "STATE_DIR": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=PROJECT,
        env=os.environ | given | {"DJANGO_SETTINGS_MODULE": "pasocial.config.settings.dev"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (told.stdout, told.stderr.strip(), told.returncode) == ("", migrated.NEVER, 1)


@pytest.mark.django_db
def test_prepared_database_is_worked_on() -> None:
    assert migrated.reason_against_working() == ""


@pytest.mark.django_db(transaction=True)
def test_missing_column_is_told_only_when_a_migration_is_owed() -> None:
    error: DatabaseError | None = None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM office_trail_entry")
    except ProgrammingError as found:
        error = found
    assert error is not None
    assert migrated.reason_behind(error) == ""  # a fault of ours, and not of who forgot to migrate
    with connection.cursor() as cursor:
        last = "SELECT max(id) FROM django_migrations WHERE app = 'foia'"
        cursor.execute(f"DELETE FROM django_migrations WHERE id = ({last})")
    assert migrated.reason_behind(error) == (
        "The database lacks 1 migrations of this version: run `manage.py migrate` first, then this again."
    )
