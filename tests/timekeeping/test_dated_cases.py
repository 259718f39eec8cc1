"""A case of counsel is read by type, and what it lacks is told by the name of its key."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from pasocial.timekeeping.dated_cases import Case, CaseFault, as_day


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


DAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    "written",
    [
        DAY,
        "2026-04-01",
        datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
        "2026-03-31T22:30:00Z",
        datetime(2026, 4, 1, 0, 30),  # noqa: DTZ001 - as the clock on the wall shows it
    ],
)
def test_a_day_is_the_day_in_italy_however_it_is_written(written: object) -> None:
    assert as_day(written, "“on”") == DAY


def test_values_are_read_by_their_type() -> None:
    case = Case({"a": "word", "b": True, "c": 3, "d": DAY, "e": "red", "f": "06-29"})
    assert (case.text("a"), case.flag("b"), case.number("c"), case.day("d")) == ("word", True, 3, DAY)
    assert (case.choice("e", Colour), case.month_and_day("f")) == (Colour.RED, (6, 29))
    assert (case.number("z", 4), case.month_and_day("y"), case.has("x")) == (4, None, False)
    assert case.unread() == []


def test_keys_that_nobody_asked_for_are_named() -> None:
    case = Case({"kind": "x", "kinds": "y"})
    case.text("kind")
    assert case.unread() == ["kinds"]


def test_rows_are_written_in_either_way() -> None:
    case = Case({"facts": [["filed", DAY], {"what": "filed", "on": DAY, "party": "a"}]})
    assert case.rows("facts", ("what", "on", "party"), 2) == [
        {"what": "filed", "on": DAY},
        {"what": "filed", "on": DAY, "party": "a"},
    ]


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda case: case.text("absent"), "the key “absent” is missing: write a text in quotation marks."),
        (lambda case: case.text("number"), "“number” must be a text in quotation marks, and is “3”."),
        (lambda case: case.flag("number"), "“number” must be true or false, and is “3”."),
        (lambda case: case.number("flag"), "“flag” must be a whole number, and is true."),
        (lambda case: case.day("word"), "“word” must be a day such as 2026-03-02, and is “31/4/2026”."),
        (lambda case: case.day("number"), "“number” must be a day such as 2026-03-02, and is “3”."),
        (
            lambda case: case.month_and_day("word"),
            "“word” must be month and day, such as “06-29”, and is “31/4/2026”.",
        ),
        (lambda case: case.choice("word", Colour), "“word” does not know “31/4/2026”; it may be: red, blue."),
        (
            lambda case: case.rows("word", ("what",), 1),
            "“word” must be a list in square brackets, and is “31/4/2026”.",
        ),
        (lambda case: case.rows("rows", ("what", "on"), 2), "row 1 of “rows” lacks “on”."),
        (lambda case: case.rows("wide", ("what",), 1), "row 1 of “wide” has 2 things, and may have: what."),
        (
            lambda case: case.rows("odd", ("what",), 1),
            "row 1 of “odd” does not know “wath”; it may have: what.",
        ),
        (
            lambda case: case.rows("bare", ("what",), 1),
            "row 1 of “bare” must stand in brackets, and is “filed”.",
        ),
    ],
)
def test_faults_say_what_to_write(read: Callable[[Case], object], sentence: str) -> None:
    case = Case(
        {
            "number": 3, "flag": True, "word": "31/4/2026", "rows": [["filed"]], "wide": [["a", "b"]],
            "odd": [{"wath": "x"}], "bare": ["filed"],
        }
    )  # fmt: skip
    with pytest.raises(CaseFault) as caught:
        read(case)
    assert str(caught.value) == sentence
