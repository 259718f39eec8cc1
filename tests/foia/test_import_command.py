"""`manage.py import_requests` as whoever runs it sees it."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foia.models import AccessRequest, Suggestion, Topic

TELLS_OF = ("foia/management/commands/import_requests.py",)

pytestmark = pytest.mark.django_db

HEADING = "numero,presentata il,testo,richiedente,nato_il,esito\n"
ASKED = "Chiedo copia delle determine di spesa per le luminarie di Natale del 2019 e delle relative fatture."
MAPPED = ["request_id=numero", "received_on=presentata il", "birth_date=nato_il"]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Five requests for one thing by five people, one for another thing, and two rows nobody could import."""
    rows = [
        f"{n},2019-0{n}-05,{ASKED},Persona {'ABCDEF'[n]} Rossi,1970-01-0{n},accolta\n" for n in range(1, 6)
    ]
    rows.append("6,2019-06-05,Vorrei il verbale della commissione mensa scolastica di maggio.,Eva Neri,,\n")
    rows.append(f"7,,{ASKED},Ugo Neri,,\n")
    rows.append(f"1,2019-06-05,{ASKED},Ugo Neri,,\n")
    path = tmp_path / "registro.csv"
    path.write_text(HEADING + "".join(rows))
    return path


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_requests", path, map=MAPPED, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_import_loads_good_rows_and_reports_the_others(register: Path, tmp_path: Path) -> None:
    said = run(register, report=tmp_path / "rifiutate.csv")
    assert AccessRequest.objects.count() == 6
    assert "6 richieste importate" in said
    with (tmp_path / "rifiutate.csv").open() as file:
        rows = [(row["line"], row["request_id"], row["code"]) for row in csv.DictReader(file)]
    assert rows == [("8", "7", "day_missing"), ("9", "1", "reference_repeated")]


def test_second_run_skips_what_is_there(register: Path) -> None:
    run(register)
    assert "0 richieste importate; 6 già presenti, 2 rifiutate" in run(register)
    assert AccessRequest.objects.count() == 6


def test_run_stopped_half_way_is_resumed(register: Path) -> None:
    lines = register.read_text().splitlines(keepends=True)
    half = register.with_name("half.csv")
    half.write_text("".join(lines[:4]))
    run(half)
    assert "3 già presenti" in run(register)
    assert AccessRequest.objects.count() == 6


def test_dry_run_saves_nothing_and_says_what_would_come(register: Path) -> None:
    assert "Prova: 6 da importare, 0 già presenti, 2 rifiutate" in run(register, dry_run=True)
    assert AccessRequest.objects.count() == 0


def test_topics_that_recur_are_told_and_proposed_but_never_joined(register: Path, tmp_path: Path) -> None:
    said = run(register, suggest=True, topics=tmp_path / "temi.csv")
    assert "1 chiesti da almeno 4 persone diverse" in said
    with (tmp_path / "temi.csv").open() as file:
        rows = [
            (row["flag"], row["flagged_on"], row["persons"], row["request_id"])
            for row in csv.DictReader(file)
        ]
    assert rows == [("hard", "2019-04-05", "5", str(n)) for n in range(1, 6)]
    pairs = Suggestion.objects.order_by("request__source_ref", "earlier__source_ref")
    assert list(pairs.values_list("request__source_ref", "earlier__source_ref")) == [
        ("2", "1"),
        ("3", "1"),
        ("3", "2"),
        ("4", "1"),
        ("4", "3"),
        ("5", "1"),
        ("5", "4"),
    ]
    assert Topic.objects.count() == 0


def test_file_without_persons_says_that_nothing_can_be_hard(tmp_path: Path) -> None:
    path = tmp_path / "anonimo.csv"
    rows = "".join(f"{n},2019-0{n}-05,{ASKED}\n" for n in range(1, 6))
    path.write_text(f"id,date,text\n{rows}")
    out = StringIO()
    call_command("import_requests", path, stdout=out, stderr=StringIO())
    assert "1 chiesti almeno 4 volte in un anno" in out.getvalue()
    assert "0 chiesti da almeno 4 persone diverse" in out.getvalue()
    assert "nessun tema può avere la segnalazione forte" in out.getvalue()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"map": ["testo"]}, "due parole unite da ="),
        ({"chunk": 0}, "almeno 1"),
        ({"outcome": ["x=y"]}, "non esiste"),
    ],
)
def test_wrong_options_say_what_to_do(register: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("import_requests", register, stdout=StringIO(), stderr=StringIO(), **options)


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Non riesco a leggere"):
        run(tmp_path / "niente.csv")


@pytest.mark.parametrize("option", ["report", "topics"])
def test_what_is_written_never_replaces_the_register_that_is_read(option: str, register: Path) -> None:
    before = register.read_text()
    with pytest.raises(CommandError, match="indica un altro file"):
        run(register, **{option: register})
    assert (register.read_text(), AccessRequest.objects.count()) == (before, 0)
