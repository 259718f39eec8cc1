"""A state is written in one place that follows its table; every other place that touches one is named here, with why."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import modules, text

# Two functions follow the tables (foia.rules.states, foia.rules.visibility). The rest writes rows that have no table
# of their own, or comes with a state from outside.
WRITERS = {
    ("foia/operations/concurrency.py", "move", "request.state"),
    ("foia/operations/concurrency.py", "move_entry", "entry.state"),
    # A register of the past says where its requests ended; nothing is moved.
    ("foia/operations/importing.py", "_request", "AccessRequest(state=)"),
    # A topic's flag is a count, not a step: foia.rules.recurrence says which it is after each change.
    ("foia/operations/counting.py", "_put", "topic.flag"),
    # What is decided about a topic can be decided anew at any time; foia.operations.topics holds its guards.
    ("foia/operations/topics.py", "choose", "topic.choice"),
}
STATED = ("AccessRequest", "RegisterEntry", "Topic")
FIELDS = {"state", "visibility", "flag", "choice"}
OTHERS = {"decision", "notice", "run", "item", "mail", "letter"}


def written(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Function and target of each place that sets a state."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                for target in _targets(node):
                    yield function.name, target


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        aims = node.targets if isinstance(node, ast.Assign) else [node.target]
        for aim in aims:
            for each in aim.elts if isinstance(aim, ast.Tuple) else [aim]:
                if isinstance(each, ast.Attribute) and each.attr in FIELDS:
                    owner = ast.unparse(each.value)
                    if owner.split(".")[-1] not in OTHERS:
                        yield f"{owner}.{each.attr}"
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        model = next((name for name in STATED if called == name or called.startswith(f"{name}.objects")), "")
        creates = called == model or called.endswith((".create", ".update", "_or_create"))
        if model and creates:
            for keyword in node.keywords:
                if keyword.arg in FIELDS or (keyword.arg == "defaults" and _names(keyword.value) & FIELDS):
                    yield f"{model}({keyword.arg}=)"
        if called == "setattr" and len(node.args) > 1 and ast.unparse(node.args[1]).strip("\"'") in FIELDS:
            yield "setattr"


def _names(node: ast.AST) -> set[str]:
    return (
        {ast.literal_eval(key) for key in node.keys if key is not None}
        if isinstance(node, ast.Dict)
        else set()
    )


def test_a_state_is_written_where_its_table_is_followed() -> None:
    found = {
        (str(path), function, target)
        for path in modules()
        if path.parts[0] == "foia" and "migrations" not in path.parts
        for function, target in written(ast.parse(text(path)))
    }
    assert found == WRITERS


def test_the_search_sees_each_way_of_writing_a_state() -> None:
    ways = """
def act(request, entry):
    request.state = "closed"
    request.state, request.outcome = "closed", ""
    AccessRequest.objects.filter(pk=1).update(state="closed")
    RegisterEntry.objects.get_or_create(pk=1, defaults={"state": "hidden"})
    setattr(entry, "state", "hidden")
    decision.state = "sent"
"""
    assert [target for _function, target in written(ast.parse(ways))] == [
        "request.state",
        "request.state",
        "AccessRequest(state=)",
        "RegisterEntry(defaults=)",
        "setattr",
    ]
