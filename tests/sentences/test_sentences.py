"""A value reads the same wherever it stands: page, mail, letter, API, log."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pasocial.refusal import Sentence, show_plainly
from pasocial.sentences import (
    ShownLine,
    day,
    day_span,
    days_late,
    days_left_words,
    file_size,
    iso_day,
    long_day,
    long_moment,
    moment,
    numeric_day,
    say,
    say_all,
    show,
    shown_lines,
)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (48_213, "48 kB"), (2_412_331, "2,4 MB")]
)
def test_file_size_is_read_in_the_nearest_unit(size: int, words: str) -> None:
    assert file_size(size) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "oggi"), (1, "domani"), (-1, "ieri"), (4, "fra 4 giorni"), (-3, "3 giorni fa")],
)
def test_day_span_is_said_in_words(days: int, words: str) -> None:
    assert day_span(days) == words


def test_days_left_and_late_agree_in_number() -> None:
    assert (days_left_words(1), days_left_words(2)) == ("Manca 1 giorno", "Mancano 2 giorni")
    assert (days_late(-1), days_late(-2)) == ("In ritardo di 1 giorno", "In ritardo di 2 giorni")


def test_day_is_written_small_in_italian_and_large_in_english() -> None:
    first = date(2026, 4, 1)

    assert (day(first), long_day(first)) == ("1° aprile 2026", "mercoledì 1° aprile 2026")
    with translation.override("en"):
        assert (day(first), long_day(first)) == ("1 April 2026", "Wednesday 1 April 2026")


def test_moment_is_told_in_the_time_of_the_office() -> None:
    assert moment(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)) == "2 marzo 2026, 00:30"


def test_nothing_has_no_day() -> None:
    assert (day(None), long_day(None), moment(None)) == ("", "", "")


def test_moment_in_a_sentence_has_its_weekday_and_says_that_it_is_an_hour() -> None:
    first = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    assert long_moment(first) == "mercoledì 1° aprile 2026, ore 00:30"
    with translation.override("en"):
        assert long_moment(first) == "Wednesday 1 April 2026, 00:30"


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_is_told_in_italian_as_rules_tell_it_without_a_reader(one: date) -> None:
    with translation.override("it"):
        assert show(one) == show_plainly(one) == long_day(one) == f"{long_day(one).split()[0]} {day(one)}"


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001 - a time on the wall has no zone
def test_a_moment_without_a_zone_is_told_as_the_rules_tell_it(one: datetime) -> None:
    with translation.override("it"):
        assert show(one) == show_plainly(one)


@given(st.dates(min_value=date(2000, 1, 1)))
def test_figures_and_words_name_the_same_day(one: date) -> None:
    assert iso_day(one) == one.isoformat()
    assert numeric_day(one) == "/".join(reversed(one.isoformat().split("-")))
    with translation.override("en"):
        assert long_day(one) == f"{one:%A} {one.day} {one:%B %Y}"


def test_sentence_is_said_with_its_days_in_the_language_of_the_reader() -> None:
    sentence = Sentence("Scaduta da {days} giorni, il {day}.", {"days": 2, "day": date(2026, 8, 1)})
    assert say(sentence) == "Scaduta da 2 giorni, il sabato 1° agosto 2026."
    assert (say(None), say_all([sentence, sentence])) == ("", [say(sentence)] * 2)


@dataclass(frozen=True)
class Step(Sentence):
    on: date | None = None
    source: str = ""


def test_steps_of_a_computation_keep_their_day_and_where_it_stands_written() -> None:
    first = Step("Il termine è {day}.", {"day": date(2026, 5, 1)}, on=date(2026, 5, 1), source="art. 2")
    assert shown_lines([first]) == [
        ShownLine("Il termine è venerdì 1° maggio 2026.", date(2026, 5, 1), "art. 2")
    ]
