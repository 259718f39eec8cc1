"""A new desk is small: one of at most four hundred lines, put into a copy of the project, is held to all that holds here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BASE, databases_of_the_run

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = PROJECT / "tests" / "sample_desk"
MOST_LINES = 400


def lines() -> dict[str, int]:
    written = [*SAMPLE.rglob("desks/**/*.py"), *SAMPLE.rglob("templates/**/*.html")]
    return {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in written}


def test_sample_desk_is_of_at_most_four_hundred_lines() -> None:
    assert sum(lines().values()) <= MOST_LINES


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one more desk: its folders, a line in INSTALLED_APPS, its migration."""
    place = tmp_path_factory.mktemp("sample") / "project"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, place / name)
    shutil.copytree(SAMPLE / "desks", place / "desks", dirs_exist_ok=True)
    shutil.copytree(SAMPLE / "templates", place / "templates", dirs_exist_ok=True)
    shutil.rmtree(place / "tests" / "sample_desk")
    tests = place / "tests" / "desks" / "found"
    tests.mkdir(parents=True)
    (tests / "__init__.py").touch()
    shutil.copyfile(SAMPLE / "walk_of_found.py", tests / "walk.py")
    shutil.copyfile(SAMPLE / "tests_of_found.py", tests / "test_operations.py")
    settings = place / "pasocial" / "config" / "settings" / "base.py"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(
        said.replace('    "desks.newsroom",\n', '    "desks.newsroom",\n    "desks.found",\n')
    )
    done = ran(place, "manage.py", "makemigrations", "desk_found", "--name", "found_objects")
    assert done.returncode == 0, done.stderr
    return place


def ran(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """With this run's engines and Python, in the copy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=place,
        env={**kept, "STATE_DIR": str(place.parent / "state"), BASE: databases_of_the_run().template},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


@pytest.mark.slow
def test_desk_stands_within_the_walls(copy: Path) -> None:
    for command in (
        ("-m", "ruff", "check", "desks/found"),
        ("-m", "ruff", "format", "--check", "--exclude", "migrations", "desks/found"),
        (
            "-c",
            "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c(['--no-cache']))",
        ),
        ("manage.py", "check"),
    ):
        done = ran(copy, *command)
        assert done.returncode == 0, f"{command}: {done.stdout[-3000:]} {done.stderr[-3000:]}"


@pytest.mark.slow
@pytest.mark.browser
def test_desk_passes_its_tests_and_its_walk(copy: Path, django_db_setup: None) -> None:
    """Permissions of each address, lists at constant queries, axe on its pages, its API held to its description."""
    walks = ("permissions", "table", "lists", "accessibility", "contract")
    done = ran(
        copy,
        *("-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", "--slice=found"),
        "tests/desks/found",
        *(f"tests/walks/test_{name}.py" for name in walks),
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
