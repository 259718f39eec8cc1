"""Tables that come from elsewhere, as any office exports them: which letters, which separator, which column is which.

Nothing is guessed in silence: a row that cannot be told from its neighbours is refused with its line, and the rows after
it are read. Plain Python; what the rows mean is said by whoever reads them.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pasocial.cleaning import many_lines
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

SEPARATORS = ",;\t|"
LONGEST_CELL = 10_000_000
# A quotation that is open for so many lines was never meant to be.
MOST_LINES_OF_A_CELL = 2_000
NOT_TABLES: Mapping[bytes, str] = {
    b"PK\x03\x04": "xlsx/ods",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
    b"%PDF": "pdf",
}


class TableFault(Exception):
    """The file as a whole cannot be read; the refusal says what to do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text())
        self.refusal = refusal


@dataclass(frozen=True)
class Column:
    """A column as we call it, and the other names under which it is found without being mapped."""

    name: str
    also: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Row:
    """One row: the line of the file on which it begins (the first is 1), its cells by our names, or why it is none."""

    line: int
    cells: Mapping[str, str]
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Written:
    """One row as it stands in the file, before anybody asked what its columns are."""

    line: int
    cells: Sequence[str]
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Table:
    """The heading as it is written, and every row that is not empty."""

    heading: tuple[str, ...]
    written: tuple[Written, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The heading as names are compared: without outer blanks, in small letters."""
        return tuple(_compared(name) for name in self.heading)

    def rows(
        self, columns: Sequence[Column], mapped: Mapping[str, str] | None = None, *, option: str = "--map"
    ) -> Iterator[Row]:
        """The rows by our names; a column that is not there gives no cell. Raises TableFault as `places` does."""
        places = self.places(columns, mapped, option=option)
        for row in self.written:
            cells = {
                ours: "\n".join(row.cells[place] for place in theirs if place < len(row.cells)).strip()
                for ours, theirs in places.items()
            }
            yield Row(row.line, cells, row.refusal)

    def places(
        self, columns: Sequence[Column], mapped: Mapping[str, str] | None = None, *, option: str = "--map"
    ) -> dict[str, list[int]]:
        """Where each of our columns stands. `mapped`: our name → the file's, several joined by `+` become one text.

        Raises TableFault for a needed column that is missing, for a name that is not in the heading or is there
        twice; `option` is how whoever reads the message maps a column.
        """
        return _places(self, columns, mapped or {}, option)

    def insist_on_whole_rows(self) -> None:
        """For readers to whom a file with a broken row is no file: raises TableFault for the first one."""
        for row in self.written:
            if row.refusal is not None:
                raise TableFault(row.refusal)


def read_table(raw: bytes) -> Table:
    """The table in these bytes. Raises TableFault when there is none.

    UTF-8, UTF-16 or UTF-32, with their mark or without, else Windows-1252; comma, semicolon, tab or bar, or the
    separator that a first line `sep=;` names. Cells are cleaned of what nobody sees.
    """
    for beginning, kind in NOT_TABLES.items():
        if raw.startswith(beginning):
            raise TableFault(
                Refusal(
                    "no_table",
                    _("È un file {kind}, non una tabella di testo: salvalo come CSV (UTF-8) e riprova."),
                    values={"kind": kind},
                )
            )
    lines = decoded(raw).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, separator = 0, ""
    if lines[0].strip().casefold().startswith("sep=") and len(lines[0].rstrip("\n")) >= 5:
        first, separator = 1, lines[0].strip(" ")[4]
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first == len(lines):
        raise TableFault(Refusal("table_empty", _("Il file è vuoto.")))
    separator = separator or _separator_of(lines[first])
    csv.field_size_limit(LONGEST_CELL)
    found = list(_rows(lines, first, separator))
    heading = found[0]
    if heading.refusal is not None:
        raise TableFault(heading.refusal)
    width = len(heading.cells)
    return Table(
        tuple(many_lines(name).strip() for name in heading.cells),
        tuple(_fitting(row, width) for row in found[1:] if row.refusal or any(map(str.strip, row.cells))),
    )


def decoded(raw: bytes) -> str:
    """The text of a file whose letters nobody named."""
    for mark, letters in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(letters, errors="replace")
    # Without a mark: in text of our languages every second byte of UTF-16 is empty.
    sample = raw[:4096]
    if len(sample) >= 4 and sample.count(0) > len(sample) // 4:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        return raw.decode("utf-16-le" if odd >= even else "utf-16-be", errors="replace").lstrip("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


Item = TypeVar("Item")


def worked_through(
    rows: Sequence[Item],
    work: Callable[[Sequence[Item]], None],
    *,
    at_once: int,
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Hands the rows to `work` a chunk at a time; each chunk is a transaction of its own.

    Whoever is stopped half way begins again from the first row: `work` passes over what it knows.
    """
    for start in range(0, len(rows), at_once):
        chunk = rows[start : start + at_once]
        work(chunk)
        if on_progress:
            on_progress(start + len(chunk))


class Progress:
    """A bar that redraws itself on a terminal; elsewhere one plain line for each tenth."""

    def __init__(self, write: Callable[[str], object], name: str, total: int, *, terminal: bool) -> None:
        self._write, self._name, self._total, self._terminal = write, name, total, terminal
        self._shown = -1

    def reached(self, done: int) -> None:
        step = done * (100 if self._terminal else 10) // self._total if self._total else 0
        if step == self._shown:
            return
        self._shown = step
        if self._terminal:
            bar = "█" * (step // 4) + "·" * (25 - step // 4)
            self._write(f"\r{self._name} {bar} {done}/{self._total}" + "\n" * (done == self._total))
        elif step:
            self._write(f"{self._name}: {done}/{self._total}\n")


def _compared(name: str) -> str:
    return " ".join(name.split()).casefold()


def _separator_of(heading: str) -> str:
    """The sign that parts the heading into most cells, quoted ones not looked into; a comma where none does."""
    outside = "".join(heading.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _rows(lines: Sequence[str], first: int, separator: str) -> Iterator[Written]:
    """Each row with the line on which it begins. One that cannot end is refused alone: the next line is a row again."""
    place, width = first, 0
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        cells, end = _one_row(lines, place, separator, width)
        if cells is not None and width and _holds_rows(cells, lines[place + 1 : end], separator, width):
            cells = None
        if cells is None:
            yield Written(place + 1, _alone(lines[place], separator), _left_open(place + 1))
            place += 1
            continue
        width = width or len(cells)
        yield Written(place + 1, [many_lines(cell) for cell in cells])
        place = end


def _one_row(lines: Sequence[str], place: int, separator: str, width: int) -> tuple[list[str] | None, int]:
    """The cells of the row that begins here and the line after it; no cells when its quotation never ends."""
    last = min(len(lines), place + MOST_LINES_OF_A_CELL)
    reader = csv.reader((line + "\n" for line in lines[place:last]), delimiter=separator, strict=True)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration) as fault:
        if "expected after" in str(fault) and reader.line_num == 1:
            # Something stands behind a closed quotation: read as spreadsheets read it, if it makes a row.
            loose = next(csv.reader([lines[place]], delimiter=separator))
            if len(loose) == width:
                return loose, place + 1
        return None, place + 1
    return cells, place + reader.line_num


def _holds_rows(cells: Sequence[str], inner: Sequence[str], separator: str, width: int) -> bool:
    """Whether two quotations far apart closed one another, so that the rows between them became one cell.

    A line inside that makes a row by itself gives it away: when the whole has the wrong number of cells, or when that
    line begins with an identifier of the same build (digits where this one has digits).
    """
    for line in inner:
        alone = _alone(line, separator)
        if len(alone) == width and (len(cells) != width or _build(alone[0]) == _build(cells[0]) != ""):
            return True
    return False


def _build(cell: str) -> str:
    """`2024/17` and `2025/3` are built alike: 9/9. Nothing for a cell without a digit, which may be any word."""
    build = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell.strip()))
    return build if "9" in build else ""


