"""Tests mirror the tree: for rules and operations a missing mirror is a missing test."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import PROJECT, files, modules, text


def below(path: Path) -> tuple[str, ...]:
    """The folders of a module as tests/ mirrors them: what is inside pasocial/ needs no folder of that name."""
    return path.parts[1:-1] if path.parts[0] == "pasocial" else path.parts[:-1]


def mirrored(path: Path) -> Path:
    return Path("tests", *below(path), f"test_{path.name}")


def modules_of(kind: str) -> list[Path]:
    return [
        path
        for path in modules()
        if (kind in path.parts[:-1] or path.stem == kind)
        and path.name != "__init__.py"
        and "def " in text(path)
    ]


@pytest.mark.parametrize("kind", ["rules", "operations"])
def test_every_module_of_rules_and_operations_has_its_mirror(kind: str) -> None:
    missing = []
    for path in modules_of(kind):
        folder_mirror = Path(
            "tests", *below(path)[:-1], f"test_{path.parent.name}.py"
        )  # one test for a package
        if not (PROJECT / mirrored(path)).exists() and not (PROJECT / folder_mirror).exists():
            missing.append(str(path))
    assert missing == []


def test_no_test_mirrors_a_module_that_is_gone() -> None:
    stray = []
    for path in files():
        of_a_slice = path.parts[0] == "tests" and path.parts[1] in {"foia", "desks", "live"}
        is_test = path.name.startswith("test_") and path.suffix == ".py"
        # A test file may tell a story of its folder; then the folder itself must exist.
        if of_a_slice and is_test and not (PROJECT / Path(*path.parts[1:-1])).is_dir():
            stray.append(str(path))
    assert stray == []


def test_no_test_sleeps() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in files()
        if path.parts[0] == "tests" and path.name.startswith("test_")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}
    ]
    assert found == []  # wait for what must happen: pasocial.embedded.children.wait_until
