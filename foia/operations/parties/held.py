"""The case and the party under their locks, what may be done about her now, and what follows for the case."""

from __future__ import annotations

from datetime import date, datetime

from foia.models import AccessRequest, Party
from foia.operations.answering import plan_release
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, moved_day, refold
from foia.queries.deadlines import reading
from foia.queries.parties import party_cases
from foia.rules.clock import Clock
from foia.rules.parties import Window, awaited
from foia.rules.party_steps import PartyCase, PartyStep, reason_against_party_step
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


def held_party(party_id: int, version: int | None) -> tuple[AccessRequest, Party]:
    """The case and the party under their locks, for an operation of this desk."""
    request_id = Party.objects.values_list("request_id", flat=True).get(pk=party_id)
    request = hold(request_id=request_id, version=version)
    return request, Party.objects.select_for_update().get(pk=party_id)


def insist_step(request: AccessRequest, party: Party, step: PartyStep, at: datetime) -> PartyCase:
    """The party's case, when this step can be done now; raises Refused."""
    case = party_cases(request, local_date(at))[party.pk]
    insist(reason_against_party_step(case, step, at))
    return case


def record_step(
    request: AccessRequest, event: FoiaEvent, party: Party, by: Actor, at: datetime, **note: object
) -> Clock:
    """The clock is read again; when no party is awaited any more the case is taken up again, and a held answer planned."""
    clock = refold(request, at)
    if request.state == State.AWAITING_PARTIES and not awaited(clock.windows, local_date(at)):
        move(request, Verb.RESUME)
    plan_release(request, clock)
    keep(request, "state", *CACHED)
    record(
        event=event, about=request.about, by=by, at=at, note={"party": party.pk, **note, **moved_day(request)}
    )
    return clock


def window_of(request: AccessRequest, party: Party, today: date) -> Window | None:
    """This party's chance to oppose, if she was notified."""
    windows = reading(request, today).windows
    return next((window for window in windows if window.party == str(party.pk)), None)
