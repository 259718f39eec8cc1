"""Measures are a part of a whole, and nothing divided by nothing is neither good nor bad."""

from __future__ import annotations

from datetime import date

import pytest

from pasocial.office.record import registry
from pasocial.office.record.registry import Measure
from pasocial.office.work.measures.queries import Measured, all_measured, measured

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def one(unit: str, numerator: float, denominator: float) -> Measured:
    return Measured("sample.code", "Redazione", "Promessa", unit, "higher", numerator, denominator)


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "value"),
    [
        ("share", 3, 4, 0.75),
        ("days", 45, 2, 22.5),
        ("number", 7, 0, 7),
        ("share", 0, 0, None),
        ("days", 0, 0, None),
    ],
)
def test_value(unit: str, numerator: float, denominator: float, value: float | None) -> None:
    assert one(unit, numerator, denominator).value == value


def no_answers(first: date, last: date) -> tuple[int, int]:
    return (0, (last - first).days)


def test_a_measure_is_counted_by_its_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = Measure("foia.sample", "Prova", "share", "lower", f"{__name__}.no_answers")
    monkeypatch.setattr(registry, "measures", lambda: {"foia.sample": (registry.desks()["foia"], declared)})
    found = measured("foia.sample", *YEAR)
    assert (found.numerator, found.denominator, found.better) == (0, 364, "lower")
    with pytest.raises(KeyError):
        measured("foia.unknown", *YEAR)


@pytest.mark.django_db
def test_every_declared_measure_is_counted_with_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(len(registry.measures())):
        found = all_measured(*YEAR)
    assert [each.code for each in found] == [
        "foia.on_time",
        "foia.days",
        "foia.refused",
        "contacts.in_time",
        "newsroom.days",
    ]
    assert {each.value for each in found} == {None}
