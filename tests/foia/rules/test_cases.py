"""Every dated case of cases.toml, which counsel can read, holds."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from foia.rules.clock import (
    Fact,
    FactKind,
    formal_notice_due,
    read_clock,
    read_ombudsman_clock,
    read_review_clock,
)
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.register import RegisterEntry, reasons_against_extract
from pasocial.timekeeping import Quarter, local_date

TELLS_OF = ("foia/rules",)

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text())
TODAY = date(2026, 3, 1)  # days never depend on it


def cases(kind: str) -> pytest.MarkDecorator:
    rows = CASES[kind]
    return pytest.mark.parametrize("case", rows, ids=[f"row {row['row']}" for row in rows])


def facts_of(case: dict[str, Any]) -> list[Fact]:
    return [Fact(FactKind(kind), on, *party) for kind, on, *party in case["facts"]]


def test_every_row_of_the_table_is_here() -> None:
    rows = {row["row"].rstrip("abc") for table in CASES.values() for row in table}
    assert {str(number) for number in (*range(1, 23), 42, 43)} <= rows
    assert all(row["source"] for table in CASES.values() for row in table)


@cases("request")
def test_request_is_due_as_the_case_says(case: dict[str, Any]) -> None:
    if received_at := case.get("received_at"):
        assert isinstance(received_at, datetime)
        assert local_date(received_at) == case["facts"][0][1]
    clock = read_clock(AccessKind(case["kind"]), facts_of(case), TODAY)
    assert {name: getattr(clock, name) for name in case["expect"]} == case["expect"]
    assert {w.party: w.closes_on for w in clock.windows} == case.get(
        "windows", {w.party: w.closes_on for w in clock.windows}
    )


@cases("review")
def test_review_is_due_as_the_case_says(case: dict[str, Any]) -> None:
    clock = read_review_clock(facts_of(case), TODAY)
    assert {name: getattr(clock, name) for name in case["expect"]} == case["expect"]


@cases("ombudsman")
def test_ombudsman_decides_as_the_case_says(case: dict[str, Any]) -> None:
    clock = read_ombudsman_clock(facts_of(case))
    assert {name: getattr(clock, name) for name in case["expect"]} == case["expect"]


@cases("formal_notice")
def test_formal_notice_runs_as_the_case_says(case: dict[str, Any]) -> None:
    assert formal_notice_due(case["on"]) == case["due_on"]


@cases("extract")
def test_extract_waits_for_a_signature_and_stops_at_names(case: dict[str, Any]) -> None:
    quarter = Quarter(case["year"], case["quarter"])
    clean = RegisterEntry(
        "2026-0001", AccessKind.GENERALISED, date(2026, 1, 12), "Multe elevate nel 2025 con autovelox",
        had_parties=False, outcome=Outcome.GRANTED, decided_on=date(2026, 2, 1),
    )  # fmt: skip
    named = RegisterEntry(
        "2026-0002", AccessKind.GENERALISED, date(2026, 1, 13), "Verbali delle multe di Ada Bianchi",
        had_parties=False, outcome=Outcome.GRANTED, decided_on=date(2026, 2, 1),
    )  # fmt: skip
    after = date(2026, 4, 1)

    def codes(entries: list[tuple[RegisterEntry, list[str]]], signed: bool, today: date) -> list[str]:
        return [r.code for r in reasons_against_extract(quarter, entries, signed=signed, today=today)]

    assert codes([(clean, ["Ada Bianchi"])], False, after) == ["extract_unsigned"]
    assert codes([(clean, ["Ada Bianchi"])], True, after) == []
    assert codes([(clean, ["Ada Bianchi"])], True, date(2026, 3, 31)) == ["quarter_not_over"]
    assert codes([(clean, []), (named, ["Ada Bianchi"])], True, after) == ["personal_name"]
