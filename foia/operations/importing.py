"""Takes in requests that came before this platform, with their own days; writes to nobody.

Row by row the result is that of `file_request`, except for what belongs to the past: the number is of the year of
receipt, nobody gets a receipt or is asked who she is, and a request whose story is over arrives with its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction

from foia.models import AccessRequest, Applicant, Decision, RecordedFact, Suggestion
from foia.operations.facts import ITEM, cached_days
from foia.operations.intake import applicant_fields, keys_of, language_code
from foia.queries.importing import known_references
from foia.rules import facts as legal
from foia.rules.clock import read_clock
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text, needs_identification
from foia.rules.importing import PastRequest, reasons_against_importing
from foia.rules.kinds import rules_of
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.states import State
from foia.wording import FoiaEvent
from pasocial.office.people.private_access.operations import new_code
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record_all
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.timekeeping import ROME, local_date

# Two imports never run together: the second waits for the first one's chunk and then sees its rows.
IMPORT_LOCK = 731_002
# A register keeps days, not hours: noon is the same day in every season's time.
NOON = time(12)
_STATE_OF_END = {Outcome.TRANSFERRED: State.TRANSFERRED, Outcome.WITHDRAWN: State.WITHDRAWN}
_OWED = frozenset({State.RECEIVED, State.NEEDS_IDENTIFICATION})
_FACT_OF_END = {
    Outcome.TRANSFERRED: FactKind.TRANSFERRED_AWAY,
    Outcome.WITHDRAWN: FactKind.WITHDRAWN,
}


@dataclass(frozen=True)
class Imported:
    """What became of a chunk: requests made, how many of them the office still owes, rows that were here already."""

    made: int
    owed: int
    known: int


@dataclass(frozen=True)
class Pair:
    """Two imported requests that a machine thinks alike, `earlier` first received; people will judge."""

    request_id: int
    earlier_id: int
    score: float
    why: Mapping[str, Any]


@transaction.atomic
def import_chunk(
    *, rows: Sequence[PastRequest], by: Actor, at: datetime, owed_since: date, is_test: bool = False
) -> Imported:
    """Imports rows in one transaction with one trail entry each; those whose reference is known are left as they are.

    A row without an outcome received from `owed_since` on is still owed and gets its work item; an older one is
    history and arrives closed. Raises Refused for a row the rules refuse: read rows with rules.importing first.
    """
    today = local_date(at)
    for row in rows:
        insist(reasons_against_importing(row, today))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    known = known_references([row.reference for row in rows])
    fresh = list({row.reference: row for row in reversed(rows) if row.reference not in known}.values())[::-1]
    numbers = _numbers([row.received_on.year for row in fresh])
    applicants = Applicant.objects.bulk_create([_applicant(row) for row in fresh])
    patron = settings_store.patron_day()
    made: list[AccessRequest] = []
    for row, applicant, (year, sequence) in zip(fresh, applicants, numbers, strict=True):
        request = _request(row, applicant, at, owed_since, is_test)
        request.year, request.sequence = year, sequence
        clock = read_clock(row.draft.kind, [legal.Fact(kind, on) for kind, on in _facts(row)], today, patron)
        for name, value in cached_days(clock).items():
            setattr(request, name, value)
        made.append(request)
    AccessRequest.objects.bulk_create(made)
    pairs = list(zip(fresh, made, strict=True))
    RecordedFact.objects.bulk_create(
        RecordedFact(request=request, kind=str(kind), on=on, recorded_at=at)
        for row, request in pairs
        for kind, on in _facts(row)
    )
    Decision.objects.bulk_create(
        [decision for row, request in pairs if (decision := _decision(row, request)) is not None]
    )
    owed = [request for request in made if request.state in _OWED]
    for request in owed:
        work.open_item(
            desk="foia",
            kind=ITEM,
            about=request.about,
            title=f"{request.number} {request.subject}",
            due_on=request.due_on,
            by=by,
            at=at,
        )
    record_all(
        event=FoiaEvent.IMPORTED,
        by=by,
        at=at,
        notes=[(request.about, _note(row, request)) for row, request in pairs],
    )
    return Imported(len(made), len(owed), len(rows) - len(made))


@transaction.atomic
def suggest_pairs(*, pairs: Sequence[Pair], by: Actor, at: datetime) -> int:
    """Keeps pairs as suggestions for people to judge, one trail entry for each request that got some; joins nothing."""
    ids = [pair.request_id for pair in pairs]
    there = set(Suggestion.objects.filter(request_id__in=ids).values_list("request_id", "earlier_id"))
    fresh = [pair for pair in pairs if (pair.request_id, pair.earlier_id) not in there]
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                request_id=pair.request_id,
                earlier_id=pair.earlier_id,
                score=pair.score,
                why=dict(pair.why),
                made_at=at,
            )
            for pair in fresh
        ],
        ignore_conflicts=True,
    )
    counted: dict[int, int] = {}
    for pair in fresh:
        counted[pair.request_id] = counted.get(pair.request_id, 0) + 1
    record_all(
        event=FoiaEvent.SUGGESTED,
        by=by,
        at=at,
        notes=[(f"foia.request:{pk}", {"found": number}) for pk, number in counted.items()],
    )
    return len(fresh)


def _numbers(years: Sequence[int]) -> list[tuple[int, int]]:
    """The next numbers of the years of receipt, in the order of the rows, under the lock of each year's row."""
    wanted: dict[int, int] = {}
    for year in years:
        wanted[year] = wanted.get(year, 0) + 1
    following: dict[int, int] = {}
    with connection.cursor() as cursor:
        for year in sorted(wanted):
            cursor.execute(
                "INSERT INTO foia_numbering (year, last) VALUES (%s, %s)"
                " ON CONFLICT (year) DO UPDATE SET last = foia_numbering.last + excluded.last RETURNING last",
                [year, wanted[year]],
            )
            following[year] = int(cursor.fetchone()[0]) - wanted[year]
    numbers = []
    for year in years:
        following[year] += 1
        numbers.append((year, following[year]))
    return numbers


