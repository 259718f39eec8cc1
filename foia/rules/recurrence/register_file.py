"""Reading a register exported by any office: which separator, which letters, which columns. Says what is
wrong in words."""

from __future__ import annotations

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
    heading.

    Several columns joined by `+` become one text. UTF-8, with or without mark, or Windows-1252; comma,
    semicolon,
    tab or bar. Null characters are dropped.
    """
    try:
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = raw.decode("cp1252", errors="replace")
    written = written.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if not written.strip():
        raise RegisterFault("Il file è vuoto.")
    heading = written.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=heading.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
    names = [name.strip().casefold() for name in next(reader)]
    places = {wanted: _places(wanted, called, names) for wanted, called in columns.items()}
    rows = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue

            def cell(wanted: str, cells: list[str] = cells) -> str:
                return "\n".join(cells[place] for place in places[wanted] if place < len(cells))

            rows.append(
                RegisterRow(reader.line_num, cell("request_id"), cell("date"), cell("person"), cell("text"))
            )
    except csv.Error as fault:
        raise RegisterFault(f"Riga {reader.line_num}: il CSV non è ben formato ({fault}).") from fault
    return rows


def _places(wanted: str, called: str, names: list[str]) -> list[int]:
    places = []
    for name in called.split("+"):
        if name.strip().casefold() not in names:
            raise RegisterFault(
                f"Manca la colonna «{name.strip()}». Ci sono: {', '.join(names)}. "
                f"Per usarne un'altra: --{wanted.replace('_', '-')}=NOME."
            )
        places.append(names.index(name.strip().casefold()))
    return places
