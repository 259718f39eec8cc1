"""Charts tell the truth: zero is zero, and the longest fills the room."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pasocial.design.figures import bars, line, nice_top

ROWS = st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10**7)), min_size=1, max_size=40)


def test_bars_are_as_long_as_their_values() -> None:
    drawn = bars([("a", 10), ("b", 5)])

    assert [(bar.label, bar.share) for bar in drawn] == [("a", 100.0), ("b", 50.0)]


def test_bar_of_zero_is_still_seen() -> None:
    assert [bar.share for bar in bars([("gen", 0), ("feb", 0)])] == [0.5, 0.5]


def test_bars_of_nothing_have_no_rows() -> None:
    assert bars([]) == ()


def test_line_begins_at_zero() -> None:
    drawn = line([("gen", 0), ("feb", 40)])

    assert [(point.x, point.y) for point in drawn.points] == [(44.0, 192.0), (604.0, 14.0)]
    assert [mark.value for mark in drawn.grid] == [0.0, 10.0, 20.0, 30.0, 40.0]


@given(st.integers(1, 60))
def test_labels_of_a_line_have_room_beside_each_other(count: int) -> None:
    places = [point.x for point in line([("set 2024", 1)] * count).points if point.labelled]

    assert all(after - before >= 8 * 7 for before, after in itertools.pairwise(places))


def test_every_second_label_of_a_line_is_left_out_on_a_phone() -> None:
    drawn = line([("gen", 0), ("feb", 1), ("mar", 2)])

    assert [point.minor for point in drawn.points] == [False, True, False]


@given(ROWS)
def test_line_stays_inside_its_frame(rows: list[tuple[str, int]]) -> None:
    drawn = line(rows)

    assert all(44 <= point.x <= 604 and 14 <= point.y <= 192 for point in drawn.points)


@given(st.floats(0, 1e9))
def test_nice_top_is_never_below_the_highest(highest: float) -> None:
    assert nice_top(highest) >= highest
