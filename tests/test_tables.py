"""Tables as offices export them: nothing is swallowed, nothing is guessed in silence, and nothing makes the reader fail."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.tables import Column, Progress, Row, Table, TableFault, read_table, worked_through

COLUMNS = (Column("id", needed=True), Column("text", ("testo", "oggetto")), Column("day"))
TOWN = "città"


def cells(raw: bytes) -> list[list[str]]:
    return [list(row.cells) for row in read_table(raw).written]


@pytest.mark.parametrize(
    "letters",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_letters_and_separators_are_found(letters: str, separator: str) -> None:
    raw = f"id{separator}testo\r\n1{separator}{TOWN}\r\n".encode(letters)
    table = read_table(raw)
    assert (table.heading, [list(row.cells) for row in table.written]) == (("id", "testo"), [["1", TOWN]])


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", "sep=; ", "\ufeffsep=;"])
def test_separator_that_the_first_line_names_is_taken(first: str) -> None:
    raw = f"{first}\nid;a,b,c\n1;x,y,z\n".encode()
    table = read_table(raw)
    assert (table.heading, cells(raw), table.written[0].line) == (("id", "a,b,c"), [["1", "x,y,z"]], 3)


def test_separators_inside_a_quoted_heading_do_not_count() -> None:
    assert read_table(b'"a,b,c,d";id\n1;2\n').heading == ("a,b,c,d", "id")


def test_row_is_named_by_the_line_on_which_it_begins() -> None:
    table = read_table(b'id,text\n1,"two\nlines"\n\n2,x\n')
    assert [(row.line, list(row.cells)) for row in table.written] == [
        (2, ["1", "two\nlines"]),
        (5, ["2", "x"]),
    ]


def refused(raw: bytes) -> tuple[list[tuple[int, str]], list[list[str]]]:
    """The lines that are no rows with their codes, and the cells of the others."""
    table = read_table(raw)
    return (
        [(row.line, row.refusal.code) for row in table.written if row.refusal],
        [list(row.cells) for row in table.written if not row.refusal],
    )


def test_quotation_that_never_ends_loses_its_own_row_and_no_other() -> None:
    raw = b'id,text\n1,a\n2,"b\n3,c\n4,d\n5,e\n6,f\n7,g\n'
    lost, kept = refused(raw)
    assert lost == [(3, "quotation_open")]
    assert [one[0] for one in kept] == ["1", "3", "4", "5", "6", "7"]


def test_quotation_that_a_later_one_would_close_loses_its_own_row_and_no_other() -> None:
    raw = b'id,text\n1,a\n2,"b\n3,c\n4,"d"\n5,e\n'
    lost, kept = refused(raw)
    assert (lost, [one[0] for one in kept]) == ([(3, "quotation_open")], ["1", "3", "4", "5"])
    raw = b'id,text,day\n1,a,x\n2,"b,x\n3,c,y\n4,d",z\n5,e,x\n'
    lost, kept = refused(raw)
    assert (lost, [one[0] for one in kept]) == ([(3, "quotation_open")], ["1", "3", "4", "5"])


def test_prose_of_several_lines_is_no_row_although_it_has_as_many_commas() -> None:
    raw = b'id,text,day\n7,"Chiedo:\nverbali, delibere, determine\n2 copie, grazie, saluti",x\n'
    assert refused(raw) == (
        [],
        [["7", "Chiedo:\nverbali, delibere, determine\n2 copie, grazie, saluti", "x"]],
    )


def test_quotation_over_several_lines_is_one_cell_and_quotes_inside_are_kept() -> None:
    raw = b'id,text\n1,"prima riga,\nseconda ""riga"""\n2,tubo da 5"\n3,"chiusa" \n'
    assert cells(raw) == [["1", 'prima riga,\nseconda "riga"'], ["2", 'tubo da 5"'], ["3", "chiusa"]]


def test_row_with_more_cells_than_the_heading_is_refused_and_a_shorter_one_is_filled() -> None:
    lost, kept = refused(b"id,text,day\n1,Rossi, Anna,2024\n2,b\n3,c,d,\n")
    assert lost == [(2, "row_too_long")]
    rows = list(read_table(b"id,text,day\n2,b\n").rows(COLUMNS))
    assert rows == [Row(2, {"id": "2", "text": "b", "day": ""})]
    assert kept == [["2", "b"], ["3", "c", "d", ""]]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "table_empty"),
        (b"\x00\x00", "table_empty"),
        (b"sep=;\n\n", "table_empty"),
        (b"\xff\xfe", "table_empty"),
        (b"PK\x03\x04whatever", "no_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "no_table"),
        (b'"id,text\n1,2\n', "quotation_open"),
    ],
)
def test_file_that_is_no_table_says_what_to_do(raw: bytes, code: str) -> None:
    with pytest.raises(TableFault) as fault:
        read_table(raw)
    assert fault.value.refusal.code == code
    assert str(fault.value) == fault.value.refusal.text()


