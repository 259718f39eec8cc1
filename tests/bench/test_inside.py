"""Percentiles are of the right place."""

from bench.inside import at_95


def test_ninety_five_per_cent_lie_at_or_below() -> None:
    assert at_95([float(n) for n in range(1, 101)]) == 96.0
    assert at_95([7.0]) == 7.0
