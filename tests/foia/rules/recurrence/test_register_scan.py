"""A register read without a database: what recurs, what cannot be read, and nothing flagged by mistake."""

from datetime import date

import pytest

from foia.rules.recurrence import Level
from foia.rules.recurrence.register_scan import RegisterRow, Scan, day_of, scan

MENSA = (
    "capitolato della mensa scolastica",
    "il capitolato della mensa delle scuole",
    "Capitolato mensa scolastica!",
)


def register(*lines: tuple[str, str, str], identifiers: list[str] | None = None) -> Scan:
    return scan(
        RegisterRow(number + 2, identifiers[number] if identifiers else f"R{number}", day, person, text)
        for number, (day, person, text) in enumerate(lines)
    )


def flags(found: Scan) -> set[tuple[str, date | None, int]]:
    return {(one.flag.value, one.flagged_on, one.distinct_persons) for one in found.findings}


def test_four_persons_asking_one_thing_in_a_year_are_flagged() -> None:
    found = register(
        ("2025-03-10", "A1", MENSA[0]),
        ("01/06/2025", "B1", MENSA[1]),
        ("2025-09-01 10:30", "C1", MENSA[2]),
        ("2026-03-10", "D1", MENSA[0]),
    )
    assert flags(found) == {("hard", date(2026, 3, 10), 4)}
    assert len({one.topic for one in found.findings}) == 1


def test_one_person_a_hundred_times_is_not_flagged() -> None:
    assert flags(register(*[("2025-03-10", "A1", MENSA[0])] * 100)) == {("none", None, 1)}


def test_spellings_of_one_name_are_one_person() -> None:
    names = ("Mario Rossi", "ROSSI Mario", "Dott. Mario Rossi", "Mario  Rosssi", "Rossi, Mario")
    assert flags(register(*[("2025-03-10", name, MENSA[0]) for name in names])) == {("none", None, 1)}


def test_mail_addresses_prove_no_person() -> None:
    found = register(*[("2025-03-10", f"{who}@example.it", MENSA[0]) for who in "abcde"])
    assert flags(found) == {("soft", date(2025, 3, 10), 0)}
    assert {remark.code for remark in found.remarks} == {"only_email"}


def test_other_years_places_and_numbers_are_other_documents() -> None:
    texts = [
        *(f"Bilancio consuntivo del Comune anno {year}" for year in (2020, 2021, 2022, 2023)),
        *(
            f"Multe elevate in via {street} nell'ultimo trimestre"
            for street in ("Roma", "Dante", "Verdi", "Po")
        ),
        *(f"Copia della delibera numero {number}" for number in (12, 31, 44, 57)),
        *(
            f"Contributi alle associazioni {kind}"
            for kind in ("sportive", "culturali", "religiose", "venatorie")
        ),
    ]
    found = register(*[("2025-03-10", f"P{number}", text) for number, text in enumerate(texts)])
    assert {one.flag for one in found.findings} == {Level.NONE}


def test_texts_that_ask_nothing_are_never_one_topic() -> None:
    texts = ["", "Cordiali saluti", "Ai sensi dell'art. 5 del d.lgs. 33/2013", "...", "Buongiorno", "2023"]
    found = register(*[("2025-03-10", f"P{number}", text) for number, text in enumerate(texts)])
    assert {(one.topic, one.flag) for one in found.findings} == {("", Level.NONE)}
    assert [remark.code for remark in found.remarks] == ["bare"] * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "bilancio",
        "Ciao!",
        "Informazioni?",
        "test",
        "vedi allegato",
        "Copia atti",
        "Ai sensi dell'art. 5 del d.lgs. 33/2013 si chiede accesso civico generalizzato. Distinti saluti",
        "Con la presente il sottoscritto chiede di poter accedere agli atti. Si porgono distinti saluti.",
        "ai sensi della legge 241/1990 chiedo accesso ai documenti amministrativi",
        "Buongiorno, vorrei fare una richiesta di accesso agli atti. Grazie, cordiali saluti",
        "Please send me the documents",
    ],
)
def test_one_word_or_only_formulas_by_four_persons_is_no_topic(text: str) -> None:
    found = register(*[("2025-03-10", f"P{number}", text) for number in range(4)])
    assert {(one.topic, one.flag) for one in found.findings} == {("", Level.NONE)}


@pytest.mark.parametrize("text", ["Chiedo copia del bilancio", "concessione edilizia", "Bilancio 2024"])
def test_short_text_that_names_a_document_is_a_topic(text: str) -> None:
    found = register(*[("2025-03-10", f"P{number}", text) for number in range(4)])
    assert flags(found) == {("hard", date(2025, 3, 10), 4)}


def test_repeated_identifiers_invalid_dates_and_nobody_do_not_count() -> None:
    found = register(
        ("2025-03-10", "A1", MENSA[0]),
        ("2025-03-11", "B1", MENSA[0]),
        ("2025-03-12", "C1", MENSA[0]),
        ("2025-03-13", "D1", MENSA[0]),
        ("31/02/2025", "E1", MENSA[0]),
        ("2025-03-14", " ", MENSA[0]),
        identifiers=["1", "2", "3", "3", "5", "6"],
    )
    assert [(remark.line, remark.code) for remark in found.remarks] == [
        (5, "duplicate_id"),
        (6, "invalid_date"),
        (7, "no_person"),
    ]
    assert {one.flag for one in found.findings} == {Level.NONE}
    assert [one.request_id for one in found.findings] == ["1", "2", "3", "3", "5", "6"]


def test_very_long_texts_and_another_language_are_read() -> None:
    found = register(
        ("2025-03-10", "A1", "mensa " * 40_000),
        ("2025-03-10", "B1", "Please send me the school canteen contract"),
        ("2025-03-10", "C1", "请提供学校食堂合同"),
    )
    assert len({one.topic for one in found.findings}) == 3


@pytest.mark.parametrize(
    "written", ["", "ieri", "2025-13-01", "0025-01-01", "9999-01-01", "31/11/2024", "2025", "1e9"]
)
def test_day_that_is_no_plausible_day_is_none(written: str) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize(
    "written", ["2024-02-29", "29/02/2024", "29-2-2024", "29.02.2024", "2024-02-29T23:59:59Z"]
)
def test_day_is_read_as_offices_write_it(written: str) -> None:
    assert day_of(written) == date(2024, 2, 29)
