"""Doors ask queries and call operations: what a page or an endpoint reads and writes of tables has a name elsewhere."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import modules, text

DOORS = {"views", "portal", "backoffice", "api", "control_room", "forms"}
# A manager under another name is a manager all the same.
MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "select_for_update"}

# What still stands in a door. It only shrinks: a line that moved to queries or operations leaves this table too.
STILL_THERE: dict[str, int] = {
    "foia/api/filing.py": 1,
    "foia/api/views/acting.py": 1,
    "foia/api/views/parties.py": 2,
    "foia/api/views/shared.py": 3,
    "foia/api/views/staff.py": 1,
    "foia/api/views/topic_people.py": 1,
    "foia/api/views/topics.py": 1,
    "foia/backoffice/access.py": 1,
    "foia/backoffice/views/correcting.py": 1,
    "foia/backoffice/views/intake.py": 1,
    "foia/backoffice/views/shared.py": 4,
    "foia/backoffice/views/topics/actions.py": 1,
    "foia/forms/topics.py": 2,
    "pasocial/office/files/attachments/views/findings.py": 1,
}


def of_a_door(path: Path) -> bool:
    """A module of a slice, or of a room of the office, through which somebody comes in."""
    slice_ = path.parts[0] in {"foia", "desks", "live"} or path.parts[:2] == ("pasocial", "office")
    return slice_ and bool(DOORS & {*path.parts[:-1], path.stem})


def table_calls(tree: ast.AST) -> Iterator[int]:
    """The lines on which a manager is used, or a row is written."""
    for node in ast.walk(tree):
        manager = isinstance(node, ast.Attribute) and node.attr in MANAGERS
        written = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if manager or (written and node.func.attr in WRITES):
            yield node.lineno


def test_reader_sees_managers_and_writes() -> None:
    source = (
        "A.objects.get(pk=1)\nrow.save()\nB._default_manager.all()\nC.objects.create(x=1)\nplain.get(1)\n"
    )
    assert sorted(table_calls(ast.parse(source))) == [1, 2, 3, 4]


def test_only_queries_read_and_only_operations_write() -> None:
    found = Counter(
        str(path) for path in modules() if of_a_door(path) for _line in table_calls(ast.parse(text(path)))
    )
    assert dict(found) == STILL_THERE
