"""Doors ask queries and call operations: what a page or an endpoint reads and writes of tables has a name elsewhere."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.tree import modules, text

# Who comes in is met here, whatever the file is called: by its place, or because it takes or answers a request.
DOORS = {"portal", "backoffice", "api", "control_room", "forms", "actions", "rest"}
MEETS_REQUESTS = ("django.forms", "django.http", "django.shortcuts", "django.views", "rest_framework")
# What stands behind the doors; a query may read `request.GET`, and an adapter is the other end of somebody's interface.
BEHIND = {
    "adapters",
    "management",
    "migrations",
    "models",
    "operations",
    "policy",
    "queries",
    "rules",
    "tasks",
}
HOUSES = (
    ("foia",),
    ("desks",),
    ("live",),
    *(("pasocial", one) for one in ("office", "coordinator", "site", "rest")),
)

# A manager under another name is a manager all the same.
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# Only a set of rows, one row or the connection has these.
OF_ROWS_ONLY = {
    *("alias", "annotate", "aggregate", "bulk_create", "bulk_update", "dates", "datetimes", "defer", "distinct"),
    *("earliest", "exclude", "exists", "filter", "first", "get_or_create", "in_bulk", "last", "latest", "only"),
    *("order_by", "prefetch_related", "raw", "select_for_update", "select_related", "update_or_create", "values_list"),
    *("refresh_from_db", "save", "atomic", "cursor"),
}  # fmt: skip
FUNCTIONS = {"get_list_or_404", "get_object_or_404", "prefetch_related_objects"}
# Lists, mappings and caches have these too: then the arguments tell, or that a relation stands before them.
BARE = {"all", "count", "delete", "iterator"}
WITH_NAMES = {"create", "get", "update"}
OF_RELATIONS = {
    "add",
    "all",
    "clear",
    "count",
    "create",
    "get",
    "iterator",
    "remove",
    "set",
    "update",
    "values",
}

# Founded exceptions: how many lines, and why they stand.
HELD_OPEN = {
    "pasocial/office/people/identity/activity.py": (1, "allauth's own table of sessions, filled as allauth fills it"),
    "pasocial/office/screens/actions/bodies.py": (1, "picks one by its key of the rows its declaration gave"),
    "pasocial/office/screens/actions/endpoints.py": (1, "picks one by its key of the rows its declaration gave"),
    "pasocial/office/screens/actions/pages.py": (1, "picks one by its key of the rows its declaration gave"),
    "pasocial/office/screens/lists/pages.py": (1, "puts the rows it was given in the order the reader asked for"),
    "pasocial/site/media_forms.py": (1, "Wagtail's own form of a document, which saves what it asks"),
}  # fmt: skip


def is_door(path: Path, tree: ast.AST) -> bool:
    names = {*path.parts[:-1], path.stem}
    if not any(path.parts[: len(house)] == house for house in HOUSES) or BEHIND & names:
        return False
    return bool(DOORS & names) or any(name.endswith("views") for name in names) or meets_requests(tree)


def meets_requests(tree: ast.AST) -> bool:
    named = (
        f"{node.module}.{one.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    )
    return any(name.startswith(MEETS_REQUESTS) for name in named)


@cache
def relations() -> frozenset[str]:
    """What models call the rows that point to them."""
    return frozenset(
        str(node.value.value)
        for path in modules()
        if "models" in {*path.parts, path.stem}
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.keyword)
        and node.arg == "related_name"
        and isinstance(node.value, ast.Constant)
    )


def table_calls(tree: ast.AST) -> Iterator[int]:
    """The lines on which a table is read or written: through a manager, a relation, rows that were given, or a row.

    Rows may be sliced, counted by a paginator and gone through. One related row (`case.applicant`) is not seen here:
    that it is at hand, the counts of queries hold.
    """
    modules_ = imported(tree)
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield node.lineno
        elif isinstance(called, ast.Name) and called.id in FUNCTIONS:
            yield called.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked_of = node.func.value
            own_function = (
                isinstance(asked_of, ast.Name) and asked_of.id in modules_ and node.func.attr != "atomic"
            )
            if not own_function and _is_about_rows(node, node.func.attr, asked_of):
                yield node.lineno


def _is_about_rows(call: ast.Call, method: str, asked_of: ast.expr) -> bool:
    of_relation = isinstance(asked_of, ast.Attribute) and (
        asked_of.attr in relations() or asked_of.attr.endswith("_set")
    )
    return (
        method in OF_ROWS_ONLY
        or (method in BARE and not call.args and not call.keywords)
        or (method in WITH_NAMES and bool(call.keywords) and not call.args)
        or (method == "values" and bool(call.args))
        or (method in OF_RELATIONS and of_relation)
    )


def imported(tree: ast.AST) -> set[str]:
    """Names of modules and of single things, whose functions may be called as they like; classes are not among them."""
    names = {
        one.asname or one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for one in node.names
    }
    return {name for name in names if name[:1].islower()}


@pytest.mark.parametrize(
    "source",
    [
        "A.objects.get(pk=1)",
        "B._default_manager.all()",
        "C.objects.create(x=1)",
        "row.save()",
        "row.delete()",
        "case.parties.filter(pk=1)",
        "case.parties.all()",
        "case.parties.count()",
        "case.parties.order_by('-pk')",
        "case.parties.values()",
        "case.parties.get(pk=1)",
        "person.work_groups.add(group)",
        "found.exists()",
        "queries.open_groups().first()",
        "queries.open_groups().values('pk')",
        "queries.open_groups().count()",
        "get_object_or_404(A, pk=1)",
        "prefetch_related_objects(rows, 'notices')",
        "connection.cursor()",
        "from django.db import transaction\ntransaction.atomic()",
    ],
)
def test_reader_sees_what_touches_tables(source: str) -> None:
    last = len(source.splitlines())
    assert set(table_calls(ast.parse(source))) == {last}


@pytest.mark.parametrize(
    "source",
    [
        "found[:20]",
        "Paginator(found, 25).get_page(1)",
        "[row.pk for row in found]",
        "'a-b'.count('-')",
        "plain.get('name')",
        "plain.get('name', '')",
        "words.values()",
        "plain.update({'a': 1})",
        "case.applicant.name",
        "from django.core.cache import cache\ncache.delete('key')",
        "from pasocial.office.record.settings_store import queries\nqueries.values('one', 'two')",
    ],
)
def test_reader_lets_pass_what_a_door_may_do(source: str) -> None:
    assert list(table_calls(ast.parse(source))) == []


@pytest.mark.parametrize(
    ("path", "source", "door"),
    [
        ("foia/backoffice/views/case.py", "", True),
        ("foia/portal/forms/filing.py", "", True),
        ("foia/actions/calls.py", "", True),
        ("pasocial/office/people/members/absence_views.py", "", True),
        ("pasocial/coordinator/views/panel.py", "", True),
        ("pasocial/site/views.py", "", True),
        ("pasocial/rest/pace.py", "", True),
        ("pasocial/office/screens/dashboard.py", "from django.http import HttpRequest", True),
        ("pasocial/office/screens/dashboard.py", "from django import forms", True),
        ("foia/queries/inbox.py", "from django.http import QueryDict", False),
        ("foia/operations/intake.py", "", False),
        ("pasocial/office/people/identity/adapters/allauth.py", "from django.http import HttpRequest", False),
        ("pasocial/page_cache.py", "from django.http import HttpRequest", False),
    ],
)
def test_a_door_is_where_somebody_comes_in(path: str, source: str, door: bool) -> None:
    assert is_door(Path(path), ast.parse(source)) is door


def test_only_queries_read_and_only_operations_write() -> None:
    found: Counter[str] = Counter()
    for path in modules():
        tree = ast.parse(text(path))
        if is_door(path, tree):
            found[str(path)] += len(set(table_calls(tree)))
    held_open = {name: lines for name, (lines, _why) in HELD_OPEN.items()}
    assert dict(+found) == held_open
