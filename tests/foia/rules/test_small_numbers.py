"""Public figures never lead to four people."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.small_numbers import one, suppressed

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 30), max_size=8)


@given(COUNTS)
def test_no_small_number_is_ever_shown(counts):
    shown = suppressed(counts)
    assert shown.keys() == counts.keys()
    assert not [number for number in shown.values() if number is not None and 0 < number < 5]


@given(COUNTS)
def test_what_is_shown_is_true(counts):
    assert all(number == counts[name] for name, number in suppressed(counts).items() if number is not None)


@given(COUNTS)
def test_the_total_never_gives_one_cell_away(counts):
    hidden = [name for name, number in suppressed(counts).items() if number is None]
    others = [name for name, number in counts.items() if number]
    assert len(hidden) != 1 or others == hidden


def test_examples():
    assert suppressed({"a": 3, "b": 20, "c": 7, "d": 0}) == {"a": None, "b": 20, "c": None, "d": 0}
    assert suppressed({"a": 3, "b": 20}, total_shown=False) == {"a": None, "b": 20}
    assert (one(0), one(4), one(5)) == (0, None, 5)
