"""A file of offices is taken in whatever the order of its rows; each broken row is told and hurts no other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pasocial.office.people.offices import queries
from pasocial.office.people.offices.importing import ImportReport, import_offices
from pasocial.office.people.offices.models import Office
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.tables import TableFault
from tests.fixtures import user

pytestmark = pytest.mark.django_db
FILE = """codice;nome;livello;padre;responsabile;casella
U-ANA;Anagrafe;ufficio;S-DEM;vera@ente.example;anagrafe@ente.example
A-CIT;Area cittadini;area;;;
S-DEM;Servizi demografici;servizio;A-CIT;nessuno@ente.example;
"""


def told(raw: str, by: Actor, now: datetime) -> ImportReport:
    return import_offices(raw=raw.encode(), by=by, at=now)


def shown() -> list[tuple[str, int, str]]:
    return [(one.office.code, one.depth, one.office.level) for one in queries.tree()]


def test_tree_stands_whatever_the_order_of_the_rows_and_once(by: Actor, now: datetime) -> None:
    head = user(email="vera@ente.example")
    report = told(FILE, by, now)
    assert shown() == [("A-CIT", 0, "area"), ("S-DEM", 1, "service"), ("U-ANA", 2, "office")]
    assert Office.objects.get(code="U-ANA").head == head
    assert report == ImportReport(
        added=["A-CIT", "S-DEM", "U-ANA"], unknown_heads=[(4, "S-DEM", "nessuno@ente.example")]
    )
    again = told(FILE, by, now)
    assert (again.added, again.changed, again.unchanged) == ([], [], ["A-CIT", "S-DEM", "U-ANA"])
    entry = Entry.objects.get(event="office.office.imported")
    assert entry.note == {"added": 3, "changed": 0, "refused": 0}


def test_each_broken_row_is_told_with_its_line_and_the_others_are_taken_in(by: Actor, now: datetime) -> None:
    report = told(
        "codice,nome,livello,padre,casella\n"
        "A,Area,area,,\n"
        "A,Area due,area,,\n"
        "B,,ufficio,A,\n"
        "C,Cultura,ufficio,Z,\n"
        "D,Demanio,reparto,A,\n"
        "E,Edilizia,ufficio,A,edilizia\n"
        "F,Fiere,ufficio,G,\n"
        "G,Giovani,ufficio,F,\n"
        "H,Handicap,ufficio,A,,troppo\n"
        "I,Igiene,ufficio,A,\n",
        by,
        now,
    )
    assert shown() == [("A", 0, "area"), ("I", 1, "office")]
    assert sorted((line, refusal.code) for line, _code, refusal in report.refused) == [
        (3, "row_twice"),
        (4, "name_missing"),
        (5, "unknown_parent"),
        (6, "unknown_level"),
        (7, "bad_mailbox"),
        (8, "unknown_parent"),
        (9, "unknown_parent"),
        (10, "row_too_long"),
    ]


def test_file_of_the_public_index_has_its_own_headings_and_no_level(by: Actor, now: datetime) -> None:
    told(
        "Codice_uni_uo\tDescrizione_uo\tCodice_uni_uo_padre\tMail_responsabile\tMail1\n"
        "AB12CD\tSegreteria generale\t\t\tsegreteria@ente.example\n"
        "EF34GH\tProtocollo\tAB12CD\t\t\n",
        by,
        now,
    )
    assert shown() == [("AB12CD", 0, "area"), ("EF34GH", 1, "service")]


def test_offices_the_file_does_not_name_stay_and_are_told_and_a_file_moves_what_it_names(
    by: Actor, now: datetime
) -> None:
    told(FILE, by, now)
    report = told("codice;nome;padre;livello\nU-ANA;Anagrafe e stato civile;A-CIT;ufficio\n", by, now)
    assert (report.changed, report.not_in_file) == (["U-ANA"], ["A-CIT", "S-DEM"])
    assert shown() == [("A-CIT", 0, "area"), ("U-ANA", 1, "office"), ("S-DEM", 1, "service")]
    assert Office.objects.get(code="U-ANA").mailbox == ""


def test_circle_over_what_already_stands_is_refused(by: Actor, now: datetime) -> None:
    told("codice;nome;padre;livello\nA;Uno;;ufficio\nB;Due;A;ufficio\n", by, now)
    report = told("codice;nome;padre;livello\nA;Uno;B;ufficio\n", by, now)
    assert [refusal.code for _line, _code, refusal in report.refused] == ["circle"]
    assert Office.objects.get(code="A").parent is None


def test_what_is_no_table_of_offices_is_refused_whole(by: Actor, now: datetime) -> None:
    for raw in ("", "PK\x03\x04", "nome;padre\nUno;\n"):
        with pytest.raises(TableFault):
            told(raw, by, now)
    assert Office.objects.count() == 0


def test_real_directories_are_read_or_refused_in_words(by: Actor, now: datetime) -> None:
    folder = Path(__file__).resolve().parents[5] / "shared" / "data" / "directory" / "files"
    files = sorted(folder.glob("csv_*.csv"))
    if not files:
        pytest.skip("The directories gathered for measuring are not on this machine.")
    read = {}
    for path in files:
        try:
            report = import_offices(raw=path.read_bytes(), by=by, at=now)
        except TableFault as fault:
            read[path.name] = fault.refusal.code
        else:
            read[path.name] = f"{len(report.added)} added, {len(report.refused)} refused"
    assert read == {
        "csv_wdtk_fake-authority-type-with-field-names.csv": "0 added, 3 refused",
        "csv_wdtk_fake-authority-type.csv": "column_missing",
        "csv_wdtk_multiple-locales-same-name.csv": "1 added, 0 refused",
    }