def _alone(line: str, separator: str) -> list[str]:
    """The cells of one line taken for itself, quotations or not."""
    return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])


def _left_open(line: int) -> Refusal:
    return Refusal(
        "quotation_open",
        _("Riga {line}: virgolette aperte e mai chiuse; il resto del file ci finirebbe dentro."),
        values={"line": line},
    )


def _fitting(row: Written, width: int) -> Written:
    """The row, refused when it holds more than the heading names: its cells would be taken for others."""
    if row.refusal is None and any(cell.strip() for cell in row.cells[width:]):
        refusal = Refusal(
            "row_too_long",
            _("Riga {line}: ha {cells} celle e l'intestazione {width}; controlla separatori e virgolette."),
            values={"line": row.line, "cells": len(row.cells), "width": width},
        )
        return Written(row.line, row.cells, refusal)
    return row


def _places(
    table: Table, columns: Sequence[Column], mapped: Mapping[str, str], option: str
) -> dict[str, list[int]]:
    ours = [column.name for column in columns]
    if unknown := sorted(set(mapped) - set(ours)):
        raise TableFault(
            Refusal(
                "column_not_ours",
                _("«{name}» non è una nostra colonna. Sono: {ours}."),
                values={"name": unknown[0], "ours": ", ".join(ours)},
            )
        )
    places: dict[str, list[int]] = {}
    for column in columns:
        if column.name in mapped:
            names = [_compared(name) for name in mapped[column.name].split("+")]
            places[column.name] = [_place(table, name, column.name, option) for name in names]
            continue
        found = next((name for name in (column.name, *column.also) if name in table.names), None)
        if found is not None:
            places[column.name] = [_place(table, found, column.name, option)]
        elif column.needed:
            raise _missing(table, column.name, column.name, option)
    return places


def _place(table: Table, name: str, ours: str, option: str) -> int:
    if name not in table.names:
        raise _missing(table, name, ours, option)
    if table.names.count(name) > 1:
        raise TableFault(
            Refusal(
                "column_twice",
                _("La colonna «{name}» c'è più volte: dai a ciascuna un nome suo."),
                values={"name": name},
            )
        )
    return table.names.index(name)


def _missing(table: Table, name: str, ours: str, option: str) -> TableFault:
    how = f"{option} {ours}=NOME" if option == "--map" else f"{option.format(ours.replace('_', '-'))}=NOME"
    return TableFault(
        Refusal(
            "column_missing",
            _("Manca la colonna «{name}». Ci sono: {names}. Per usarne un'altra: {how}."),
            values={"name": name, "names": ", ".join(table.names), "how": how},
        )
    )
