"""The contracts hold, cover every slice, and each says why it stands."""

import subprocess
import sys
import tomllib

from tests.architecture.tree import PROJECT, SLICES, text

CONFIGURATION = tomllib.loads(text(PROJECT / "pyproject.toml"))["tool"]["importlinter"]


# A process of its own: import-linter configures logging and would silence every logger of the tests that follow.
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_every_wall_stands() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_slice_is_inside_the_walls() -> None:
    present = {name for name in SLICES if (PROJECT / name / "__init__.py").exists()}
    assert set(CONFIGURATION["root_packages"]) == present


def test_every_contract_says_why_it_stands() -> None:
    lines = text(PROJECT / "pyproject.toml").splitlines()
    silent = [
        lines[number + 1]
        for number, line in enumerate(lines)
        if line == "[[tool.importlinter.contracts]]" and not lines[number - 1].startswith("# ")
    ]
    assert silent == []


def test_no_contract_ignores_an_import() -> None:
    assert [
        contract["name"] for contract in CONFIGURATION["contracts"] if contract.get("ignore_imports")
    ] == []
