"""Asks for saved views, and counts several lists at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from pasocial.office.screens.lists.models import SavedView
from pasocial.office.screens.lists.rules import MOST_SAVED
from pasocial.prepared import Given, Prepared

# Counting stops here: nobody reads on, and the page says that there are more.
MOST_COUNTED = 1_000

_SAVED = Prepared(
    lambda: SavedView.objects.filter(Q(user=Given("user")) | Q(shared=True), list=Given("list")).order_by(
        "name", "pk"
    )[:MOST_SAVED]
)


def saved_views(user: Any, code: str) -> list[SavedView]:
    """Her own views of a list and those shared with her, by name: at most MOST_SAVED."""
    return _SAVED(user=user.pk, list=code)


def how_many(lists: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each of these lists has, in one query; more than MOST_COUNTED are not counted on."""
    if not lists:
        return []
    parts: list[str] = []
    parameters: list[Any] = []
    for found in lists:
        try:
            sql, given = found.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, given = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS one)")
        parameters += given
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), parameters)
        return list(cursor.fetchone())
