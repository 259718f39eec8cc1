"""One row of another register as a request, or every reason why it cannot be one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from foia.rules.filing import (
    ApplicantDetails,
    Filing,
    FilingChannel,
    Identification,
    cleaned,
    reasons_against_filing,
)
from foia.rules.filing.guards import SUBJECT_LENGTH
from foia.rules.importing.sheet import SheetLine
from foia.rules.importing.words import KIND_WORDS, OUTCOME_WORDS, PURPOSE_WORDS, plainly
from foia.rules.kinds import DEFAULT_KIND, AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.recurrence.register_scan import day_of
from pasocial.cleaning import calendar_day, calendar_month
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

LONGEST_REFERENCE = 120


@dataclass(frozen=True)
class PastRequest:
    """A request as another register tells it, cleaned. `decided_on` is empty when the register does not say."""

    line: int
    reference: str
    received_on: date
    draft: Filing
    holder: str = ""
    outcome: Outcome | None = None
    decided_on: date | None = None
    reasons: str = ""
    approximate_day: bool = False


@dataclass(frozen=True)
class RowReading:
    """What a row gives: a request, or every reason against it."""

    line: SheetLine
    past: PastRequest | None = None
    refusals: tuple[Refusal, ...] = attribute(default_factory=tuple)


def read_row(
    line: SheetLine,
    *,
    today: date,
    outcomes: Mapping[str, Outcome],
    language: str = "it",
    approximate: bool = False,
    without_day: date | None = None,
) -> RowReading:
    """The request a row tells, or every reason why it cannot be imported. `outcomes` adds words of this file.

    Only because whoever imports says so: `approximate` takes a month or a span of days for its last day, and
    `without_day` is the day of rows that have none. Such days are marked as approximate.
    """
    if line.refusal is not None:
        return RowReading(line, None, (line.refusal,))
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
        return RowReading(line, None, tuple(refusals))
    return RowReading(
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
    if month := calendar_month(written):
        return month.replace(day=monthrange(month.year, month.month)[1])
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


def _draft(cells: Mapping[str, str], refusals: list[Refusal], today: date, language: str) -> Filing:
    subject, text = cells.get("subject", ""), cells.get("text", "")
    kind = KIND_WORDS.get(plainly(cells.get("kind", "")))
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
    return Filing(
        subject=subject or subject_from(text),
        body=text or subject,
        kind=kind or DEFAULT_KIND,
        applicant=ApplicantDetails(
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
        channel=FilingChannel.COUNTER,
        motive=cells.get("motive", ""),
        purpose=PURPOSE_WORDS.get(plainly(cells.get("purpose", ""))),
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
    return calendar_day(written)


def _outcome(written: str, outcomes: Mapping[str, Outcome], refusals: list[Refusal]) -> Outcome | None:
    word = plainly(written)
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
