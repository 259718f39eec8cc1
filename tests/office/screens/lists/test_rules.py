"""What the address of a list asks, and what it leaves out."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.screens.lists.rules import (
    LONGEST_QUERY,
    FiltersInForce,
    OneOf,
    Switch,
    View,
    Words,
    read_asked,
    read_query,
    reason_against_saving,
)


def days(value: str) -> str:
    return f"entro {value} giorni" if value.isdigit() else ""


FILTERS = (
    Words("Cerca"),
    OneOf("stato", "Stato", (("", "Qualunque"), ("nuovo", "Nuovo"), ("fatto", "Fatto"))),
    OneOf("entro", "Entro", (("", "Sempre"), ("late", "In ritardo")), other=days),
    Switch("mie", "Solo le mie"),
)
SORTS = ("due", "title", "-title")


def read(**asked: str) -> FiltersInForce:
    return read_asked(FILTERS, SORTS, asked)


@pytest.mark.parametrize(
    ("asked", "values", "sort"),
    [
        ({}, {}, ""),
        ({"q": "  mensa ", "stato": "nuovo"}, {"q": "mensa", "stato": "nuovo"}, ""),
        ({"stato": "inventato", "altro": "1", "sort": "peso"}, {}, ""),
        ({"entro": "5", "mie": "on", "sort": "-title"}, {"entro": "5", "mie": "1"}, "-title"),
        ({"entro": "-5", "sort": "due"}, {}, ""),
        ({"q": "\x00", "mie": ""}, {}, ""),
    ],
)
def test_an_address_is_read_and_what_is_unknown_left_out(
    asked: dict[str, str], values: dict[str, str], sort: str
) -> None:
    assert read(**asked) == FiltersInForce(values, sort)


@given(
    st.dictionaries(
        st.sampled_from(["q", "stato", "entro", "mie", "sort", "page"]),
        st.one_of(
            st.text("ab /&=%+àé\x00²7", max_size=12), st.sampled_from(["nuovo", "late", "7", "title", "1"])
        ),
    )
)
def test_what_was_read_is_read_again_from_its_own_address(asked: dict[str, str]) -> None:
    once = read_asked(FILTERS, SORTS, asked)
    assert read_query(FILTERS, SORTS, once.query()) == once


def test_a_view_is_open_when_its_filters_and_no_others_are_asked_whatever_the_order() -> None:
    late = View("late", "In ritardo", {"entro": "late"})
    opened = [read(entro="late"), read(entro="late", sort="title"), read(entro="late", q="x"), read()]
    assert [one.is_view(late) for one in opened] == [True, True, False, False]


def test_a_chip_says_its_filter_in_words_and_takes_off_only_itself() -> None:
    asked = read(q="mensa", stato="fatto", entro="5", mie="1", sort="title")
    said = [one.chip(asked.get(one.name)) for one in FILTERS]
    assert said == ["«mensa»", "Stato: Fatto", "entro 5 giorni", "Solo le mie"]
    assert dict(parse_qsl(asked.without("stato").query())) == {
        "q": "mensa",
        "entro": "5",
        "mie": "1",
        "sort": "title",
    }


@pytest.mark.parametrize(
    ("query", "taken", "code"),
    [
        ("q=x", False, None),
        ("q=x", True, "name_taken"),
        ("q=" + "x" * LONGEST_QUERY, False, "query_too_long"),
    ],
)
def test_a_view_is_kept_under_a_name_of_its_own(query: str, taken: bool, code: str | None) -> None:
    refusal = reason_against_saving(query=query, name_taken=taken)
    assert (refusal.code if refusal else None) == code
