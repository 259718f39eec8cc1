"""Another register's file: which separator, which letters, which columns; says what is wrong in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LONGEST_CELL = 10_000_000
SEPARATORS = ",;\t|"

# Our name of each column → other names under which it is found without `--map`.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "request_id": ("identifier", "id", "identificativo", "numero", "protocollo"),
    "received_on": ("date", "data", "data_richiesta", "data_presentazione", "presentata_il"),
    "subject": ("oggetto", "title", "titolo"),
    "text": ("testo", "body", "richiesta", "descrizione"),
    "kind": ("tipo", "tipo_accesso"),
    "name": ("person", "nome", "richiedente", "nome_e_cognome"),
    "email": ("e-mail", "mail"),
    "pec": ("domicilio_digitale",),
    "codice_fiscale": ("cf",),
    "birth_date": ("data_nascita", "nato_il"),
    "address": ("indirizzo", "residenza"),
    "organisation": ("organizzazione", "per_conto_di"),
    "purpose": ("scopo", "applicant_type"),
    "motive": ("interesse",),
    "language": ("lingua",),
    "holder": ("ufficio", "ufficio_competente"),
    "outcome": ("decision", "esito"),
    "decided_on": ("data_decisione", "data_esito", "decisa_il"),
    "reasons": ("motivazione", "sintesi_motivazione"),
}


class ListFault(Exception):
    """The file as a whole cannot be read; the message says what to do, in Italian."""


@dataclass(frozen=True)
class Line:
    """One row of the file: its place, the heading being line 1, and its cells under our names."""

    number: int
    cells: Mapping[str, str]

    @property
    def reference(self) -> str:
        return " ".join(self.cells.get("request_id", "").split())


def read_lines(raw: bytes, mapped: Mapping[str, str]) -> Iterator[Line]:
    """The rows of a CSV file; `mapped` gives our name → the file's, several joined by `+` become one text.

    UTF-8, with or without mark, or Windows-1252; comma, semicolon, tab or bar. Raises ListFault.
    """
    try:
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = raw.decode("cp1252", errors="replace")
    written = written.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if not written.strip():
        raise ListFault("Il file è vuoto.")
    heading = written.split("\n", 1)[0]
    separator = max(SEPARATORS, key=heading.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
    places = columns_of(next(reader), mapped)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(
                    reader.line_num,
                    {
                        ours: "\n".join(cells[place] for place in theirs if place < len(cells)).strip()
                        for ours, theirs in places.items()
                    },
                )
    except csv.Error as fault:
        raise ListFault(f"Riga {reader.line_num}: il CSV non è ben formato ({fault}).") from fault


def columns_of(heading: list[str], mapped: Mapping[str, str]) -> dict[str, list[int]]:
    """Where each of our columns stands. Raises ListFault for a name that is not there."""
    names = [name.strip().casefold() for name in heading]
    if unknown := sorted(set(mapped) - set(COLUMNS)):
        raise ListFault(f"«{unknown[0]}» non è una nostra colonna. Sono: {', '.join(COLUMNS)}.")
    places: dict[str, list[int]] = {}
    for ours, others in COLUMNS.items():
        if ours in mapped:
            for theirs in mapped[ours].split("+"):
                if theirs.strip().casefold() not in names:
                    raise ListFault(f"Manca la colonna «{theirs.strip()}». Ci sono: {', '.join(names)}.")
                places.setdefault(ours, []).append(names.index(theirs.strip().casefold()))
        else:
            found = next((name for name in (ours, *others) if name in names), None)
            if found is not None:
                places[ours] = [names.index(found)]
    for needed in ("request_id", "received_on"):
        if needed not in places:
            raise ListFault(
                f"Manca la colonna «{needed}». Ci sono: {', '.join(names)}. "
                f"Per usarne un'altra: --map {needed}=NOME."
            )
    if "subject" not in places and "text" not in places:
        raise ListFault(
            f"Manca il testo delle richieste. Ci sono: {', '.join(names)}. "
            "Di' quale colonna lo contiene: --map text=NOME."
        )
    return places
