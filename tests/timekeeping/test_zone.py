"""The legal day is the one Italian clocks show."""

from datetime import UTC, date, datetime

import pytest

from pasocial.timekeeping import ROME, NoSuchMoment, doubt_about, local_date, local_moment, offset_of


def test_local_date_is_a_day_ahead_late_in_the_evening_of_utc() -> None:
    assert local_date(datetime(2026, 3, 31, 22, 30, tzinfo=UTC)) == date(2026, 4, 1)
    assert local_date(datetime(2026, 1, 31, 22, 30, tzinfo=UTC)) == date(2026, 1, 31)


def test_local_date_refuses_an_instant_without_zone() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        local_date(datetime(2026, 3, 31, 22, 30))  # noqa: DTZ001 - the fault under test


def test_local_moment_follows_summer_time() -> None:
    assert local_moment(datetime(2026, 3, 31, 11, 0)).astimezone(UTC).hour == 9  # noqa: DTZ001
    assert local_moment(datetime(2026, 3, 28, 11, 0)).astimezone(UTC).hour == 10  # noqa: DTZ001


def test_local_moment_refuses_the_hour_that_summer_time_skips() -> None:
    with pytest.raises(NoSuchMoment, match="29/03/2026 02:30"):
        local_moment(datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001


def test_local_moment_takes_the_first_of_two_equal_times() -> None:
    assert local_moment(datetime(2026, 10, 25, 2, 30)).astimezone(UTC).hour == 0  # noqa: DTZ001


def test_local_moment_wants_a_wall_time() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        local_moment(datetime(2026, 3, 29, 12, 0, tzinfo=ROME))


def test_an_hour_that_comes_twice_has_two_moments() -> None:
    doubt = doubt_about(datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001
    assert doubt is not None
    assert doubt.code == "time_twice"
    assert [moment.astimezone(UTC).hour for moment in doubt.choices] == [0, 1]
    assert [offset_of(moment) for moment in doubt.choices] == ["+02:00", "+01:00"]
    assert doubt.values == {"day": date(2026, 10, 25), "time": "02:30", "first": "+02:00", "second": "+01:00"}


def test_an_hour_that_never_was_has_none() -> None:
    doubt = doubt_about(datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001
    assert doubt is not None
    assert (doubt.code, doubt.choices) == ("no_such_time", ())
    assert doubt.values == {"day": date(2026, 3, 29), "time": "02:30", "after": "03:30"}


@pytest.mark.parametrize(
    ("wall", "code"),
    [
        ((2026, 10, 25, 1, 59), None), ((2026, 10, 25, 2, 0), "time_twice"), ((2026, 10, 25, 2, 59), "time_twice"),
        ((2026, 10, 25, 3, 0), None), ((2026, 3, 29, 1, 59), None), ((2026, 3, 29, 2, 0), "no_such_time"),
        ((2026, 3, 29, 2, 59), "no_such_time"), ((2026, 3, 29, 3, 0), None), ((2026, 7, 1, 2, 30), None),
    ],
)  # fmt: skip
def test_only_those_hours_are_in_doubt(wall: tuple[int, int, int, int, int], code: str | None) -> None:
    doubt = doubt_about(datetime(*wall))  # noqa: DTZ001
    assert (doubt.code if doubt else None) == code


def test_doubt_is_about_a_wall_time() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        doubt_about(datetime(2026, 3, 29, 12, 0, tzinfo=ROME))
