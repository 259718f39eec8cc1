"""The persons of the walk, as the walk.py of each slice tells them: STAFF, VISITORS and KEYS.

They are read from the text of those files, without loading them, because the groups that a walk.py speaks of (everybody,
all members, heads) must be known before the first of them is loaded. So the four names read here are plain values.
"""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
HOUSE = "office"


def told(path: Path, name: str, otherwise: Any) -> Any:
    """What the file at `path` assigns to `name`: a plain value."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        target = node.target if isinstance(node, ast.AnnAssign) else None
        target = node.targets[0] if isinstance(node, ast.Assign) else target
        if isinstance(target, ast.Name) and target.id == name:
            return ast.literal_eval(node.value)  # type: ignore[attr-defined]
    return otherwise


def walk_files(tests: Path) -> dict[str, Path]:
    """The walk.py of each slice, by the name of its folder; whoever builds upon another (`AFTER`) comes after it.

    The house comes first: it builds upon nobody, and all build upon it.
    """
    found = {path.parent.name: path for path in sorted(tests.rglob("walk.py"))}
    order = TopologicalSorter(
        {name: {*told(path, "AFTER", ()), *({HOUSE} - {name})} for name, path in found.items()}
    )
    wanted = list(order.static_order())
    assert set(wanted) == set(found), (
        f"AFTER names slices without a walk.py: {sorted(set(wanted) - set(found))}"
    )
    return {name: found[name] for name in wanted}


def persons_of(files: dict[str, Path], name: str) -> dict[str, Any]:
    """The persons that the slices tell under this name; of a list each belongs to the slice that tells her."""
    whole: dict[str, Any] = {}
    for owner, path in files.items():
        here = told(path, name, {})
        here = here if isinstance(here, dict) else dict.fromkeys(here, owner)
        twice = set(whole) & set(here)
        assert not twice, f"{name} of {owner} tells again who another walk.py tells: {sorted(twice)}"
        whole |= here
    return whole


FILES = walk_files(TESTS)
# Whoever signs in: name → the roles given to her, as `tests.fixtures.user_with` takes them.
STAFF: dict[str, dict[str, str]] = persons_of(FILES, "STAFF")
# Whoever is let in without an account, by a link or a code: name → the slice that does (its `greet`).
VISITORS: dict[str, str] = persons_of(FILES, "VISITORS")
# Programs: name → whose key they bring.
KEYS: dict[str, str] = persons_of(FILES, "KEYS")
PERSONS = ("anonymous", *VISITORS, *KEYS, *STAFF)


def _rank(name: str) -> int:
    roles = STAFF.get(name)
    if roles is None:
        return 3 if name in VISITORS else 4
    return 0 if roles.get("role") == "head" else 1 if roles.get("office_role") else 2


# Whoever sees most of what several may open: heads, then the roles of the whole office, then all others.
MAY_MOST = tuple(sorted((name for name in PERSONS if name not in KEYS), key=_rank))
