"""What is left of a request when its formulas are set aside, and where it stood."""

import pytest

from foia.rules.likeness import read

LETTER = (
    "Spett.le Comune di Borgo, il sottoscritto Mario Rossi nato a Bari il 1/3/1970, ai sensi dell'art. 5, comma 2, del "
    "d.lgs. 33/2013 e s.m.i., chiede di ricevere copia del bilancio consuntivo 2023 dell'ufficio tributi."
    " Cordiali saluti"
)


def told(text: str) -> list[str]:
    return [text[term.start : term.end] for term in read(text).terms]


def test_terms_keep_their_place_in_the_original_text() -> None:
    assert told("Città: i lampioni di viale Aldo Moro") == ["Città", "lampioni", "viale", "Aldo", "Moro"]


def test_reading_sets_formulas_courtesy_and_law_aside() -> None:
    assert [word for word in told(LETTER) if word not in {"Borgo", "Mario", "Rossi"}] == [
        "bilancio",
        "consuntivo",
        "ufficio",
        "tributi",
    ]


def test_law_that_is_itself_asked_about_is_kept() -> None:
    assert "104" in told("Chiedo i permessi concessi in base alla legge 104/1992")
    assert "33" not in told(
        "Chiedo, ai sensi della legge 241/1990 e del decreto legislativo 14 marzo 2013, n. 33, i permessi"
    )


def test_reading_finds_kinds_offices_and_places() -> None:
    reading = read("Verbali delle multe dei Vigili Urbani in via Giuseppe Verdi")
    assert (reading.kinds, reading.offices, reading.places) == (
        {"verbale", "multa"},
        {"polizia locale"},
        {"giuseppe verdi"},
    )


def test_words_written_apart_or_as_acronym_are_the_same_word() -> None:
    assert read("fattura on line").stems == read("fattura online").stems
    assert read("l'elenco per la ZTL").stems >= read("zona traffico").stems
    assert "ambiental" not in read("multe in via Roma").stems


def test_accents_case_and_number_do_not_change_a_word() -> None:
    assert read("LA PUBBLICITÀ DEI PARCHEGGI").stems == read("la pubblicita del parcheggio").stems


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00\x00",
        "🙂🙂",
        "Buongiorno, cordiali saluti",
        "Ai sensi dell'art. 5 del d.lgs. 33/2013",
        "di",
        "2023",
    ],
)
def test_texts_that_ask_nothing_are_bare(text: str) -> None:
    assert read(text).bare


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "art. 5, comma 2, ",
        "chiede di poter ",
        "Via San Via ",
        "1/2/2020 ",
        "nato a ",
        "d.lgs. ",
        "dati, atti, ",
        "מסמך ",
        "ai sensi ",
    ],
)
def test_two_hundred_thousand_characters_are_read_in_bounded_work(piece: str) -> None:
    reading = read(piece * (200_000 // len(piece)))
    assert len(reading.words) <= 1_500
    assert all(word.end <= 20_000 for word in reading.words)


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "fattura on line, e mail, SS47 e ZTL, nulla osta " * 3,
        "acronimi ZTL TARI " * 900,
        f"codice {'x' * 41} incollato",
        "Città, CITTÀ e citta",
    ],
)
def test_what_is_said_are_the_words_without_their_places(text: str) -> None:
    reading = read(text)
    assert [(one.word, one.stem, one.role) for one in reading.said] == [one[:3] for one in reading.words]
