"""What goes out is safe by itself: each format gets the same text, less what that format cannot hold.

Text of a former release, of an import or of another program may hold anything that the database keeps. Nothing
here judges a text; it only makes a file that every reader of its format opens.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

# XML 1.0 §2.2: every character but these. The C1 controls are allowed there, and are of no use to any reader.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_HALVES = re.compile("[\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A cell that begins so is computed by some spreadsheet, also after blanks or in full width.
_FORMULA = re.compile(r"[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\s']*[\t\r\n]")
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]')
LONGEST_FILE_NAME = 180


def plain(text: str) -> str:
    """Text without control characters other than tabs and line ends, and without halves of characters."""
    return _CONTROLS.sub("", text)


def xml_text(text: str) -> str:
    """Text that XML 1.0 can hold."""
    return _NOT_IN_XML.sub("", text)


def without_turns(text: str) -> str:
    """Text without what turns the reading order of all that follows."""
    return _TURNS.sub("", text)


def one_plain_line(text: str) -> str:
    """Text for a header or a line of a log: no control character, no line end, nothing that turns what follows."""
    return " ".join(without_turns(plain(text.replace("\x85", " "))).split())


def file_name(name: str) -> str:
    """A name under which any system saves a download, at most 180 bytes with its ending kept; never empty."""
    cleaned = _NO_FILE_NAME.sub("_", one_plain_line(unicodedata.normalize("NFC", name))).strip(". ")
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending.encode()) > 12:
        stem, ending = cleaned, ""
    room = LONGEST_FILE_NAME - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip()
    return f"{stem or 'file'}.{ending}" if ending else stem or "file"


def csv_cell(value: object) -> object:
    """A cell that no spreadsheet computes: text that would be a formula gets an apostrophe in front.

    Whoever reads the file by program takes one leading apostrophe away from cells that begin with apostrophes
    and then = + - @, a tab or a line end (`csv_text`): nothing else ever gets one. Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(cell: str) -> str:
    """The text that `csv_cell` wrote as this cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


class _Echo:
    """Hands each row back instead of keeping it, so that any length streams."""

    def write(self, row: str) -> str:
        return row


def csv_lines(heading: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180), its mark first so that spreadsheets read the accents."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([csv_cell(cell) for cell in heading])
    for row in rows:
        yield writer.writerow([csv_cell(cell) for cell in row])


def write_csv(file: IO[str], heading: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """The same into a file opened in UTF-8 with `newline=""`; without the mark, for programs and pipes."""
    writer = csv.writer(file)
    writer.writerow([csv_cell(cell) for cell in heading])
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)


def json_text(value: Any) -> str:
    """JSON in UTF-8 letters that every strict reader takes: halves of characters become the sign for unreadable."""
    return _HALVES.sub("\ufffd", json.dumps(value, ensure_ascii=False, allow_nan=False))
