"""What a party says, and what nobody says in her place: receipt, opposition, consent, the news of a grant, silence."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from foia.models import AccessRequest, Party
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, refold
from foia.operations.parties.held import held_party, insist_step, record_step, window_of
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text
from foia.rules.outcomes import reason_against_deciding_now
from foia.rules.parties import reason_against_recording_reply
from foia.rules.party_steps import PartyStep, reason_against_grant_receipt_day, reason_against_opposition
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


@transaction.atomic
def record_notice_received(
    *, party_id: int, on: date, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """Receipt is proven: ten days to oppose run from here (C2 §6.2)."""
    request, party = held_party(party_id, version)
    _insist_reply(request, party, PartyStep.NOTE_RECEIPT, on, at)
    party.notice_received_on = on
    party.save(update_fields=["notice_received_on"])
    add_fact(request=request, kind=FactKind.PARTY_NOTICE_RECEIVED, on=on, at=at, party=party)
    record_step(request, FoiaEvent.PARTY_NOTICE_RECEIVED, party, by, at)
    return party


@transaction.atomic
def record_opposition(
    *, party_id: int, on: date, text: str, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """The party opposes, with her reasons. A late one is kept, without effect on the term."""
    request, party = held_party(party_id, version)
    _insist_reply(request, party, PartyStep.NOTE_OPPOSITION, on, at)
    reasons = clean_text(text)
    insist(reason_against_opposition(reasons))
    party.opposed_on, party.opposition = on, reasons
    party.save(update_fields=["opposed_on", "opposition"])
    add_fact(request=request, kind=FactKind.PARTY_OPPOSED, on=on, at=at, party=party)
    record_step(request, FoiaEvent.PARTY_OPPOSED, party, by, at)
    return party


@transaction.atomic
def record_consent(*, party_id: int, on: date, by: Actor, at: datetime, version: int | None = None) -> Party:
    """The party agrees: nothing more is awaited from her."""
    request, party = held_party(party_id, version)
    _insist_reply(request, party, PartyStep.NOTE_CONSENT, on, at)
    party.consented_on = on
    party.save(update_fields=["consented_on"])
    add_fact(request=request, kind=FactKind.PARTY_CONSENTED, on=on, at=at, party=party)
    record_step(request, FoiaEvent.PARTY_CONSENTED, party, by, at)
    return party


@transaction.atomic
def record_grant_received(
    *, party_id: int, on: date, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """An opponent received the news that access is granted: documents leave from the sixteenth day (C2 §6.3)."""
    request, party = held_party(party_id, version)
    told = insist_step(request, party, PartyStep.NOTE_GRANT_RECEIPT, at).told_on
    assert told is not None  # the guard asked for it
    insist(reason_against_grant_receipt_day(on, told_on=told, today=local_date(at)))
    party.grant_received_on = on
    party.save(update_fields=["grant_received_on"])
    add_fact(request=request, kind=FactKind.GRANT_NOTICE_RECEIVED, on=on, at=at, party=party)
    record_step(request, FoiaEvent.PARTY_GRANT_RECEIVED, party, by, at)
    return party


def resume_where_time_is_over(*, by: Actor, at: datetime, limit: int = 500) -> int:
    """Cases whose last party kept silent until her time was over are taken up again; returns how many."""
    waiting = AccessRequest.objects.filter(
        state=State.AWAITING_PARTIES, decide_not_before__lte=local_date(at)
    ).order_by("pk")
    resumed = 0
    for request_id in list(waiting.values_list("pk", flat=True)[:limit]):
        resumed += _resume(request_id, by, at)
    return resumed


@transaction.atomic
def _resume(request_id: int, by: Actor, at: datetime) -> bool:
    request = hold(request_id=request_id)
    clock = refold(request, at)
    if (
        request.state != State.AWAITING_PARTIES
        or reason_against_deciding_now(clock, local_date(at)) is not None
    ):
        return False
    move(request, Verb.RESUME)
    keep(request, "state", *CACHED)
    record(event=FoiaEvent.PARTIES_HEARD, about=request.about, by=by, at=at)
    return True


def _insist_reply(request: AccessRequest, party: Party, step: PartyStep, on: date, at: datetime) -> None:
    insist_step(request, party, step, at)
    insist(reason_against_recording_reply(window_of(request, party, local_date(at)), on, local_date(at)))
