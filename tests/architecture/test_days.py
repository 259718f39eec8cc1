"""The day of a moment is the day in Italy: taken in one place, so that half past midnight is never yesterday."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import modules, text

# The only module that may take a day out of a moment.
THE_PLACE = Path("pasocial/timekeeping/zone.py")


def days_taken(source: str) -> list[int]:
    """Lines where `.date()` is called on anything; `datetime.date(2026, 3, 1)` makes a day and is none.

    Also days and months written straight out of a moment known by its name (`…_at`), which stands in UTC.
    """
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and not node.args and not node.keywords
        if called and isinstance(node.func, ast.Attribute) and node.func.attr == "date":
            found.append(node.lineno)
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            named = isinstance(node.value, ast.Attribute | ast.Name)
            name = getattr(node.value, "attr", getattr(node.value, "id", ""))
            spec = "".join(
                str(part.value) for part in ast.walk(node.format_spec) if isinstance(part, ast.Constant)
            )
            if named and (name.endswith("_at") or name in {"at", "now"}) and "%" in spec:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("day = at.date()", [1]),
        ("day = entry.happened_at.date()", [1]),
        ("days = map(lambda at: at.date(), moments)", [1]),
        ("day = datetime.now(tz=UTC).date()", [1]),
        ("f'{message.sent_at:%Y-%m-%d}'", [1]),
        ("f'{local:%H:%M}'", []),
        ("day = datetime.date(2026, 3, 1)", []),
        ("day: datetime.date = local_date(at)", []),
        ("day = local_date(at)", []),
    ],
)
def test_what_is_looked_for(source: str, lines: list[int]) -> None:
    assert days_taken(source) == lines


def test_no_day_is_taken_from_a_moment_but_by_its_zone() -> None:
    found = [f"{path}:{line}" for path in modules() if path != THE_PLACE for line in days_taken(text(path))]
    assert found == []  # pasocial.timekeeping.local_date(moment) gives the day in Italy
