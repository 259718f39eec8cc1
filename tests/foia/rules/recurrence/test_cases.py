"""The dated cases of `cases.toml`, one test for each."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from foia.rules.recurrence import Asking, PersonKey, PersonKind, Verdict, verdict

TELLS_OF = ("foia/rules/recurrence",)

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def asking(number: int, on: str, person: str, circumstance: str = "") -> Asking:
    key = PersonKey(PersonKind.UNPROVEN, person) if person.startswith("?") else person
    relation, _, organisation = circumstance.partition(":")
    return Asking(
        request_id=str(number),
        person=key,
        organisation=organisation or None,
        on=date.fromisoformat(on),
        counts=circumstance not in {"transferred", "anonymous", "test"},
        organisation_confirmed=relation == "for",
    )


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_verdict_agrees_with_counsel(case: dict) -> None:
    found = verdict(asking(number, *line) for number, line in enumerate(case["askings"]))
    assert (found.level.value, found.flagged_on, found.persons, found.unproven, found.requests) == (
        case["level"],
        date.fromisoformat(case["flagged_on"]) if "flagged_on" in case else None,
        case["persons"],
        case.get("unproven", 0),
        case["requests"],
    )


def test_verdict_shows_the_span_that_raised_it() -> None:
    lines = [
        ("2024-02-29", "A"),
        ("2024-06-01", "B"),
        ("2024-09-01", "C"),
        ("2025-02-28", "D"),
        ("2026-01-01", "E"),
    ]
    found = verdict(asking(number, *line) for number, line in enumerate(lines))
    assert isinstance(found, Verdict)
    assert found.window == (date(2024, 2, 29), date(2025, 2, 28))


def test_verdict_does_not_depend_on_the_order_of_arrival() -> None:
    lines = [
        asking(n, *line)
        for n, line in enumerate([("2025-03-10", "A"), ("2025-06-01", "B"), ("2025-09-01", "C")])
    ]
    late = asking(9, "2025-02-01", "D")
    assert verdict([*lines, late]) == verdict([late, *reversed(lines)])
    assert verdict([*lines, late]).flagged_on == date(2025, 9, 1)


def test_every_row_of_the_table_about_recurrence_is_here() -> None:
    assert {23, 24, 25, 26, 27, 28} == {case["row"] for case in CASES if "row" in case}
