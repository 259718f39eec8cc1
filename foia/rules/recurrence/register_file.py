"""A register exported by any office, as rows to be grouped: what it calls its columns is said by whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pasocial.refusal import Refusal
from pasocial.tables import Column, TableFault, read_table

from .register_scan import RegisterRow


def read_register(raw: bytes, columns: Mapping[str, str]) -> list[RegisterRow]:
    """The rows of a file. `columns`: what each of request_id, date, person, text is called in the heading, several
    joined by `+`. A register that keeps no persons has "" for person. Raises TableFault, for a broken row too: one
    that is left out could be the fourth that asked.
    """
    table = read_table(raw)
    wanted = {name: called for name, called in columns.items() if called or name != "person"}
    try:
        rows = list(table.rows([Column(name, needed=True) for name in wanted], wanted, option="--{}"))
    except TableFault as fault:
        if fault.refusal.values.get("how", "").startswith("--person"):  # type: ignore[attr-defined]
            raise TableFault(_may_be_empty(fault.refusal)) from fault
        raise
    table.insist_on_whole_rows()
    return [
        RegisterRow(
            row.line,
            row.cells["request_id"],
            row.cells["date"],
            row.cells.get("person", ""),
            row.cells["text"],
        )
        for row in rows
    ]


def _may_be_empty(refusal: Refusal) -> Refusal:
    values = {
        **refusal.values,
        "how": f'{refusal.values["how"]}. Se il registro non dice chi chiede: --person=""',
    }
    return replace(refusal, values=values)
