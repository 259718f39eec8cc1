"""A copy of everything the office must never lose, and its way back: database, attachments, site media.

Secrets are not in it: with PERSON_KEY_SECRET a copy alone could tell persons apart.
Secrets are not in it: with PERSON_KEY_SECRET the copy alone could tell persons apart.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import connections

from pasocial.embedded.postgres import program
from pasocial.embedded.trouble import Trouble

CONTENTS = "contents.json"
DUMP = "database.dump"
STORES = {"attachments": "attachments", "media": "default"}
Say = Callable[[str], None]


def write_copy(directory: Path, *, at: datetime, say: Say) -> None:
    """Write a whole copy into `directory`, which must be new or empty."""
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise Trouble(f"{directory} is not empty: give a new directory, so that no older copy is mixed in.")
    os.chmod(directory, 0o700)
    # The database first: a file stored meanwhile may be in the copy without a row, never the opposite.
    say("Database …")
    run_client("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={directory / DUMP}"])
    for name, alias in STORES.items():
        store = storages[alias]
        count = 0
        for path in stored_files(store):
            target = directory / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with store.open(path) as source, target.open("wb") as copy:
                for chunk in source.chunks():
                    copy.write(chunk)
            count += 1
        say(f"{name}: {count} files")
    contents = {
        "made_at": at.isoformat(),
        "files": {str(path.relative_to(directory)): digest_of(path) for path in files_of(directory)},
    }
    draft = directory / f"{CONTENTS}.new"
    draft.write_text(json.dumps(contents, indent=1, sort_keys=True))
    draft.rename(directory / CONTENTS)  # its presence says that the copy is whole


def insist_on_whole(directory: Path) -> dict[str, Any]:
    """The contents of a copy, or why it must not be restored."""
    try:
        contents: dict[str, Any] = json.loads((directory / CONTENTS).read_text())
    except (OSError, ValueError) as error:
        raise Trouble(
            f"{directory} holds no whole copy (no readable {CONTENTS}): use another one."
        ) from error
    for name, digest in contents["files"].items():
        path = directory / name
        if not path.is_file() or digest_of(path) != digest:
            raise Trouble(f"{path} is missing or damaged: this copy is not restored, use another one.")
    return contents


def read_copy(directory: Path, *, say: Say) -> None:
    """Replace the database and the files with those of the copy. All of the database or none of it."""
    contents = insist_on_whole(directory)
    say(f"Copy of {contents['made_at']}: {len(contents['files'])} files, all whole.")
    say("Database …")
    connections.close_all()
    with tempfile.TemporaryDirectory(prefix="pasocial-") as folder:
        script = Path(folder) / "database.sql"
        run_client("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(directory / DUMP)])
        # The whole schema goes first: tables of migrations newer than the copy would stay behind.
        wipe = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        quietly = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        run_client("psql", [*quietly, f"--command={wipe}", f"--file={script}"])
    for name, alias in STORES.items():
        store = storages[alias]
        root = directory / name
        wanted = {path.relative_to(root).as_posix(): path for path in files_of(root)} if root.exists() else {}
        for path in list(stored_files(store)):
            store.delete(path)
        for path, source in wanted.items():
            with source.open("rb") as opened:
                store.save(path, File(opened))
        say(f"{name}: {len(wanted)} files")


def run_client(name: str, arguments: list[str]) -> None:
    """A PostgreSQL client on our database; the password travels in the environment, not in the command."""
    place = settings.DATABASES["default"]
    environment = dict(os.environ) | {
        "PGHOST": str(place["HOST"]),
        "PGPORT": str(place["PORT"] or 5432),
        "PGUSER": str(place["USER"]),
        "PGPASSWORD": str(place["PASSWORD"]),
        "PGDATABASE": str(place["NAME"]),
        "PGCONNECT_TIMEOUT": "10",
    }
    done = subprocess.run([program(name), *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"{name} did not finish: {done.stderr.strip() or done.stdout.strip()}")


def stored_files(store: Storage, folder: str = "") -> Iterator[str]:
    """Every file of a store, whatever it is kept in."""
    try:
        folders, files = store.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from stored_files(store, f"{folder}/{name}" if folder else name)


def files_of(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.rglob("*")) if path.is_file())


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
