"""The legal day is the one Italian clocks show."""

from datetime import UTC, date, datetime

import pytest

from pasocial.timekeeping import ROME, NoSuchMoment, local_date, local_moment


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
