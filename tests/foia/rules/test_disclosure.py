"""Nothing personal reaches the register; ordinary administrative numbers do not trip it."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.disclosure import (
    PersonalDatum,
    personal_data_in,
    reasons_against_disclosure,
)

D = PersonalDatum
NAMES = ["Ada Rossi", "Giovanni D'Alò", "Edilizia Bianchi S.r.l."]


@pytest.mark.parametrize(
    ("text", "datum", "excerpt"),
    [
        ("Atti di RSSMRA85T10A562S", D.CODICE_FISCALE, "RSSMRA85T10A562S"),
        ("atti di rssmra85t10a562s", D.CODICE_FISCALE, "rssmra85t10a562s"),
        ("Scritto da ada.rossi@example.it", D.EMAIL, "ada.rossi@example.it"),
        ("Scritto da ada (at) example.it", D.EMAIL, "ada (at) example.it"),
        ("Pagato su IT60 X054 2811 1010 0000 0123 456", D.IBAN, "IT60 X054 2811 1010 0000 0123 456"),
        ("Pagato su DE89370400440532013000", D.IBAN, "DE89370400440532013000"),
        ("Chiamare 333 123 4567", D.PHONE, "333 123 4567"),
        ("Chiamare +39 06 1234567", D.PHONE, "+39 06 1234567"),
        ("Chiamare 06/1234567", D.PHONE, "06/1234567"),
        ("Veicolo AB123CD", D.PLATE, "AB123CD"),
        ("Pratica di Ada Rossi", D.NAME, "Ada Rossi"),
        ("Pratica di ROSSI ADA", D.NAME, "ROSSI ADA"),
        ("pratica di ada rossi", D.NAME, "ada rossi"),
        ("Esposto di Giovanni D’Alo", D.NAME, "Giovanni D’Alo"),
        ("Esposto del signor D'Alò", D.POSSIBLE_NAME, "D'Alò"),
        ("Appalto a Bianchi", D.POSSIBLE_NAME, "Bianchi"),
    ],
)
def test_personal_datum_is_found(text: str, datum: PersonalDatum, excerpt: str) -> None:
    assert [(f.datum, f.excerpt) for f in personal_data_in(text, NAMES)] == [(datum, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "Multe elevate nel 2025 con autovelox",
        "Delibera n. 123 del 12/03/2025, spesa di euro 120.000,00",
        "CIG Z1234567AB, CUP J51B21000170001, prot. 0012345/2026",
        "Determina 0761234/2026 e spese 2024/2025",
        "Mappale 1234, foglio 56, particella 789",
        "Fase 1: 10.000 euro; fase 2: 25.000 euro",
        "Edilizia scolastica: lavori in corso",
    ],
)
def test_ordinary_subject_is_left_alone(text: str) -> None:
    assert personal_data_in(text, ["Ada Rossi", "Giovanni D'Alò"]) == []


def test_refusals_point_at_the_field_to_rewrite() -> None:
    reasons = reasons_against_disclosure(
        "Verbali delle multe di Ada Rossi", "Rifiutato a tutela di ada@example.it", NAMES
    )
    assert [(r.code, r.field) for r in reasons] == [
        ("personal_name", "public_subject"),
        ("personal_email", "public_reason"),
    ]
    assert reasons[0].text() == "Togli il nome «Ada Rossi»: nel registro non vanno nomi."


def test_approver_clears_a_street_that_bears_a_surname() -> None:
    subject = "Lavori stradali in via Rossi"
    assert [r.code for r in reasons_against_disclosure(subject, "", NAMES)] == ["personal_possible_name"]
    assert reasons_against_disclosure(subject, "", NAMES, cleared=["rossi"]) == []


def test_approver_cannot_clear_a_full_name_nor_a_code() -> None:
    reasons = reasons_against_disclosure(
        "Atti di Ada Rossi RSSMRA85T10A562S", "", NAMES, cleared=["Ada Rossi", "RSSMRA85T10A562S"]
    )
    assert [r.code for r in reasons] == ["personal_name", "personal_codice_fiscale"]


def test_public_texts_have_a_length() -> None:
    assert [r.field for r in reasons_against_disclosure("Multe", "")] == ["public_subject"]
    assert [r.field for r in reasons_against_disclosure("Multe del 2025", "Breve")] == ["public_reason"]
    assert reasons_against_disclosure("Multe del 2025", "") == []


@given(st.text(), st.lists(st.text(max_size=30), max_size=3))
def test_findings_lie_in_the_text_and_never_overlap(text: str, names: list[str]) -> None:
    findings = personal_data_in(text, names)
    assert [text[f.start : f.end] for f in findings] == [f.excerpt for f in findings]
    assert all(one.end <= two.start for one, two in pairwise(findings))


@given(st.text("abcdefghilmnoprstuvz ", max_size=40), st.text("abcdefghilmnoprstuvz ", max_size=40))
def test_full_name_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before} Ada Rossi {after}"
    assert D.NAME in [f.datum for f in personal_data_in(text, ["Ada Rossi"])]


@pytest.mark.parametrize("letter", ["a", "1", ".", " ", "A1", "3", "Ada "])
def test_long_text_is_read_quickly(letter: str) -> None:
    started = perf_counter()
    personal_data_in(letter * 20_000, NAMES)
    assert perf_counter() - started < 10


def test_letters_that_only_look_latin_do_not_fail() -> None:
    assert personal_data_in("\u212a" * 4 + "12" + "\u212a123" * 5) == []
