"""Queries written once: on the pages opened most, composing the SQL took longer than answering it.

A queryset is composed and compiled the first time it is asked; afterwards only its parameters change. What may
differ from one call to the next is marked with `Given("name")`; everything else is fixed for the life of the process:

    notes_of = Prepared(lambda: Note.objects.filter(request=Given("request")).select_related("author"))
    notes_of(request=42)

The queryset may be of models (with `select_related`, `defer`, annotations) or of `values_list`; not `prefetch_related`,
and no parameter may be None, since SQL compares with NULL in other words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Expression, Field, Func, QuerySet
from django.db.models.query import ModelIterable, get_related_populators


@dataclass(frozen=True)
class _Place:
    """Stands among the parameters of the compiled SQL where a value will come."""

    name: str


class Given(Expression):
    """A parameter that each call brings."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # type: ignore[override]
        return "%s", [_Place(self.name)]

    def get_group_by_cols(self) -> list[Any]:
        return []


def is_any_of(column: str, name: str) -> Func:
    """A condition: the column is one of the list that each call brings (an array, so that one SQL fits every length)."""
    return Func(
        column,
        Given(name),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


class _Plan:
    """The compiled SQL and how its rows become objects."""

    def __init__(self, found: QuerySet[Any]) -> None:
        compiler = found.query.get_compiler(using=found.db)
        self.sql, self.parameters = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        self.converters = list(compiler.get_converters(columns).items())
        self.is_flat = bool(getattr(found, "_fields", None)) and len(columns) == 1
        self.model: Any = None
        if found._iterable_class is ModelIterable:  # type: ignore[attr-defined]
            about = compiler.klass_info
            self.model = about["model"]
            self.first, self.last = about["select_fields"][0], about["select_fields"][-1] + 1
            self.names = [column.target.attname for column in columns[self.first : self.last]]
            self.related = get_related_populators(about, compiler.select, found.db)  # type: ignore[call-arg]
            self.annotations = list(compiler.annotation_col_map.items())

    def rows(self, given: dict[str, Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(
                self.sql,
                [given[one.name] if type(one) is _Place else one for one in self.parameters],
            )
            rows: list[Any] = cursor.fetchall()
        if self.converters:
            rows = [self._converted(row) for row in rows]
        if self.model is None:
            return [row[0] for row in rows] if self.is_flat else rows
        return [self._object(row) for row in rows]

    def _converted(self, row: Any) -> list[Any]:
        values = list(row)
        for place, (converters, expression) in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values

    def _object(self, row: Any) -> Any:
        made = self.model.from_db(connection.alias, self.names, row[self.first : self.last])
        for related in self.related:
            related.populate(row, made)
        for name, place in self.annotations:
            setattr(made, name, row[place])
        return made


class Prepared:
    """A queryset that is composed once and asked often, always of the default database."""

    def __init__(self, compose: Callable[[], QuerySet[Any]]) -> None:
        self._compose = compose
        self._plan: _Plan | None = None

    def __call__(self, **given: Any) -> list[Any]:
        """Every row; KeyError when a parameter is missing."""
        if self._plan is None:
            self._plan = _Plan(self._compose())
        return self._plan.rows(given)

    def one(self, **given: Any) -> Any | None:
        """The first row, or None."""
        rows = self(**given)
        return rows[0] if rows else None
