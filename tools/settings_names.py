"""Every name that PAsocial reads from its environment, with its default, as the code says it."""

from __future__ import annotations

import ast
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
READERS = {"text", "number", "flag", "listed", "required"}
FOLDERS = ("pasocial", "desks", "foia", "live")


def names_read() -> dict[str, str]:
    """Name → source of its default (`required` where it has none)."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                name = name_in(node)
                if name:
                    found[name[0]] = found.get(name[0]) or name[1]
    return found


def name_in(node: ast.AST) -> tuple[str, str] | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return None
    first = node.args[0]
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value.isupper()):
        return None
    source = ast.unparse(node.func)
    if source == "os.environ.get":
        return first.value, ""
    if source.startswith("env.") and node.func.attr in READERS:
        default = ast.unparse(node.args[1]) if len(node.args) > 1 else ""
        return first.value, "required" if node.func.attr == "required" else default
    return None


if __name__ == "__main__":
    for name, default in sorted(names_read().items()):
        print(f"{name}\t{default}")
