"""Reading a register exported by any office: which separator, which letters, which columns. Says what is
wrong in words."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping

from .register_scan import RegisterRow

LONGEST_CELL = 10_000_000
_SEPARATORS = ",;\t|"


class RegisterFault(Exception):
    """The file as a whole cannot be read; the message says what to do, in Italian."""


def read_register(raw: bytes, columns: Mapping[str, str]) -> list[RegisterRow]:
    """The rows of a CSV file. `columns`: what each of request_id, date, person, text is called in the
    heading. Several columns joined by `+` become one text. A register that keeps no persons has "" for person.
    """
    names, written = read_table(raw)
    places = {
        wanted: _places(wanted, called, names) if called or wanted != "person" else []
        for wanted, called in columns.items()
    }
    rows = []
    for line, cells in written:

        def cell(wanted: str, cells: list[str] = cells) -> str:
            return "\n".join(cells[place] for place in places[wanted] if place < len(cells))

        rows.append(RegisterRow(line, cell("request_id"), cell("date"), cell("person"), cell("text")))
    return rows


def read_table(raw: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading in small letters, and each row that is not empty with the line on which it begins.

    UTF-8 or UTF-16 with their marks, UTF-8 without, or Windows-1252; comma, semicolon, tab or bar. Null
    characters are dropped.
    """
    written = _decoded(raw).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if not written.strip():
        raise RegisterFault("Il file è vuoto.")
    heading = written.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=heading.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
    names = [name.strip().casefold() for name in next(reader)]
    rows = []
    begins = reader.line_num + 1
    last = begins
    try:
        for cells in reader:
            last = begins
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise RegisterFault(f"Riga {reader.line_num}: il CSV non è ben formato ({fault}).") from fault
    if _left_open(written.split("\n")[last - 1 :], separator):
        raise RegisterFault(
            f"Riga {last}: virgolette aperte e mai chiuse; il resto del file ci finirebbe dentro."
        )
    return names, rows


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _left_open(lines: list[str], separator: str) -> bool:
    """Whether the last row opens a quoted cell that nothing closes: every row after it would be lost unsaid."""
    try:
        for _ in csv.reader(lines, delimiter=separator, strict=True):
            pass
    except csv.Error as fault:
        return "unexpected end of data" in str(fault)
    return False


def _places(wanted: str, called: str, names: list[str]) -> list[int]:
    places = []
    for name in called.split("+"):
        if name.strip().casefold() not in names:
            raise RegisterFault(
                f"Manca la colonna «{name.strip()}». Ci sono: {', '.join(names)}. "
                f"Per usarne un'altra: --{wanted.replace('_', '-')}=NOME."
                + (' Se il registro non dice chi chiede: --person="".' if wanted == "person" else "")
            )
        places.append(names.index(name.strip().casefold()))
    return places
