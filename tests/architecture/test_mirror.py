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
    missing = [str(path) for path in modules_of(kind) if not (PROJECT / mirrored(path)).exists()]
    assert missing == []


def test_every_test_of_a_slice_is_about_a_module_that_is_there() -> None:
    """By its own name, or by the names in its `TELLS_OF` when it tells a story of several modules."""
    stray = []
    for path in files():
        of_a_slice = path.parts[0] == "tests" and path.parts[1] in {"foia", "desks", "live"}
        if not (of_a_slice and path.name.startswith("test_") and path.suffix == ".py"):
            continue
        told = tells_of(path)
        if told is None:
            name, folder = path.stem.removeprefix("test_"), Path(*path.parts[1:-1])
            found = any(
                one.is_relative_to(folder) and name in (one.stem, one.parent.name) for one in modules()
            )
        else:
            found = bool(told) and all((PROJECT / name).exists() for name in told)
        if not found:
            stray.append(str(path))
    assert stray == []


def tells_of(path: Path) -> tuple[str, ...] | None:
    for node in ast.parse(text(path)).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TELLS_OF":
            return tuple(ast.literal_eval(node.value))
    return None


def test_no_test_sleeps() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in files()
        if path.parts[0] == "tests" and path.name.startswith("test_")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}
    ]
    assert found == []  # wait for what must happen: pasocial.embedded.children.wait_until
