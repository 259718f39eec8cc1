"""Takes in the tree of offices from a table and reports on every row; a broken row is refused alone.

It understands our own headings and those of the open data of the public administrations' index (IPA,
`unita-organizzative`). Offices that the file does not name stay as they are, and the report says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from pasocial.cleaning import address, one_line
from pasocial.office.people.offices import rules
from pasocial.office.people.offices.models import Office
from pasocial.office.people.offices.operations import put, standing_tree
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import Refusal, Refused, insist
from pasocial.tables import Column, Row, read_table

COLUMNS = (
    Column("codice", ("code", "id", "#id", "codice_ufficio", "codice_uni_uo"), needed=True),
    Column("nome", ("name", "denominazione", "ufficio", "descrizione_uo"), needed=True),
    Column("livello", ("level", "tipo")),
    Column("padre", ("parent", "codice_padre", "fa parte di", "codice_uni_uo_padre")),
    Column("responsabile", ("head", "mail responsabile", "mail_responsabile")),
    Column("casella", ("mailbox", "email", "e-mail", "mail", "pec", "mail1", "request_email")),
)


@dataclass
class ImportReport:
    """What became of each row: codes added, changed and unchanged; refused and doubted ones with their line and why."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[int, str, Refusal]] = field(default_factory=list)
    unknown_heads: list[tuple[int, str, str]] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)


@transaction.atomic
def import_offices(
    *, raw: bytes, by: Actor, at: datetime, mapped: Mapping[str, str] | None = None
) -> ImportReport:
    """Reads the table and puts every office in its place, whatever the order of its rows; one trail entry for all.

    Raises TableFault when the file is no table or a needed column is missing. The same file twice changes nothing.
    """
    report = ImportReport()
    rows: dict[str, Row] = {}
    for row in read_table(raw).rows(COLUMNS, mapped):
        code = one_line(row.cells.get("codice", ""))
        against = row.refusal or rules.reason_against_row(
            code, twice=code in rows, parent="", parent_known=True
        )
        if against is not None:
            report.refused.append((row.line, code, against))
        else:
            rows[code] = row
    offices = {one.code: one for one in Office.objects.select_for_update()}
    heads = {
        email.lower(): pk
        for email, pk in get_user_model().objects.filter(is_active=True).values_list("email", "pk")
    }
    standing = standing_tree()
    for row, depth in _parents_first(rows):
        _take_in(row, depth, offices, standing, heads, report)
    report.not_in_file = sorted(
        code for code, one in offices.items() if code not in rows and one.closed_at is None
    )
    if report.added or report.changed:
        record(
            event=OfficeEvent.OFFICES_IMPORTED,
            about="office.offices",
            by=by,
            at=at,
            note={
                "added": len(report.added),
                "changed": len(report.changed),
                "refused": len(report.refused),
            },
        )
    return report


def _take_in(
    row: Row,
    depth: int,
    offices: dict[str, Office],
    standing: dict[str, tuple[str, str]],
    heads: Mapping[str, int],
    report: ImportReport,
) -> None:
    code, above = one_line(row.cells["codice"]), one_line(row.cells.get("padre", ""))
    office = offices.get(code) or Office(code=code)
    is_new = office.pk is None
    named = one_line(row.cells.get("responsabile", ""))
    head = heads.get(address(named).lower()) if named else office.head_id
    if named and head is None:
        report.unknown_heads.append((row.line, code, named))
    try:
        insist(rules.reason_against_row(code, twice=False, parent=above, parent_known=above in offices))
        changed = put(
            office,
            standing,
            row.cells["nome"],
            rules.level_of(row.cells.get("livello", ""), depth),
            offices[above] if above else None,
            head,
            row.cells.get("casella", "").split("\n")[0],
        )
    except Refused as refused:
        report.refused.append((row.line, code, refused.refusal))
        return
    if office.closed_at is not None:
        office.closed_at, changed["closed"] = None, [True, False]
        office.save(update_fields=["closed_at"])
    offices[code] = office
    (report.added if is_new else report.changed if changed else report.unchanged).append(code)


def _parents_first(rows: Mapping[str, Row]) -> Iterator[tuple[Row, int]]:
    """Each row after the one it is part of, with how many rows are above it; a circle ends where it began."""
    parents = {code: one_line(row.cells.get("padre", "")) for code, row in rows.items()}
    depths: dict[str, int] = {}
    for code in parents:
        above, met = parents[code], {code}
        while above and above not in met:
            met.add(above)
            above = parents.get(above, "")
        depths[code] = len(met) - 1
    for code in sorted(rows, key=lambda one: (depths[one], rows[one].line)):
        yield rows[code], depths[code]
