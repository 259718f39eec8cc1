"""The day of an act has come, and lies after what made it possible; words are neither none nor a book."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.typed import reason_against_day, reason_against_words

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, st.none() | DAYS)
def test_day_lies_between_what_made_it_possible_and_today(
    on: date, today: date, earliest: date | None
) -> None:
    reason = reason_against_day(on, today=today, earliest=earliest)
    assert (reason is None) is ((earliest or on) <= on <= today)
    if reason is not None:
        assert (reason.code, reason.field) == ("day_in_future" if on > today else "day_too_early", "on")


def test_refused_day_names_the_field_and_the_first_day_that_can_be() -> None:
    day = date(2026, 3, 2)
    reason = reason_against_day(day - timedelta(days=1), today=day, earliest=day, field="told_on")
    assert reason is not None
    assert (reason.field, reason.values) == ("told_on", {"day": day})


@given(st.integers(0, 40))
def test_words_are_counted_at_both_ends(length: int) -> None:
    reason = reason_against_words("x" * length, "why", (20, 30))
    assert (reason is None) is (20 <= length <= 30)
    if reason is not None:
        assert reason.values == {"least": 20, "most": 30, "length": length}
