"""What the architecture tests look at: the files that git knows or would add, never what a machine keeps."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SLICES = ("pasocial", "desks", "foia", "live")
# Slices that are no desk of the office: the shells and the office itself.
HOUSE = {"office", "site"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, relative to it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted({Path(line) for line in listed.stdout.splitlines() if (PROJECT / line).is_file()}))


@cache
def modules() -> tuple[Path, ...]:
    """Python files of the slices, without migrations."""
    return tuple(
        path
        for path in files()
        if path.suffix == ".py" and path.parts[0] in SLICES and "migrations" not in path.parts
    )


def text(path: Path) -> str:
    return (PROJECT / path).read_text(encoding="utf-8")
