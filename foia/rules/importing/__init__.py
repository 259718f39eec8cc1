"""Requests that came before this platform, read from an exported list. No day, person or outcome is ever invented."""

from foia.rules.importing.days import reasons_against_importing
from foia.rules.importing.rows import PastRequest, RowReading, read_row, repeated, subject_from
from foia.rules.importing.sheet import COLUMNS, SheetLine, read_lines
from foia.rules.importing.words import outcome_words

__all__ = [
    "COLUMNS",
    "PastRequest",
    "RowReading",
    "SheetLine",
    "outcome_words",
    "read_lines",
    "read_row",
    "reasons_against_importing",
    "repeated",
    "subject_from",
]
