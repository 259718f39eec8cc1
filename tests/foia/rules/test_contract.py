"""Words that leave the rules and are kept elsewhere: codes and fields of refusals (API, forms), and stored values.

Programs and forms compare them, rows of the database hold them: a changed one breaks somebody who is not here. So each
stands in a table beside this test (`refusals.csv`, `stored.csv`), and whoever changes one changes it there too.
"""

from __future__ import annotations

import ast
import csv
import importlib
import inspect
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

import foia.rules

TELLS_OF = ("foia/rules",)
RULES = Path(foia.rules.__file__).parent
HERE = Path(__file__).parent
MODULES = sorted(path.relative_to(RULES) for path in RULES.rglob("*.py") if path.name != "__init__.py")


@cache
def table(name: str) -> list[tuple[str, ...]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@cache
def refusals() -> list[tuple[str, ...]]:
    return list(_refusals())


def _refusals() -> Iterator[tuple[str, ...]]:
    """Module, function, code, field and names of values of each refusal; `*` is what is only known when it runs."""
    for path in MODULES:
        tree = ast.parse((RULES / path).read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id == "Refusal":
                    yield (path.as_posix(), function.name, *said(call))


def said(call: ast.Call) -> tuple[str, str, str]:
    given: dict[str, ast.expr] = dict(zip(("code", "sentence", "field", "values"), call.args, strict=False))
    given |= {word.arg: word.value for word in call.keywords if word.arg}
    values = given.get("values")
    names = [literal(key) for key in values.keys] if isinstance(values, ast.Dict) else ["*"] if values else []
    return literal(given["code"]), literal(given["field"]) if "field" in given else "", " ".join(names)


def literal(node: ast.expr | None) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "*"


def stored() -> Iterator[tuple[str, ...]]:
    """Module, class, name and value of every closed set of words."""
    for path in MODULES:
        module = importlib.import_module("foia.rules." + ".".join(path.with_suffix("").parts))
        for name, one in sorted(vars(module).items()):
            if inspect.isclass(one) and issubclass(one, Enum) and one.__module__ == module.__name__:
                yield from ((path.as_posix(), name, member.name, str(member.value)) for member in one)


@pytest.mark.parametrize("path", [path.as_posix() for path in MODULES])
def test_refusals_keep_their_codes_fields_and_values(path: str) -> None:
    assert [row for row in refusals() if row[0] == path] == [
        row for row in table("refusals.csv") if row[0] == path
    ]


def test_stored_words_stay_as_they_are() -> None:
    assert list(stored()) == table("stored.csv")


def test_tables_name_no_module_that_is_gone() -> None:
    known = {path.as_posix() for path in MODULES}
    assert {row[0] for name in ("refusals.csv", "stored.csv") for row in table(name)} <= known
