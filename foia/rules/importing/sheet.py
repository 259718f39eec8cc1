"""The columns of another register: what we call them, under which other names they are found, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.tables import Column, TableFault, read_table

COLUMNS: tuple[Column, ...] = (
    Column("request_id", ("identifier", "id", "identificativo", "numero", "protocollo"), needed=True),
    Column(
        "received_on",
        ("date", "data", "data_richiesta", "data_presentazione", "presentata_il"),
        needed=True,
    ),
    Column("subject", ("oggetto", "title", "titolo")),
    Column("text", ("testo", "body", "richiesta", "descrizione")),
    Column("kind", ("tipo", "tipo_accesso")),
    Column("name", ("person", "nome", "richiedente", "nome_e_cognome")),
    Column("email", ("e-mail", "mail")),
    Column("pec", ("domicilio_digitale",)),
    Column("codice_fiscale", ("cf",)),
    Column("birth_date", ("data_nascita", "nato_il")),
    Column("address", ("indirizzo", "residenza")),
    Column("organisation", ("organizzazione", "per_conto_di")),
    Column("purpose", ("scopo", "applicant_type")),
    Column("motive", ("interesse",)),
    Column("language", ("lingua",)),
    Column("holder", ("ufficio", "ufficio_competente")),
    Column("outcome", ("decision", "esito")),
    Column("decided_on", ("data_decisione", "data_esito", "decisa_il")),
    Column("reasons", ("motivazione", "sintesi_motivazione")),
)


@dataclass(frozen=True)
class SheetLine:
    """One row of the file: its place, the heading being line 1, its cells under our names, or why it is no row."""

    number: int
    cells: Mapping[str, str]
    refusal: Refusal | None = None

    @property
    def reference(self) -> str:
        return " ".join(self.cells.get("request_id", "").split())


def read_lines(raw: bytes, mapped: Mapping[str, str]) -> Iterator[SheetLine]:
    """The rows of a file; `mapped` gives our name → the file's, several joined by `+`. Raises TableFault."""
    table = read_table(raw)
    if not {"subject", "text"} & table.places(COLUMNS, mapped).keys():
        raise no_text(table.names)
    for row in table.rows(COLUMNS, mapped):
        yield SheetLine(row.line, row.cells, row.refusal)


def no_text(names: tuple[str, ...]) -> TableFault:
    return TableFault(
        Refusal(
            "text_missing",
            _(
                "Manca il testo delle richieste. Ci sono: {names}. "
                "Di' quale colonna lo contiene: --map text=NOME."
            ),
            values={"names": ", ".join(names)},
        )
    )