def test_columns_are_found_by_name_in_any_order_and_joined_when_mapped() -> None:
    table = read_table(b"Day ; OGGETTO;id;extra\n2024-01-01;mensa;7;x\n")
    assert [row.cells for row in table.rows(COLUMNS)] == [{"id": "7", "text": "mensa", "day": "2024-01-01"}]
    joined = table.rows(COLUMNS, {"text": "oggetto + extra", "id": "ID"})
    assert [row.cells["text"] for row in joined] == ["mensa\nx"]


@pytest.mark.parametrize(
    ("raw", "mapped", "code", "said"),
    [
        (b"text\n1\n", {}, "column_missing", "Manca la colonna «id». Ci sono: text. Per usarne un'altra: --map id=NOME."),
        (b"id\n1\n", {"text": "corpo"}, "column_missing", None),
        (b"id\n1\n", {"colore": "id"}, "column_not_ours", "«colore» non è una nostra colonna. Sono: id, text, day."),
        (b"id,text,text\n1,a,b\n", {}, "column_twice", "La colonna «text» c'è più volte: dai a ciascuna un nome suo."),
    ],
)  # fmt: skip
def test_column_that_cannot_be_told_is_said(
    raw: bytes, mapped: dict[str, str], code: str, said: str | None
) -> None:
    with pytest.raises(TableFault) as fault:
        list(read_table(raw).rows(COLUMNS, mapped))
    assert fault.value.refusal.code == code
    assert said in (None, str(fault.value))


def test_name_that_stands_twice_harms_nobody_who_does_not_ask_for_it() -> None:
    assert [row.cells for row in read_table(b"id,x,x\n1,a,b\n").rows(COLUMNS)] == [{"id": "1"}]


def test_what_nobody_sees_is_not_read() -> None:
    assert cells("id,text\n1,a\x07b\u202ec\n".encode()) == [["1", "abc"]]


def test_reader_who_needs_every_row_is_told_of_the_first_broken_one() -> None:
    with pytest.raises(TableFault, match="Riga 3: virgolette aperte"):
        read_table(b'id,text\n1,a\n2,"b\n').insist_on_whole_rows()


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_fail(raw: bytes) -> None:
    try:
        table = read_table(raw)
    except TableFault:
        return
    lines = [row.line for row in table.written]
    assert lines == sorted(set(lines))


PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Mn", "Me"]),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() == text)


@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_a_program_wrote_is_read_back_row_by_row(rows: list[tuple[str, str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([("id", "text"), *rows])
    table = read_table(written.getvalue().encode())
    assert len(table.written) == len(rows)
    assert [row.line for row in table.written] == list(range(2, len(rows) + 2))
    assert [row.refusal for row in table.written] == [None] * len(rows)


@given(st.lists(PLAIN, min_size=3, max_size=10), st.data())
def test_one_open_quotation_never_takes_another_row_with_it(texts: list[str], data: st.DataObject) -> None:
    broken = data.draw(st.integers(0, len(texts) - 1))
    lines = [f"{n};{'testo'}" for n in range(len(texts))]
    lines[broken] = f'{broken};"testo'
    table = read_table(("id;text\n" + "\n".join(lines) + "\n").encode())
    assert [row.line for row in table.written if row.refusal] == [broken + 2]
    assert [row.cells[0] for row in table.written if not row.refusal] == [
        str(n) for n in range(len(texts)) if n != broken
    ]


def test_chunks_are_worked_in_order_and_told() -> None:
    seen: list[tuple[int, ...]] = []
    told: list[int] = []
    worked_through(
        [1, 2, 3, 4, 5], lambda chunk: seen.append(tuple(chunk)), at_once=2, on_progress=told.append
    )
    assert (seen, told) == ([(1, 2), (3, 4), (5,)], [2, 4, 5])


def test_progress_is_a_bar_on_a_terminal_and_a_line_for_each_tenth_elsewhere() -> None:
    bar, lines = io.StringIO(), io.StringIO()
    for out, terminal in ((bar, True), (lines, False)):
        progress = Progress(out.write, "Lettura", 20, terminal=terminal)
        for done in range(1, 21):
            progress.reached(done)
    assert lines.getvalue().splitlines() == [f"Lettura: {n}/20" for n in range(2, 21, 2)]
    assert bar.getvalue().endswith(f"\rLettura {'█' * 25} 20/20\n")


def test_table_keeps_the_heading_as_it_is_written() -> None:
    assert read_table(b" Nome  e Cognome ,x\n1,2\n") == Table(
        ("Nome  e Cognome", "x"), read_table(b"a,b\n1,2\n").written
    )
