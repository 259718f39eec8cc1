"""The threshold from which many are proposed at once is a measure with its doubt, never a guess."""

import random

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.recurrence.quality import (
    FALSE_SHARE,
    JudgedPair,
    least_judged,
    measure,
    point_at,
    upper_limit,
)


def cases(right: int, wrong: int, score: float) -> list[JudgedPair]:
    return [JudgedPair(score, True)] * right + [JudgedPair(score, False)] * wrong


def test_fewest_cases_that_show_under_five_percent() -> None:
    assert [least_judged(wrong) for wrong in range(4)] == [52, 87, 118, 147]
    assert upper_limit(0, 52) < FALSE_SHARE <= upper_limit(0, 51)
    assert upper_limit(0, 0) == 1.0


def test_lowest_good_threshold_is_measured_and_tells_what_it_finds() -> None:
    found = measure([*cases(100, 1, 0.8), *cases(20, 20, 0.62)])
    assert found.best is not None
    assert (found.best.score, found.best.judged, found.best.wrong) == (0.65, 101, 1)
    assert (round(found.best.precision or 0, 3), round(found.best.recall or 0, 3)) == (0.99, 0.833)
    assert (found.judged, found.wrong, found.missing) == (141, 21, 0)


def test_measure_tells_how_many_right_ones_are_missing() -> None:
    assert measure([]).missing == 52
    assert measure(cases(40, 0, 0.9)).missing == 12
    assert measure([*cases(40, 0, 0.9), JudgedPair(0.72, False)]).missing == 12
    assert measure([]).best is None


@given(st.integers(0, 60), st.integers(0, 60))
def test_upper_limit_is_above_the_share_and_falls_as_right_ones_come(right: int, wrong: int) -> None:
    if right + wrong:
        assert wrong / (right + wrong) <= upper_limit(wrong, right + wrong) <= 1
        assert upper_limit(wrong, right + wrong + 1) <= upper_limit(wrong, right + wrong)


def test_wrong_threshold_is_chosen_at_most_once_in_ten_offices() -> None:
    """Offices whose suggestions are wrong six times in a hundred whatever the score: none should adopt a threshold."""
    rng = random.Random(4)
    chosen = 0
    for _office in range(300):
        judged = [JudgedPair(rng.betavariate(4, 2), rng.random() >= 0.06) for _case in range(200)]
        chosen += measure(judged).best is not None
    assert chosen / 300 <= 0.1


def test_point_tells_what_a_threshold_lets_through() -> None:
    point = point_at(0.7, [JudgedPair(0.9, True), JudgedPair(0.7, False), JudgedPair(0.5, True)])
    assert (point.judged, point.wrong, point.precision, point.recall) == (2, 1, 0.5, 0.5)
