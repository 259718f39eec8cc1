"""Migrations are complete, linear, named for their intent and free of application code."""

from __future__ import annotations

import ast
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.tree import PROJECT, SLICES, files, text

OURS = [
    path
    for path in files()
    if "migrations" in path.parts and path.parts[0] in SLICES and path.name[0].isdigit()
]


def our_labels() -> set[str]:
    return {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in SLICES}


@pytest.mark.django_db
def test_migrations_say_everything_that_the_models_say() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_migrations_of_each_app_form_one_line() -> None:
    loader = MigrationLoader(None)
    ends = {label: loader.graph.leaf_nodes(label) for label in our_labels()}
    assert {label: nodes for label, nodes in ends.items() if len(nodes) > 1} == {}


def test_migrations_are_numbered_without_gaps() -> None:
    numbers: dict[str, list[int]] = {}
    for path in OURS:
        numbers.setdefault(str(path.parent), []).append(int(path.name[:4]))
    assert {
        folder: found for folder, found in numbers.items() if sorted(found) != list(range(1, len(found) + 1))
    } == {}


def test_migrations_are_named_for_their_intent() -> None:
    unnamed = [
        str(path)
        for path in OURS
        if "_auto_" in path.name or (path.name.endswith("_initial.py") and path.name[:4] != "0001")
    ]
    assert unnamed == []


def test_migrations_import_no_application_code() -> None:
    allowed_endings = (".migrations", ".validators", ".fields", ".blocks")
    found = []
    for path in OURS:
        for node in ast.walk(ast.parse(text(path))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            found += [f"{path}: {name}" for name in names
                      if name.split(".")[0] in SLICES and not name.endswith(allowed_endings)]  # fmt: skip
    assert found == []


def test_project_is_where_the_tests_think() -> None:
    assert (PROJECT / "manage.py").exists()
    assert OURS != []


@pytest.mark.django_db
def test_no_search_reads_a_waiting_list() -> None:
    """A GIN index with fastupdate keeps new rows in a list that every search reads through: 6 ms become 34."""
    labels = "|".join(sorted(our_labels()))
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT index.relname FROM pg_class AS index
            JOIN pg_am ON pg_am.oid = index.relam AND pg_am.amname = 'gin'
            JOIN pg_index ON pg_index.indexrelid = index.oid JOIN pg_class AS held ON held.oid = pg_index.indrelid
            WHERE held.relname ~ %s AND NOT coalesce(index.reloptions @> ARRAY['fastupdate=off'], false)""",
            [f"^({labels})_"],
        )
        assert cursor.fetchall() == []
