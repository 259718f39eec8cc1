"""A line speaks the reader's language, with the reader's way of writing days."""

from datetime import date

from foia.rules.clock.lines import line, rolling, target_lines


def test_line_is_translated_and_shows_days_as_asked() -> None:
    entry = line("due", "La risposta è dovuta entro {day}.", day=date(2026, 4, 7))
    assert (
        entry.text({"La risposta è dovuta entro {day}.": "Due by {day}."}.__getitem__, str)
        == "Due by 2026-04-07."
    )


def test_rolling_says_nothing_on_an_ordinary_day() -> None:
    assert list(rolling(date(2026, 4, 1), None)) == []


def test_rolling_tells_each_holiday_then_the_saturday() -> None:
    assert [entry.code for entry in rolling(date(2025, 12, 25), None)] == ["holiday", "holiday", "saturday"]


def test_target_is_told_only_when_it_differs() -> None:
    assert list(target_lines(date(2026, 4, 1), date(2026, 4, 1))) == []
    assert [entry.on for entry in target_lines(date(2026, 4, 7), date(2026, 4, 3))] == [date(2026, 4, 3)]
