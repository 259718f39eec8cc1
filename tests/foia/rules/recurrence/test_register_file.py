"""A register as any office exports it becomes rows, or a sentence that says what is wrong."""

import pytest

from foia.rules.recurrence.register_file import RegisterFault, read_register

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
    ],
)
def test_register_file_that_cannot_be_read_says_why(raw: bytes, said: str) -> None:
    with pytest.raises(RegisterFault) as fault:
        read_register(raw, COLUMNS)
    assert str(fault.value) == said


def test_short_rows_are_read_as_empty_cells() -> None:
    rows = read_register(b"request_id,date,person,text\n1,2024-01-01\n", COLUMNS)
    assert [(row.person, row.text) for row in rows] == [("", "")]