def _applicant(row: PastRequest) -> Applicant:
    # Nobody of the past agreed to hear from us.
    return Applicant(
        **applicant_fields(row.draft.applicant),
        language=language_code(row.draft.language),
        consents_electronic=row.draft.consent_electronic,
        agrees_to_be_told=row.draft.agrees_to_be_told,
    )


def _request(
    row: PastRequest, applicant: Applicant, at: datetime, owed_since: date, is_test: bool
) -> AccessRequest:
    draft = row.draft
    unknown = needs_identification(draft)
    received = datetime.combine(row.received_on, NOON, tzinfo=ROME)
    state = _state(row, unknown, owed_since)
    return AccessRequest(
        code=new_code(),
        kind=str(draft.kind),
        channel=AccessRequest.Channel.IMPORT,
        subject=draft.subject,
        body=draft.body,
        language=language_code(draft.language),
        purpose=str(draft.purpose or ""),
        motive=draft.motive,
        sector=draft.sector,
        delivery=str(draft.delivery),
        made_public_url=draft.made_public_url,
        made_public_on=draft.made_public_on,
        applicant=applicant,
        state=str(state),
        holder=row.holder,
        is_test=is_test,
        received_at=received,
        received_on=row.received_on,
        identified_on=None if unknown else row.received_on,
        answered_on=row.decided_on if _is_decided(row) else None,
        closed_at=None if state in _OWED else at,
        outcome=str(row.outcome or ""),
        counts_for_recurrence=rules_of(draft.kind).counts_for_recurrence
        and not is_test
        and not unknown
        and row.outcome is not Outcome.TRANSFERRED,
        source_ref=row.reference,
        **keys_of(draft.applicant),
    )


def _state(row: PastRequest, unknown: bool, owed_since: date) -> State:
    if row.outcome is not None:
        return _STATE_OF_END.get(row.outcome, State.CLOSED)
    if row.received_on < owed_since:
        return State.CLOSED
    return State.NEEDS_IDENTIFICATION if unknown else State.RECEIVED


def _is_decided(row: PastRequest) -> bool:
    return row.outcome is not None and OUTCOMES[row.outcome].decided


def _facts(row: PastRequest) -> list[tuple[FactKind, date]]:
    """Facts with their days; an end without a day leaves none, since a day is never invented."""
    found = [(FactKind.FILED, row.received_on)]
    if row.outcome and row.decided_on:
        found.append((_FACT_OF_END.get(row.outcome, FactKind.ANSWERED), row.decided_on))
    return found


def _decision(row: PastRequest, request: AccessRequest) -> Decision | None:
    """The reasons the register kept, if any: who signed and the letter stay in the old archive."""
    if not row.reasons.strip() or not _is_decided(row) or row.decided_on is None:
        return None
    moment = datetime.combine(row.decided_on, NOON, tzinfo=ROME)
    return Decision(
        request=request,
        outcome=str(row.outcome),
        reasons=clean_text(row.reasons),
        state=Decision.State.SENT,
        drafted_at=moment,
        approved_at=moment,
        sent_at=moment,
    )


def _note(row: PastRequest, request: AccessRequest) -> dict[str, Any]:
    return {
        "number": request.number,
        "kind": request.kind,
        "channel": str(request.channel),
        "due_on": request.due_on.isoformat() if request.due_on else None,
        "received_on": request.received_on.isoformat(),
        "outcome": request.outcome,
        "answered_on": request.answered_on.isoformat() if request.answered_on else None,
        "test": request.is_test,
        "approximate_day": row.approximate_day,
    }
