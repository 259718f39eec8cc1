"""A register as any office exports it becomes rows, or a sentence that says what is wrong."""

import pytest

from foia.rules.recurrence.register_file import read_register
from pasocial.tables import TableFault

COLUMNS = {"request_id": "request_id", "date": "date", "person": "person", "text": "text"}


def test_register_file_finds_separator_letters_and_named_columns() -> None:
    raw = 'N.;Data;Richiedente;Oggetto;Testo\r\n7;1/2/2024;Città;Mensa;"a;\nb"\r\n\r\n'.encode("cp1252")
    columns = {"request_id": "n.", "date": "DATA", "person": "richiedente", "text": "oggetto+testo"}
    assert [(row.request_id, row.date, row.person, row.text) for row in read_register(raw, columns)] == [
        ("7", "1/2/2024", "Città", "Mensa\na;\nb")
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "Il file è vuoto."),
        (b"\x00\x00", "Il file è vuoto."),
        (
            b"id,date\n1,2",
            "Manca la colonna «request_id». Ci sono: id, date. Per usarne un'altra: --request-id=NOME.",
        ),
        (
            b'request_id,date,person,text\n1,2024-01-01,A,mensa\n2,2024-01-01,B,"mensa\n3,2024-01-01,C,mensa\n',
            "Riga 3: virgolette aperte e mai chiuse; il resto del file ci finirebbe dentro.",
        ),
    ],
)
def test_register_file_that_cannot_be_read_says_why(raw: bytes, said: str) -> None:
    with pytest.raises(TableFault) as fault:
        read_register(raw, COLUMNS)
    assert str(fault.value) == said


def test_short_rows_are_read_as_empty_cells() -> None:
    rows = read_register(b"request_id,date,person,text\n1,2024-01-01\n", COLUMNS)
    assert [(row.person, row.text) for row in rows] == [("", "")]


def test_register_saved_by_a_spreadsheet_as_unicode_text_is_read() -> None:
    raw = "request_id\tdate\tperson\ttext\n1\t2024-01-01\tA\tcittà\n".encode("utf-16")
    assert [row.text for row in read_register(raw, COLUMNS)] == ["città"]


def test_row_is_named_by_the_line_on_which_it_begins() -> None:
    raw = b'request_id,date,person,text\n1,2024-01-01,A,"two\nlines"\n\n2,2024-01-01,B,"closed"\n'
    assert [(row.line, row.text) for row in read_register(raw, COLUMNS)] == [(2, "two\nlines"), (5, "closed")]
