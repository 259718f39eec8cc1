"""The approved decision leaves, exactly once; or it stands still while an opponent may react (C2 §6.3)."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from foia.letters import decision_letter
from foia.models import AccessRequest, Decision, Party, ReleaseItem
from foia.operations.answering.gates import decision_of, reasons_against_files, reasons_against_releasing
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, ITEM, add_fact, refold
from foia.queries.approvals import DECISION, version_of
from foia.queries.deadlines import duty, facts_of, reading
from foia.rules.answering import reason_against_leaving
from foia.rules.clock import Clock
from foia.rules.facts import FactKind, of_this_round
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import (
    OUTCOMES,
    Outcome,
)
from foia.rules.parties import reason_against_sending
from foia.rules.reopening import closes_fact
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.queries import reason_if_frozen
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals.queries import reason_against_leaving as approved_in_this_version
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.timekeeping import ROME, local_date

# When documents are released by themselves after a standstill: people are at work and see it.
AUTOMATIC_HOUR = time(9, 0)


@transaction.atomic
def send_decision(*, request_id: int, by: Actor, at: datetime) -> Decision:
    """The approved decision leaves: letter, files, facts. Exactly once, however often it is called.

    Granted over an opposition it does not leave yet: the parties are told first and the request stands still
    (state STANDSTILL) until fifteen days from their receipt have passed. Raises Refused while something holds it.
    """
    request = hold(request_id=request_id)
    decision = decision_of(request)
    if decision.state == Decision.State.SENT:
        return decision
    approved = decision.state == Decision.State.LEAVING
    departure = decision.departure
    insist(
        reason_against_leaving(
            State(request.state),
            approved=approved and departure is not None,
            leaves_at=decision.leaves_at,
            at=at,
            frozen=departure is not None and reason_if_frozen(departure) is not None,
        )
    )
    insist(approved_in_this_version(DECISION, decision.reference, version_of(decision)))
    today = local_date(at)
    clock = reading(request, today)
    if OUTCOMES[Outcome(decision.outcome)].releases:
        reason = reason_against_sending(
            AccessKind(request.kind),
            of_this_round(facts_of(request)),
            today,
            over_opposition=any(window.opposed for window in clock.windows),
            patron=settings_store.patron_day(),
        )
        # A remedy already served holds the documents from the start; the answer itself is owed all the same.
        held = reason is not None and request.state == State.APPROVED and reason.code == "remedy_pending"
        untold = reason is not None and reason.code == "opponent_not_told" and _still_to_tell(request, clock)
        if held or untold:
            return _stand_still(request, decision, clock, by, at)
        insist(reason)
    insist([*reasons_against_files(request, decision), *reasons_against_releasing(decision)])
    return _leave(request, decision, by, at)


def _stand_still(
    request: AccessRequest, decision: Decision, clock: Clock, by: Actor, at: datetime
) -> Decision:
    """Both sides are told of the grant and its reasons, so the term is kept; letter and documents come later."""
    opponents = list(Party.objects.filter(request=request, pk__in=untold_opponents(clock)))
    mailed = [party for party in opponents if party.email]
    for party in mailed:
        add_fact(request=request, kind=FactKind.GRANT_NOTICE_SENT, on=local_date(at), at=at, party=party)
    # Told once more after a reopening: the receipt of the former grant says nothing about this one.
    Party.objects.filter(pk__in=[party.pk for party in opponents]).update(grant_received_on=None)
    by_hand = [party.pk for party in opponents if not party.email]
    if by_hand and request.state == State.APPROVED:
        _ask_for_post(request, by, at)
    if request.state == State.APPROVED:
        move(request, Verb.HOLD)
    _note_answer(request, decision, at)
    clock = refold(request, at)
    work.move_due_day(about=request.about, kind=ITEM, due_on=None)
    departures.wait_until(departure_id=decision.departure_id, leaves_at=release_moment(clock))
    keep(request, "state", "answered_on", "outcome", *CACHED)
    record(
        event=FoiaEvent.HELD,
        about=request.about,
        by=by,
        at=at,
        note={"parties": [party.pk for party in mailed], "by_hand": by_hand},
    )
    return decision


def untold_opponents(clock: Clock) -> list[int]:
    """Parties who opposed in time and were not told of this grant."""
    told = {lock.party for lock in clock.standstills if lock.told}
    return [int(window.party) for window in clock.windows if window.opposed and window.party not in told]


def _still_to_tell(request: AccessRequest, clock: Clock) -> bool:
    """Whether there is somebody whom we can tell, or nobody was asked yet to tell the others by post."""
    untold = Party.objects.filter(request=request, pk__in=untold_opponents(clock))
    return request.state == State.APPROVED or any(party.email for party in untold)


def _ask_for_post(request: AccessRequest, by: Actor, at: datetime) -> None:
    work.open_item(
        desk="foia",
        kind="tell_party",
        about=request.about,
        title=gettext("Comunica l'accoglimento a un controinteressato, richiesta %(number)s")
        % {"number": request.number},
        why=gettext(
            "Non ha un'e-mail: spedisci la lettera e registra il giorno. I documenti intanto non partono."
        ),
        by=by,
        at=at,
    )


def _note_answer(request: AccessRequest, decision: Decision, at: datetime) -> None:
    """The first answer ends the term for ever; a later one ends the duty that the reopening set."""
    today, answered = local_date(at), request.answered_on is not None
    if answered:
        again = duty(request, today)
        if again is None or not again.open:
            return
    else:
        request.answered_on = today
    request.outcome = decision.outcome
    add_fact(request=request, kind=closes_fact(answered), on=today, at=at)


def release_moment(clock: Clock) -> datetime | None:
    """When a held decision leaves by itself; None while a receipt is missing or a remedy of a party is open."""
    locks = clock.standstills
    if not locks or any(lock.releases_on is None or lock.remedy_open for lock in locks):
        return None
    if untold_opponents(clock):
        return None
    day = clock.send_automatically_on
    return datetime.combine(day, AUTOMATIC_HOUR, tzinfo=ROME) if day else None


def _leave(request: AccessRequest, decision: Decision, by: Actor, at: datetime) -> Decision:
    if request.state == State.STANDSTILL:
        # The law was asked and lets it go; the planned hour was only that at which people are at work.
        departures.wait_until(departure_id=decision.departure_id, leaves_at=at)
    departures.let_go(departure_id=decision.departure_id, at=at)
    _note_answer(request, decision, at)
    clock = refold(request, at)
    letter = attachments.store_file(
        content=BytesIO(decision_letter(request, decision, at)),
        name=f"{letter_name(request, decision.number)}.pdf",
        about=request.about,
        purpose="letter",
        by=by,
        at=at,
        access="requester",
    )
    for item in decision.items.all():
        if item.file and item.disclosure != ReleaseItem.Disclosure.WITHHELD:
            attachments.set_access(public_id=item.file, access=item.disclosure)
        elif item.file and decision.effect == Decision.Effect.REPLACES:
            # Given by mistake with a decision that this one replaces: no more downloads from today.
            attachments.set_access(public_id=item.file, access="private")
    decision.state, decision.sent_at, decision.letter = Decision.State.SENT, at, letter.public_id
    decision.save(update_fields=["state", "sent_at", "letter"])
    move(request, Verb.SEND)
    request.closed_at = at
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome=decision.outcome)
    if not (request.applicant.email or request.applicant.pec) or request.delivery in ("post", "counter"):
        work.open_item(
            desk="foia",
            kind="deliver",
            about=request.about,
            title=gettext("Consegna la risposta alla richiesta %(number)s") % {"number": request.number},
            why=gettext(
                "Il richiedente l'ha chiesta su carta o allo sportello, o non ha un indirizzo e-mail."
            ),
            by=by,
            at=at,
        )
    keep(request, "state", "answered_on", "closed_at", "outcome", *CACHED)
    record(
        event=FoiaEvent.ANSWERED,
        about=request.about,
        by=by,
        at=at,
        note={
            "outcome": decision.outcome,
            "letter": str(letter.public_id),
            "on_time": clock.on_time,
            **({"number": decision.number} if decision.number > 1 else {}),
        },
    )
    return decision


def letter_name(request: AccessRequest, decision: int = 1) -> str:
    """The letter's file name: the request's number and, after the first, the decision's; nothing about the person."""
    later = f"-{decision}" if decision > 1 else ""
    return f"risposta-{request.year}-{request.sequence:07d}{later}"


