"""Legal numbers are dated: a case keeps the number of its day."""

from datetime import date
from itertools import pairwise

import pytest

from foia.rules import terms
from foia.rules.kinds import AccessKind
from foia.rules.terms import ANSWER_DAYS, Term, in_force

CHANGED = (
    Term(30, "old act", date(2020, 1, 1), date(2025, 12, 31)),
    Term(20, "new act", date(2026, 1, 1)),
)


@pytest.mark.parametrize(
    ("on", "days"), [(date(2025, 12, 31), 30), (date(2026, 1, 1), 20), (date(2019, 6, 1), 30)]
)
def test_in_force_takes_the_row_of_the_day(on: date, days: int) -> None:
    assert in_force(CHANGED, on).value == days


def test_in_force_refuses_a_gap_between_rows() -> None:
    with pytest.raises(LookupError, match="leave a gap"):
        in_force((CHANGED[0],), date(2026, 5, 1))


def test_every_kind_has_a_term_for_its_answer() -> None:
    assert {
        kind: in_force(ANSWER_DAYS[kind], date(2026, 1, 1)).value for kind in AccessKind
    } == dict.fromkeys(AccessKind, 30)


def test_every_term_names_its_source_and_its_rows_do_not_overlap() -> None:
    series: list[tuple[Term, ...]] = []
    for name, value in vars(terms).items():
        if name.endswith("_DAYS"):
            series += value.values() if isinstance(value, dict) else [value]
    assert len(series) >= 13
    for rows in series:
        assert all(row.source and row.value > 0 for row in rows)
        assert all(
            earlier.valid_to is not None and earlier.valid_to < later.valid_from
            for earlier, later in pairwise(rows)
        )
