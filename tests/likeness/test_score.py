"""Which requests are more alike than others: orders, not numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.likeness import read
from pasocial.likeness import Statistics, rank, statistics_of
from pasocial.likeness.score import AskedLetters, dot, letter_length, letter_vector

STORED = {
    "bilancio": "Bilancio consuntivo del Comune per il 2023",
    "multe": "Elenco delle multe date con l'autovelox di via Garibaldi",
    "mensa": "Menu e capitolato della mensa scolastica",
    "alberi": "Piano di abbattimento degli alberi di viale Mazzini",
    "bolletta": "Come posso pagare la bolletta dell'acqua",
    "organico": "Numero dei dipendenti comunali per settore",
}


def best(question: str, stored: dict[str, str] = STORED) -> list[str]:
    readings = {name: read(text) for name, text in stored.items()}
    found = rank(read(question), readings.items(), statistics_of(readings.values()))
    return [one.key for one in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("vorrei i bilanci consuntivi", "bilancio"),
        ("bilanccio consutivo", "bilancio"),
        ("contravvenzioni autovelox", "multe"),
        ("pasti della refezione nelle scuole", "mensa"),
        ("taglio piante viale Mazzini", "alberi"),
        ("modalità di versamento della fattura idrica", "bolletta"),
        ("quanto personale lavora in Comune?", "organico"),
        (
            "Il sottoscritto, ai sensi dell'art. 5 del d.lgs. 33/2013, chiede di ricevere copia del capitolato "
            "mensa. Distinti saluti",
            "mensa",
        ),
    ],
)
def test_same_thing_in_other_words_comes_first(question: str, expected: str) -> None:
    assert best(question)[0] == expected


def test_same_document_of_another_year_or_place_scores_less() -> None:
    stored = {"2023": "Bilancio comunale 2023", "2024": "Bilancio comunale 2024"}
    assert best("Bilancio del Comune 2024", stored)[0] == "2024"
    statistics = Statistics()
    here = rank(read("multe in via Garibaldi"), [("x", read("multe in via Garibaldi"))], statistics)[0].score
    there = rank(read("multe in via Garibaldi"), [("x", read("multe in via Mazzini"))], statistics)[0].score
    assert there < 0.75 * here


def test_boilerplate_alone_is_like_nothing() -> None:
    assert best("Buongiorno, ai sensi dell'art. 5 del d.lgs. 33/2013 chiedo. Cordiali saluti") == []


def test_statistics_make_the_rare_word_decide() -> None:
    common = Statistics(1000, {"comun": 900, "comunal": 900, "piscin": 3, "regol": 400})
    candidates = [("regolamento", read("regolamento comunale")), ("piscina", read("piscina comunale"))]
    assert rank(read("regolamento piscina"), candidates, common)[0].key == "piscina"


def test_near_copies_leave_room_for_another_request() -> None:
    stored = {f"copia {number}": "rateizzare la bolletta dell'acqua" for number in range(8)}
    stored["altra"] = "rateizzare la tassa sui rifiuti del magazzino"
    assert best("rateizzare un debito", stored)[:2] == ["copia 0", "altra"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_score_stays_between_nothing_and_one_whatever_is_written(one: str, other: str) -> None:
    found = rank(read(one), [("x", read(other))], statistics_of([read(one), read(other)]))
    assert all(0 < likeness.score <= 1 for likeness in found)


def test_order_does_not_depend_on_chance() -> None:
    assert best("bilancio mensa multe alberi") == best("bilancio mensa multe alberi")


@given(
    st.lists(
        st.sampled_from(["Spesa", "spese", "luminarie", "lumi", "quanto", "di", "papà", "Natale"]),
        max_size=12,
    )
)
def test_letters_are_compared_word_by_word_as_their_vectors_would_be(words: list[str]) -> None:
    question, other = read("Spesa delle luminarie di Natale"), read(" ".join(words))
    known = Statistics(10, {"spes": 3, "luminar": 1})
    seen = AskedLetters(question, known).likeness(other, letter_length(other, known))
    assert seen == pytest.approx(dot(letter_vector(question, known), letter_vector(other, known)))