def leave_decision(*, thing: int, by: Actor, at: datetime) -> Decision:
    """`send_decision` by the number of the decision, as departures ask it."""
    request_id = Decision.objects.values_list("request_id", flat=True).get(pk=thing)
    return send_decision(request_id=request_id, by=by, at=at)


def plan_release(request: AccessRequest, clock: Clock) -> None:
    """Inside the caller's operation: when a held decision leaves, and when somebody looks at it, follow the clock."""
    if request.state != State.STANDSTILL:
        return
    moment = release_moment(clock)
    for pk in leaving_ids(request):
        departures.wait_until(departure_id=pk, leaves_at=moment)
    work.move_due_day(about=request.about, kind=ITEM, due_on=local_date(moment) if moment else None)


def release_differs(request: AccessRequest, clock: Clock) -> bool:
    """Whether a held decision is planned for another moment than the clock gives."""
    planned = Decision.objects.filter(pk__in=leaving_decisions(request)).values_list(
        "departure__leaves_at", flat=True
    )
    return any(moment != release_moment(clock) for moment in planned)


def leaving_decisions(request: AccessRequest) -> QuerySet[Decision]:
    return Decision.objects.filter(request=request, state=Decision.State.LEAVING)


def leaving_ids(request: AccessRequest) -> list[int]:
    found = leaving_decisions(request).filter(departure__isnull=False)
    return list(found.values_list("departure_id", flat=True))
