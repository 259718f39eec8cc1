"""How well each desk keeps its promises in a period, as the desks themselves count it (`Desk.measures`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pasocial.office.record import registry
from pasocial.office.record.registry import Words


@dataclass(frozen=True)
class Measured:
    """One measure of one period. `value` is numerator by denominator, or the numerator alone for a plain number.

    None when there is nothing to divide by: nothing happened, which is neither good nor bad.
    """

    code: str
    desk_name: Words
    label: Words
    unit: str
    better: str
    numerator: float
    denominator: float

    @property
    def value(self) -> float | None:
        if self.unit == "number":
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    @property
    def percent(self) -> int | None:
        """A share in whole hundredths."""
        return None if self.value is None else round(self.value * 100)


def measured(code: str, first: date, last: date) -> Measured:
    """One declared measure counted between two days, both included; KeyError for one nobody declares."""
    desk, measure = registry.measures()[code]
    numerator, denominator = registry.resolve(measure.count)(first, last)
    return Measured(code, desk.name, measure.label, measure.unit, measure.better, numerator, denominator)


def all_measured(first: date, last: date) -> tuple[Measured, ...]:
    """Every declared measure, in the order of the desks: one query each."""
    return tuple(measured(code, first, last) for code in registry.measures())
