"""What separates words in writing separates them in the index and in what is asked of it."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial import search_words

ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("acqua/rifiuti", "acqua rifiuti"),
        ("gara.Appalto", "gara Appalto"),
        ("covid-19", "covid 19"),
        ('"acqua/rifiuti" -mensa', '"acqua rifiuti" -mensa'),
        ("n. 33/2013", "n. 33 2013"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_separators_between_letters_are_blanks_and_the_search_language_stays(typed: str, asked: str) -> None:
    assert search_words.asked(typed) == asked


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_database_and_python_part_words_alike(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.words_apart(%s)", [text])
        assert cursor.fetchone() == (search_words.apart(text),)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Gestione acqua/rifiuti del quartiere", "acqua"),
        ("Gestione acqua/rifiuti del quartiere", "rifiuti"),
        ("Gestione acqua/rifiuti del quartiere", "acqua/rifiuti"),
        ("Gestione acqua e rifiuti", "acqua/rifiuti"),
        ("Bando gara.Appalto", "appalto"),
        ("Bando gara.Appalto", "gara.appalto"),
        ("Spese covid-19 del 12.03.2025", "covid"),
        ("Spese covid-19 del 12.03.2025", "2025"),
        ("Spese covid 19", "covid-19"),
        ("Delibera n.33/2013", "33/2013"),
        ("Scritto a urp@comune.example", "urp"),
        ("Perche\u0301 la mensa", "perché"),
        ("Spesa=alta;bassa", "bassa"),
    ],
)
def test_word_is_found_on_either_side_of_a_separator(written: str, typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.italian_document(%s, '') @@ websearch_to_tsquery('public.pasocial_it', %s)",
            [written, search_words.asked(typed)],
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["Šimić", "Simic", "S\u030cimic\u0301", "ŠIMIĆ"])
def test_names_are_one_without_their_accents(written: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.folded(%s)", [written])
        assert cursor.fetchone() == ("simic",)
