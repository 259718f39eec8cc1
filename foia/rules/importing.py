"""Reads requests that came before this platform from an exported list, and says in words what each row lacks.

Facts in, drafts out: no day, person or outcome is ever invented. A cell that is empty stays empty.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from foia.rules.filing import (
    Applicant,
    Channel,
    Draft,
    Identification,
    Purpose,
    cleaned,
    reasons_against_filing,
)
from foia.rules.filing.guards import SUBJECT_LENGTH
from foia.rules.kinds import DEFAULT_KIND, AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.recurrence.register_scan import day_of
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

LONGEST_REFERENCE = 120
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

OUTCOME_WORDS: Mapping[str, Outcome] = {
    **{str(outcome): outcome for outcome in Outcome},
    "accolta": Outcome.GRANTED,
    "accoglimento": Outcome.GRANTED,
    "all disclosed": Outcome.GRANTED,
    "accolta parzialmente": Outcome.PARTLY_GRANTED,
    "accoglimento parziale": Outcome.PARTLY_GRANTED,
    "rifiuto parziale": Outcome.PARTLY_GRANTED,
    "disclosed in part": Outcome.PARTLY_GRANTED,
    "differita": Outcome.DEFERRED,
    "differimento": Outcome.DEFERRED,
    "rifiutata": Outcome.REFUSED,
    "respinta": Outcome.REFUSED,
    "diniego": Outcome.REFUSED,
    "rifiuto totale": Outcome.REFUSED,
    "nothing disclosed": Outcome.REFUSED,
    "inammissibile": Outcome.INADMISSIBLE,
    "irricevibile": Outcome.UNRECEIVABLE,
    "trasferita": Outcome.TRANSFERRED,
    "ritirata": Outcome.WITHDRAWN,
    "rinunciata": Outcome.WITHDRAWN,
    "discontinued": Outcome.WITHDRAWN,
}
KIND_WORDS: Mapping[str, AccessKind] = {
    **{str(kind): kind for kind in AccessKind},
    "": DEFAULT_KIND,
    "semplice": AccessKind.SIMPLE_CIVIC,
    "accesso civico": AccessKind.SIMPLE_CIVIC,
    "accesso civico semplice": AccessKind.SIMPLE_CIVIC,
    "generalizzato": AccessKind.GENERALISED,
    "foia": AccessKind.GENERALISED,
    "accesso civico generalizzato": AccessKind.GENERALISED,
    "documentale": AccessKind.DOCUMENTARY,
    "accesso documentale": AccessKind.DOCUMENTARY,
    "ambientale": AccessKind.ENVIRONMENTAL,
    "accesso ambientale": AccessKind.ENVIRONMENTAL,
}
# Declared purposes serve statistics only: a word that is none of these is left out, never a reason to refuse.
PURPOSE_WORDS: Mapping[str, Purpose] = {
    **{str(purpose): purpose for purpose in Purpose},
    "public": Purpose.PERSONAL,
    "academia": Purpose.RESEARCH,
    "media": Purpose.JOURNALISM,
    "business": Purpose.COMMERCIAL,
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


@dataclass(frozen=True)
class PastRequest:
    """A request as another register tells it, cleaned. `decided_on` is empty when the register does not say."""

    line: int
    reference: str
    received_on: date
    draft: Draft
    holder: str = ""
    outcome: Outcome | None = None
    decided_on: date | None = None
    reasons: str = ""
    approximate_day: bool = False


@dataclass(frozen=True)
class Reading:
    """What a row gives: a request, or every reason against it."""

    line: Line
    past: PastRequest | None = None
    refusals: tuple[Refusal, ...] = attribute(default_factory=tuple)


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


def read_row(
    line: Line,
    *,
    today: date,
    outcomes: Mapping[str, Outcome],
    language: str = "it",
    approximate: bool = False,
    without_day: date | None = None,
) -> Reading:
    """The request a row tells, or every reason why it cannot be imported. `outcomes` adds words of this file.

    Only because whoever imports says so: `approximate` takes a month or a span of days for its last day, and
    `without_day` is the day of rows that have none. Such days are marked as approximate.
    """
    cells = dict(line.cells)
    written = cells.get("received_on", "").strip()
    if not written and without_day:
        cells["received_on"] = without_day.isoformat()
    elif approximate and day_of(written) is None and (last := last_day_of(written)):
        cells["received_on"] = last.isoformat()
    guessed = cells.get("received_on", "").strip() != written
    refusals: list[Refusal] = []
    if not line.reference:
        refusals.append(
            Refusal(
                "reference_missing",
                _("Manca l'identificativo: serve a non importarla due volte."),
                "request_id",
            )
        )
    elif len(line.reference) > LONGEST_REFERENCE:
        refusals.append(
            Refusal(
                "reference_too_long",
                _("L'identificativo è troppo lungo: al massimo {most} caratteri."),
                "request_id",
                {"most": LONGEST_REFERENCE},
            )
        )
    received_on = _day(cells.get("received_on", ""), "received_on", refusals, today, needed=True)
    outcome = _outcome(cells.get("outcome", ""), outcomes, refusals)
    decided_on = _day(cells.get("decided_on", ""), "decided_on", refusals, today)
    if decided_on and received_on and decided_on < received_on:
        refusals.append(
            Refusal(
                "decided_before",
                _("La decisione è precedente alla richiesta: controlla le date."),
                "decided_on",
            )
        )
    if decided_on and outcome is None and not cells.get("outcome", ""):
        refusals.append(
            Refusal("outcome_missing", _("C'è il giorno della decisione ma non l'esito."), "outcome")
        )
    draft = cleaned(_draft(cells, refusals, today, language))
    refusals += reasons_against_filing(draft, today)
    if refusals or received_on is None:
        return Reading(line, None, tuple(refusals))
    return Reading(
        line,
        PastRequest(
            line=line.number,
            reference=line.reference,
            received_on=received_on,
            draft=draft,
            holder=" ".join(cells.get("holder", "").split())[:150],
            outcome=outcome,
            decided_on=decided_on,
            reasons=cells.get("reasons", ""),
            approximate_day=guessed,
        ),
    )


def last_day_of(written: str) -> date | None:
    """The last day of a month ("2015-03") or of a span ("2013-07-01/2013-09-30")."""
    if month := re.fullmatch(r"(\d{4})-(\d{1,2})", written):
        year, number = int(month[1]), int(month[2])
        return date(year, number, monthrange(year, number)[1]) if 1 <= number <= 12 else None
    first, slash, last = written.partition("/")
    opening, closing = day_of(first), day_of(last) if slash else None
    return closing if opening and closing and opening <= closing else None


def repeated(first: int) -> Refusal:
    return Refusal(
        "reference_repeated",
        _("L'identificativo è già alla riga {first}: si importa solo la prima."),
        "request_id",
        {"first": first},
    )


def subject_from(text: str) -> str:
    """The first sentence of a text, as the subject of a request whose register keeps none."""
    most = SUBJECT_LENGTH[1]
    line = " ".join(text.split())
    sentence = re.split(r"(?<=[.!?;])\s+(?=\S)", line, maxsplit=1)[0]
    chosen = sentence if SUBJECT_LENGTH[0] <= len(sentence) else line
    if len(chosen) <= most:
        return chosen
    return f"{chosen[: most - 1].rsplit(' ', 1)[0][: most - 1].rstrip(' ,;:')}…"


def _draft(cells: Mapping[str, str], refusals: list[Refusal], today: date, language: str) -> Draft:
    subject, text = cells.get("subject", ""), cells.get("text", "")
    kind = KIND_WORDS.get(_plain(cells.get("kind", "")))
    if kind is None:
        refusals.append(
            Refusal(
                "kind_unknown",
                _("Il tipo di accesso «{written}» non è riconosciuto: usa {known}."),
                "kind",
                {"written": cells["kind"][:40], "known": ", ".join(AccessKind)},
            )
        )
    name = cells.get("name", "")
    return Draft(
        subject=subject or subject_from(text),
        body=text or subject,
        kind=kind or DEFAULT_KIND,
        applicant=Applicant(
            name=name,
            email=cells.get("email", ""),
            pec=cells.get("pec", ""),
            codice_fiscale=cells.get("codice_fiscale", ""),
            birth_date=_day(cells.get("birth_date", ""), "birth_date", refusals, today),
            residence=cells.get("address", ""),
            organisation=cells.get("organisation", ""),
            identified_by=Identification.DECLARED if name else Identification.NONE,
        ),
        # The request is stored as imported; this only says that no address was needed to receive it.
        channel=Channel.COUNTER,
        motive=cells.get("motive", ""),
        purpose=PURPOSE_WORDS.get(_plain(cells.get("purpose", ""))),
        language=cells.get("language", "") or language,
    )


def _day(
    written: str, field: str, refusals: list[Refusal], today: date, *, needed: bool = False
) -> date | None:
    if not written.strip():
        if needed:
            refusals.append(
                Refusal(
                    "day_missing",
                    _("Manca il giorno di presentazione: senza, il termine non si può calcolare."),
                    field,
                )
            )
        return None
    # A birth may be earlier than any register.
    day = day_of(written) if field != "birth_date" else _birth(written)
    if day is None:
        refusals.append(
            Refusal(
                "day_invalid",
                _("La data «{written}» non dice un giorno: usa AAAA-MM-GG o GG/MM/AAAA."),
                field,
                {"written": written.strip()[:30]},
            )
        )
    elif day > today:
        refusals.append(Refusal("day_in_future", _("La data è nel futuro: correggila."), field))
    else:
        return day
    return None


def _birth(written: str) -> date | None:
    if slashed := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", written.strip()):
        day, month, year = (int(part) for part in slashed.groups())
    elif dashed := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", written.strip()):
        year, month, day = (int(part) for part in dashed.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _outcome(written: str, outcomes: Mapping[str, Outcome], refusals: list[Refusal]) -> Outcome | None:
    word = _plain(written)
    if not word:
        return None
    found = outcomes.get(word) or OUTCOME_WORDS.get(word)
    if found is None:
        refusals.append(
            Refusal(
                "outcome_unknown",
                _("L'esito «{written}» non è riconosciuto: di' a che cosa corrisponde con --outcome."),
                "outcome",
                {"written": written[:40]},
            )
        )
    return found


def _plain(written: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", written).casefold().split())


def outcome_words(pairs: Mapping[str, str]) -> dict[str, Outcome]:
    """Words of one file → outcomes. Raises ListFault for an outcome that does not exist."""
    found = {}
    for theirs, ours in pairs.items():
        if _plain(ours) not in OUTCOME_WORDS:
            raise ListFault(f"L'esito «{ours}» non esiste. Sono: {', '.join(Outcome)}.")
        found[_plain(theirs)] = OUTCOME_WORDS[_plain(ours)]
    return found
