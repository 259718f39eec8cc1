"""What seems personal in a whole document, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.personal_data import PersonalDatum, personal_data_in


def found(text: str, names: tuple[str, ...] = (), words: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(str(one.datum), one.excerpt) for one in personal_data_in(text, names, words=words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c.f. RSSMRA80A01H501U", [("codice_fiscale", "RSSMRA80A01H501U")]),
        ("c.f. RSS MRA 80A01 H501U", [("codice_fiscale", "RSS MRA 80A01 H501U")]),
        ("c.f. RSSMRA80A01\nH501U", [("codice_fiscale", "RSSMRA80A01\nH501U")]),
        ("a m.rossi@pec.it e a m@ente.it", [("pec", "m.rossi@pec.it"), ("email", "m@ente.it")]),
        ("nata a Torino il 12/03/1970,", [("birth", "a Torino il 12/03/1970")]),
        ("nato il 1° marzo 1980", [("birth", "il 1° marzo 1980")]),
        ("Data di nascita: 12.3.70", [("birth", "12.3.70")]),
        ("in via Garibaldi 12/a", [("address", "via Garibaldi 12/a")]),
        ("Piazza della Repubblica, n. 3", [("address", "Piazza della Repubblica, n. 3")]),
        ("in via XX Settembre 5 e", [("address", "via XX Settembre 5")]),
        ("auto FA 123 BC", [("plate", "FA 123 BC")]),
    ],
)
def test_datum_is_found_with_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "per via telematica entro 30 giorni",
        "in via principale, punto 3",
        "delibera del 12/03/2026",
        "nata nel bosco. Il 12/03/1970 piove",
        "art. 5-bis, comma 2, del decreto 33 del 2013",
        "Si è svolta in piazza Grande la festa",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_words_are_found_however_they_are_written() -> None:
    text = "La Società  ALFA, la societa alfa\ne l'alfabeto"
    assert found(text, words=("società alfa",)) == [("word", "Società  ALFA"), ("word", "societa alfa")]


def test_names_are_found_in_any_order_and_beside_other_data() -> None:
    text = "Rossi Mario (mario.rossi@ente.it) e ROSSI"
    assert found(text, ("Mario Rossi",)) == [
        ("name", "Rossi Mario"),
        ("email", "mario.rossi@ente.it"),
        ("possible_name", "ROSSI"),
    ]


@given(
    st.text(alphabet="abRSMra019/@. \nvianto,:", max_size=120),
    st.lists(st.text(alphabet="abRS ", max_size=8), max_size=3),
    st.lists(st.text(alphabet="abRS .", max_size=6), max_size=3),
)
def test_findings_lie_in_the_text_in_order_and_apart(text: str, names: list[str], words: list[str]) -> None:
    end = 0
    for one in personal_data_in(text, names, words=words):
        assert (text[one.start : one.end], one.start >= end, one.end > one.start) == (one.excerpt, True, True)
        assert isinstance(one.datum, PersonalDatum)
        end = one.end
