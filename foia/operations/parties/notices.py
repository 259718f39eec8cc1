"""Notices to third parties: sent from here after they were seen, called back in time, or written down as sent by hand.

The day in law is the day on which a notice really left; one that was called back leaves no fact at all.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from foia.letters import notice_words
from foia.models import AccessRequest, Party, PartyNotice
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import add_fact
from foia.operations.parties.held import held_party, insist_step, record_step
from foia.queries.parties import party_cases
from foia.rules.facts import FactKind
from foia.rules.filing import clean_line
from foia.rules.party_steps import (
    PartyStep,
    reason_against_departure,
    reason_against_means,
    reason_against_notice_day,
)
from foia.rules.states import Verb
from foia.wording import FoiaEvent
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.queries import reason_against_departing
from pasocial.office.messaging.departures.rules import undo_until
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

NUMBER_LENGTH = 80
# The kind of departure, see foia.desk.
NOTICE = "foia.party_notice"


@transaction.atomic
def send_notice(*, party_id: int, by: Actor, at: datetime, version: int | None = None) -> PartyNotice:
    """Sends a party the notice of the request (art. 5(5)): it leaves in fifteen seconds, until then it is called back.

    What it says is kept as it is now, so that what leaves is what was seen. No term moves before it has left.
    """
    request, party = held_party(party_id, version)
    insist_step(request, party, PartyStep.SEND_NOTICE, at)
    notice = PartyNotice.objects.create(
        party=party,
        words=notice_words(request, party),
        departure=departures.plan(
            kind=NOTICE,
            # One notice at a time for each party, whichever row it is.
            thing=f"foia.party:{party.pk}",
            about=request.about,
            title=gettext("Avviso a un controinteressato, richiesta %(number)s") % {"number": request.number},
            by=by,
            at=at,
        ),
    )
    keep(request)
    record(
        event=FoiaEvent.PARTY_NOTICE_LEAVING,
        about=request.about,
        by=by,
        at=at,
        note={"party": party.pk, "leaves_at": undo_until(at).isoformat()},
    )
    return notice


@transaction.atomic
def call_back_notice(*, party_id: int, by: Actor, at: datetime, version: int | None = None) -> PartyNotice:
    """Calls a notice back before it leaves: nothing happened in law, and nobody was written to."""
    request, party = held_party(party_id, version)
    insist_step(request, party, PartyStep.CALL_BACK_NOTICE, at)
    notice = PartyNotice.objects.get(party=party, departure__state="leaving")
    notice.departure = departures.call_back(departure_id=notice.departure_id, at=at)
    keep(request)
    record(event=FoiaEvent.PARTY_NOTICE_RECALLED, about=request.about, by=by, at=at, note={"party": party.pk})
    return notice


@transaction.atomic
def dispatch_notice(*, notice_id: int, by: Actor, at: datetime) -> PartyNotice:
    """The notice leaves, exactly once however often this is called; the term may stand still from today.

    Whether it may leave is asked again at this moment: one that may not stays here, with why, and leaves no fact.
    Raises Refused while it can still be called back.
    """
    request_id = PartyNotice.objects.values_list("party__request_id", flat=True).get(pk=notice_id)
    request = hold(request_id=request_id)
    notice = PartyNotice.objects.select_related("party").get(pk=notice_id)
    notice.departure = departures.held(departure_id=notice.departure_id)
    if notice.state != "leaving":
        return notice
    insist(reason_against_departing(notice.departure, at))
    today, party = local_date(at), notice.party
    reason = reason_against_departure(party_cases(request, today)[party.pk], at)
    if reason is not None:
        notice.departure = departures.hold(departure_id=notice.departure_id, reason=reason, at=at)
        keep(request)
        record(
            event=FoiaEvent.PARTY_NOTICE_HELD,
            about=request.about,
            by=by,
            at=at,
            note={"party": party.pk, "why": notice.held_why},
        )
        return notice
    departures.let_go(departure_id=notice.departure_id, at=at)
    notice.departure.refresh_from_db()
    _note_sent(request, party, today, at, {"notice": notice.pk})
    record_step(request, FoiaEvent.PARTY_NOTIFIED, party, by, at, notice=notice.pk)
    return notice


def leave_notice(*, thing: int, by: Actor, at: datetime) -> PartyNotice:
    """`dispatch_notice` of the party with that number, as departures ask it."""
    notice_id = PartyNotice.objects.values_list("pk", flat=True).get(party=thing, departure__state="leaving")
    return dispatch_notice(notice_id=notice_id, by=by, at=at)


def take_notice_back(*, thing: int, by: Actor, at: datetime) -> PartyNotice:
    """`call_back_notice` of the party with that number, for the page of what leaves."""
    return call_back_notice(party_id=thing, by=by, at=at)


@transaction.atomic
def notify_party(
    *,
    party_id: int,
    on: date | None = None,
    means: str = "",
    number: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Party:
    """Writes down that the notice was already sent: by registered post, PEC or hand. Nothing leaves from here.

    `on` is the day it was sent; from it the term may stand still. `number` is that of the letter or of its protocol.
    """
    request, party = held_party(party_id, version)
    insist_step(request, party, PartyStep.NOTE_NOTICE, at)
    today = local_date(at)
    insist(reason_against_notice_day(on or today, received_on=request.received_on, today=today))
    _note_sent(request, party, on or today, at, _by_hand(means, number))
    record_step(request, FoiaEvent.PARTY_NOTIFIED, party, by, at)
    return party


@transaction.atomic
def note_grant_notice(
    *,
    party_id: int,
    on: date | None = None,
    means: str = "",
    number: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Party:
    """Writes down that an opponent who has no e-mail was told of the grant by other means (C2 §6.3)."""
    request, party = held_party(party_id, version)
    insist_step(request, party, PartyStep.NOTE_GRANT_NOTICE, at)
    today = local_date(at)
    day = on or today
    insist(reason_against_notice_day(day, received_on=request.received_on, today=today))
    detail = _by_hand(means, number)
    add_fact(request=request, kind=FactKind.GRANT_NOTICE_SENT, on=day, at=at, party=party, detail=detail)
    record_step(request, FoiaEvent.PARTY_GRANT_TOLD, party, by, at)
    return party


def _note_sent(
    request: AccessRequest, party: Party, on: date, at: datetime, detail: dict[str, object]
) -> None:
    move(request, Verb.NOTIFY_PARTIES)
    party.notified_on = on
    party.save(update_fields=["notified_on"])
    add_fact(request=request, kind=FactKind.PARTY_NOTICE_SENT, on=on, at=at, party=party, detail=detail)


def _by_hand(means: str, number: str) -> dict[str, object]:
    insist(reason_against_means(means))
    return {
        name: value
        for name, value in (("means", means), ("number", clean_line(number)[:NUMBER_LENGTH]))
        if value
    }
