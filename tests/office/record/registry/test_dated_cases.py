"""A file of cases is judged case by case: kept, broken with both values, not built, or malformed with its line."""

from __future__ import annotations

from datetime import date

import pytest

from pasocial.office.record.registry.dated_cases import Judgement, Unreadable, judged, same, shown

GOOD = """
[[case]]
clock = "access"
name = "Thirty days"
row = "1"
facts = [["filed", 2026-03-02]]
expect = { due_on = 2026-04-01 }
"""


def only(text: str):
    (one,) = judged(text)
    return one


def test_a_case_that_holds_is_kept_and_told() -> None:
    one = only(GOOD)
    assert (one.judgement, one.title, one.line) == (Judgement.KEPT, "“Thirty days” (row 1)", 2)
    assert one.told == "due on Wednesday 1 April 2026"


def test_a_case_that_does_not_hold_says_both_values() -> None:
    one = only(GOOD.replace("2026-04-01 }", "2026-04-02, on_time = true }"))
    assert one.judgement is Judgement.BROKEN
    assert one.remarks == (
        "due on is Wednesday 1 April 2026, expected Thursday 2 April 2026",
        "on time is none, expected yes",
    )


def test_what_is_not_built_needs_only_a_name() -> None:
    one = only('[[case]]\nname = "Formal notice"\nnot_built = true\nnote = "later"')
    assert (one.judgement, one.told) == (Judgement.NOT_BUILT, "later")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ('name = "Thirty days"\n', ""),
            "the key “name” is missing: write in a few words what the case is about.",
        ),
        (
            ("expect", "expects"),
            "the key “expect” is missing: write what the law wants, as in { due_on = 2026-04-01 }.",
        ),
        (("due_on", "due_day"), "the clock “access” does not tell “due_day”; it tells: "),
        (("facts", "kinds = 1\nfacts"), "the clock “access” does not know the key “kinds”."),
        (('"filed"', '"fild"'), "“what” in row 1 of “facts” does not know “fild”; it may be: filed, "),
        (('clock = "access"', 'clock = "acess"'), "there is no clock “acess”; write one of access, "),
        (('clock = "access"\n', ""), "the key “clock” is missing: write one of access, "),
    ],
)
def test_a_malformed_case_is_named_with_what_it_lacks(change: tuple[str, str], sentence: str) -> None:
    one = only(GOOD.replace(*change))
    assert (one.judgement, one.line) == (Judgement.MALFORMED, 2)
    assert one.remarks[0].startswith(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file has no case: each begins with a line [[case]]."),
        ("[case]\nname = 'x'", "The file has no case"),
        ("name = 'x'\n[[case]]", "The file has “name” outside of any case"),
        (
            "[[case]]\non = 2026-02-30",
            "The file is not written as TOML: Invalid date or datetime (at line 2, column ",
        ),
    ],
)
def test_a_file_that_is_no_list_of_cases_says_so(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        list(judged(text))
    assert str(caught.value).startswith(sentence)


def test_values_are_compared_however_the_file_writes_them() -> None:
    day = date(2026, 4, 1)
    assert same("2026-04-01", day)
    assert same(day, day)
    assert same("none", None)
    assert same("nessuno", [])
    assert same({"A": "2026-04-01"}, {"A": day})
    assert same("a", ("a",))
    assert not same("none", day)
    assert not same(True, 1)
    assert not same(1, None)
    assert not same({"A": day}, {"A": day, "B": day})
    assert shown({"A": day, "B": None}) == "A: Wednesday 1 April 2026, B: none"
