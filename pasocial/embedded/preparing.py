"""What must be done before the office opens, each only when something it depends on has changed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pasocial.design.sheet import fingerprint as sheet_fingerprint
from pasocial.embedded.progress import Progress

DEMO = "build_demo"


class Preparation:
    """The steps of one start, over one state directory."""

    def __init__(self, stamps: Path, progress: Progress) -> None:
        self._stamps = stamps
        self._progress = progress
        stamps.mkdir(parents=True, exist_ok=True)

    def run(self) -> None:
        self._migrate()
        call_command("translations", "--compile", stdout=io.StringIO())
        self._when_changed("static", static_fingerprint(), "Collecting static files", collect_static)
        if DEMO in get_commands():
            self._when_changed(
                "demo", "built", "Building the demonstration town (first run only)", self._build_demo
            )

    def _migrate(self) -> None:
        # Asked of the database itself: a stamp beside it could be right about another database.
        executor = MigrationExecutor(connection)
        owed = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if owed:
            with self._progress.step(f"Migrating the database ({len(owed)} steps)"):
                call_command("migrate", interactive=False, verbosity=0)

    def _build_demo(self) -> None:
        call_command(DEMO)

    def _when_changed(self, name: str, fingerprint: str, words: str, work: Callable[[], None]) -> None:
        stamp = self._stamps / name
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        with self._progress.step(words):
            work()
        stamp.write_text(fingerprint)


def collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)


def static_fingerprint() -> str:
    """Changes when a file to collect changes; installed packages change only with requirements.txt."""
    project = Path(settings.BASE_DIR)
    ours = [Path(app.path) / "static" for app in apps.get_app_configs() if project in Path(app.path).parents]
    ours = [folder for folder in ours if ".venv" not in folder.parts]
    digest = hashlib.sha256((project / "requirements.txt").read_bytes())
    digest.update(str(settings.STATIC_ROOT).encode())
    digest.update(sheet_fingerprint().encode())
    for path in sorted(files_below(ours)):
        about = path.stat()
        digest.update(f"{path}{about.st_size}{about.st_mtime_ns}".encode())
    return digest.hexdigest()


def files_below(folders: Iterable[Path]) -> Iterable[Path]:
    return (path for folder in folders for path in folder.rglob("*") if path.is_file())
