"""An office looks at its past register before adopting the platform: no database is touched."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

REGISTER = """numero;presentata;chi;oggetto
1;10/03/2025;A1;Capitolato della mensa scolastica
2;01/06/2025;B1;il capitolato della mensa delle scuole
3;01/09/2025;C1;Capitolato mensa scolastica
4;10/03/2026;D1;Vorrei il capitolato della mensa scolastica. Cordiali saluti
5;non so;E1;Capitolato mensa scolastica
"""
NAMES = {"request_id": "numero", "date": "presentata", "person": "chi", "text": "oggetto"}


def test_register_with_its_own_headings_becomes_a_list_of_recurrences(tmp_path: Path) -> None:
    source, out, said = tmp_path / "registro.csv", tmp_path / "esito.csv", StringIO()
    source.write_text(REGISTER, encoding="utf-8")
    call_command("find_recurrences", source, out=out, stdout=said, **NAMES)
    assert out.read_text(encoding="utf-8").splitlines() == [
        "request_id,topic,flag,flagged_on,distinct_persons",
        "1,T00001,hard,2026-03-10,4",
        "2,T00001,hard,2026-03-10,4",
        "3,T00001,hard,2026-03-10,4",
        "4,T00001,hard,2026-03-10,4",
        "5,,none,,0",
    ]
    assert "riga 6, 5: La data «non so» non è valida" in said.getvalue()


@pytest.mark.parametrize(
    ("content", "said"), [("", "Il file è vuoto."), ("a,b\n1,2\n", "Manca la colonna «numero»")]
)
def test_file_that_is_no_register_is_refused_in_words(tmp_path: Path, content: str, said: str) -> None:
    source = tmp_path / "registro.csv"
    source.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        call_command("find_recurrences", source, out=tmp_path / "esito.csv", **NAMES)


def test_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Non riesco a leggere"):
        call_command("find_recurrences", tmp_path / "nessuno.csv", out=tmp_path / "esito.csv")


def test_result_never_replaces_the_register_it_is_read_from(tmp_path: Path) -> None:
    source = tmp_path / "registro.csv"
    source.write_text(REGISTER, encoding="utf-8")
    with pytest.raises(CommandError, match="indica un altro file"):
        call_command("find_recurrences", source, out=source, **NAMES)
    assert source.read_text(encoding="utf-8") == REGISTER


def test_register_that_keeps_no_persons_gives_topics_and_no_flag(tmp_path: Path) -> None:
    source, out, said = tmp_path / "registro.csv", tmp_path / "esito.csv", StringIO()
    source.write_text(REGISTER.replace(";chi;", ";ente;"), encoding="utf-8")
    with pytest.raises(CommandError, match='Se il registro non dice chi chiede: --person=""'):
        call_command("find_recurrences", source, out=out, **NAMES)
    call_command("find_recurrences", source, out=out, stdout=said, **NAMES | {"person": ""})
    assert {line.split(",", 1)[1] for line in out.read_text(encoding="utf-8").splitlines()[1:5]} == {
        "T00001,none,,0"
    }
    assert "Senza persone nessun tema può avere una segnalazione" in said.getvalue()
    assert "Manca la persona" not in said.getvalue()
