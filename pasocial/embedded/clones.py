"""Databases for tests: migrate once, then clone; a clone is also how a test's traces are removed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from pasocial.design.msgids import top_packages
from pasocial.embedded.addresses import database_from
from pasocial.embedded.postgres import program
from pasocial.embedded.state import StateDirectory

TEST_RUNS_AT_ONCE = 16


def free_slot(root: Path) -> StateDirectory:
    """The first state directory below `root` that no other test run holds (each run has its own engines)."""
    for number in range(TEST_RUNS_AT_ONCE):
        slot = StateDirectory(root / f"run{number}")
        slot.make()
        with (slot / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            return slot
    raise RuntimeError(f"{TEST_RUNS_AT_ONCE} test runs already work in {root}")


def migrations_fingerprint(project: Path) -> str:
    """Changes when anything that a freshly migrated database depends on changes."""
    digest = hashlib.sha256()
    digest.update((project / "requirements.txt").read_bytes())
    for folder in top_packages():
        for path in sorted((project / folder).rglob("*.py")):
            source = path.read_bytes()
            if path.parent.name == "migrations" or path.name == "apps.py" or b"post_migrate" in source:
                digest.update(str(path.relative_to(project)).encode())
                digest.update(source)
    digest.update("\n".join(settings.INSTALLED_APPS).encode())
    return digest.hexdigest()[:16]


@contextmanager
def _held(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class TestDatabases:
    """The template of one server and the clones made from it.

    A copy of a project that has only gone further than it names the project's own template as its `base`: then nothing
    but its new migrations is run, and the project keeps its template.
    """

    __test__ = False

    def __init__(self, server_url: str, *, keep: Path, project: Path, base: str = "") -> None:
        self._server_url = server_url
        self._keep = keep
        self._base = base
        self.template = f"template_{migrations_fingerprint(project)}"

    def clone(self, name: str, *, of: str = "") -> None:
        """A fresh copy under `name`, whatever was there before: of the migrated template, or of the database `of`."""
        self.make_template()
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{of or self.template}"')

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def make_template(self) -> None:
        """The migrated database that clones copy; whoever comes while it is made waits."""
        if self._exists(self.template):
            return
        with _held(self._keep / "template.lock"):
            if self._exists(self.template):
                return
            draft = f"{self.template}_draft"
            dump = self._keep / f"{self.template}.dump"
            self._run(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
            self._run(f'CREATE DATABASE "{draft}"' + (f' TEMPLATE "{self._base}"' if self._base else ""))
            if self._base:
                self._migrate(draft)
            else:
                if not (dump.exists() and self._restore(dump, draft)):
                    self._migrate(draft)
                    self._save(draft, dump)
                self._drop_older_templates()
            self._run(f'ALTER DATABASE "{draft}" RENAME TO "{self.template}"')

    def _migrate(self, name: str) -> None:
        connection = connections["default"]
        connection.close()
        former = settings.DATABASES["default"]["NAME"]
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            connection.close()
            settings.DATABASES["default"]["NAME"] = former
            connection.settings_dict["NAME"] = former

    def _save(self, name: str, dump: Path) -> None:
        """Keep the migrated state, so that another run of tests need not migrate either."""
        draft = dump.with_suffix(f".{os.getpid()}")
        arguments = [
            program("pg_dump"),
            "--format=custom",
            "--compress=0",
            f"--file={draft}",
            self._url(name),
        ]
        subprocess.run(arguments, check=True, capture_output=True)
        for older in self._keep.glob("template_*.dump"):
            older.unlink(missing_ok=True)
        draft.rename(dump)

    def _restore(self, dump: Path, name: str) -> bool:
        arguments = [program("pg_restore"), "--exit-on-error", f"--dbname={self._url(name)}", str(dump)]
        return subprocess.run(arguments, capture_output=True, check=False).returncode == 0

    def _drop_older_templates(self) -> None:
        pattern = "SELECT datname FROM pg_database WHERE datname ~ '^template_[0-9a-f]{16}$'"
        for (name,) in self._run(pattern):
            self.drop(name)

    def _exists(self, name: str) -> bool:
        return bool(self._run("SELECT 1 FROM pg_database WHERE datname = %s", [name]))

    def _url(self, name: str) -> str:
        return self._server_url.rsplit("/", 1)[0] + f"/{name}"

    def _run(self, sql: str, values: list[str] | None = None) -> list[tuple[str, ...]]:
        place = database_from(self._server_url)
        connection = psycopg2.connect(
            host=place["HOST"],
            port=place["PORT"],
            user=place["USER"],
            password=place["PASSWORD"],
            dbname="postgres",
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()
