"""Stretches count what the askings count, whichever come and go."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.recurrence import (
    Stretch,
    closing_of,
    opening_of,
    stretch_without,
    stretches_with,
)
from tests.foia.rules.recurrence.histories import DAYS, stretches_of


def covers(stretches: list[Stretch], day: date, strict: bool) -> int:
    opening = opening_of(day, strict=strict)
    return sum(one.first_on <= day and one.last_on >= opening for one in stretches)


@given(st.lists(DAYS, max_size=12), DAYS, st.booleans())
def test_person_counts_on_a_day_as_her_askings_say_and_never_twice(
    asked: list[date], day: date, strict: bool
) -> None:
    inside = any(one <= day <= closing_of(one, strict=strict) for one in asked)
    assert covers(stretches_of(asked), day, strict) == inside


@given(st.lists(DAYS, max_size=10), st.lists(DAYS, max_size=4))
def test_stretches_grow_as_if_drawn_anew(asked: list[date], more: list[date]) -> None:
    assert stretches_with(stretches_of(asked), more) == stretches_of([*asked, *more])


@given(st.lists(DAYS, min_size=1, max_size=10, unique=True), st.data())
def test_stretch_without_a_day_is_as_if_drawn_anew(asked: list[date], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(asked))
    left = sorted(day for day in asked if day != gone)
    before = max((day for day in left if day < gone), default=None)
    after = min((day for day in left if day > gone), default=None)
    kept: list[Stretch] = []
    for one in stretches_of(asked):
        kept += stretch_without(one, gone, before, after) if one.first_on <= gone <= one.last_on else [one]
    assert kept == stretches_of(left)


def test_anniversary_belongs_to_the_stretch_and_the_day_after_does_not() -> None:
    first, again, late = date(2024, 2, 29), date(2025, 2, 28), date(2026, 3, 1)
    assert stretches_of([late, first, again]) == [Stretch(first, again), Stretch(late, late)]
