"""Gives a request its entry in the protocol, whenever the office makes it; the term runs from the day of arrival."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from foia.models import AccessRequest
from foia.operations.concurrency import hold, keep
from foia.operations.facts import CACHED, add_fact, refold
from foia.queries.deadlines import standing
from foia.rules.facts import FactKind
from foia.rules.filing import clean_line
from foia.rules.receiving import reason_against_no_protocol, reasons_against_registering
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


@transaction.atomic
def enter_in_protocol(
    *,
    request_id: int,
    protocol: str,
    registered_on: date | None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> AccessRequest:
    """The number, and its day (today's when it is not said); one given before is put right and stays in the history.

    Also of a closed case: the number is that of a paper, not of a step. No term moves (Circolare 2/2017, 5.1).
    """
    request = hold(request_id=request_id, version=version)
    on, number = registered_on or local_date(at), clean_line(protocol)
    insist(reason_against_no_protocol(number))
    insist(reasons_against_registering(on, number, request.received_at, at))
    put_in_protocol(request, on, number, at)
    refold(request, at)
    keep(request, *CACHED)
    record(event=FoiaEvent.PROTOCOLLED, about=request.about, by=by, at=at)
    return request


def put_in_protocol(request: AccessRequest, on: date, number: str, at: datetime) -> None:
    """The dated fact, inside the caller's operation; in place of the former one."""
    former = [fact for fact in standing(request.facts.all()) if fact.kind == FactKind.REGISTERED]
    add_fact(
        request=request,
        kind=FactKind.REGISTERED,
        on=on,
        at=at,
        detail={"protocol": number} if number else {},
        voids=former[-1] if former else None,
    )
