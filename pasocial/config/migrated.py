"""Before a command works on a database: has `migrate` ever prepared it? Said in one sentence, not by a missing table."""

from __future__ import annotations

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

NEVER = "The database has never been prepared: run `manage.py migrate` first, then this again."
# SQLSTATE of a table, and of a column, that is not there.
MISSING = {"42P01", "42703"}


def reason_against_working() -> str:
    """Why no command can work on this database yet; empty when it can, or when nobody answers to be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
            return NEVER if cursor.fetchone() == (True,) else ""
    except OperationalError:
        return ""  # the command itself says what is wrong with the address
    finally:
        connection.close()


def reason_behind(error: DatabaseError) -> str:
    """Why this query failed, if it is that the database is older than the program; else empty."""
    if getattr(error.__cause__, "pgcode", None) not in MISSING:
        return ""
    connection.close()
    executor = MigrationExecutor(connection)
    owed = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not owed:
        return ""
    return f"The database lacks {owed} migrations of this version: run `manage.py migrate` first, then this again."
