"""A labelled file, however a spreadsheet saved it, is measured and scored; one that cannot be read is refused in
words."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LABELLED = "topic;text;request_id\nmensa;capitolato della mensa delle città;7\nmensa;capitolato della mensa di città;9\n"


def measured(*arguments: str | Path) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "tools/recurrence_quality.py", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_labelled_file_is_scored_however_it_was_saved(letters: str, tmp_path: Path) -> None:
    source, scores = tmp_path / "labelled.csv", tmp_path / "scores.csv"
    source.write_bytes(LABELLED.encode(letters))
    code, said = measured("--file", source, "--scores", scores)
    heading, row = scores.read_text(encoding="utf-8").splitlines()
    assert (code, heading, row.split(",")[:2]) == (0, "request_id,earlier_id,score", ["9", "7"])
    assert "labelled.csv: 2 richieste" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("request_id,text\n1,mensa\n", "mancano le colonne topic."),
        ("", "Il file è vuoto."),
        ('request_id,text,topic\n1,"mensa,a\n', "Riga 2: virgolette aperte e mai chiuse"),
    ],
)
def test_file_that_cannot_be_measured_is_refused_in_words(content: str, said: str, tmp_path: Path) -> None:
    source = tmp_path / "labelled.csv"
    source.write_text(content, encoding="utf-8")
    code, answer = measured("--file", source)
    assert (code, said in answer, "Traceback" in answer) == (1, True, False)


def test_scores_that_cannot_be_written_are_refused_in_words(tmp_path: Path) -> None:
    source = tmp_path / "labelled.csv"
    source.write_text(LABELLED, encoding="utf-8")
    code, answer = measured("--file", source, "--scores", tmp_path / "none" / "scores.csv")
    assert (code, "Non riesco a scrivere" in answer, "Traceback" in answer) == (1, True, False)
