"""Puts right what was recorded wrongly: the wrong fact stays, struck through, with who corrected it, when and why.

Everything that follows from the facts follows here too, in the same transaction; the register and the count of topics
hear of it by the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from foia.models import AccessRequest, RecordedFact, RegisterEntry, Review
from foia.models.recorded_fact import VOIDED
from foia.operations.answering import plan_release
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, moved_day, refold
from foia.operations.ombudsman import ITEM as OMBUDSMAN_ITEM
from foia.operations.parties.remedies import PARTY_REVIEW
from foia.operations.review import ITEM as REVIEW_ITEM
from foia.queries.deadlines import (
    facts_of,
    legal_facts,
    ombudsman_reading,
    reading,
    review_reading,
    standing,
)
from foia.rules.clock import Clock
from foia.rules.correcting import reason_against_correcting_notice, reasons_against_correcting
from foia.rules.facts import REOPENED, FactKind, first_day, last_day, of_each_review, of_this_round
from foia.rules.facts import Fact as LegalFact
from foia.rules.filing import clean_text
from foia.rules.parties import awaited
from foia.rules.party_steps import RemedyKind
from foia.rules.reopening import reasons_against_day
from foia.rules.states import State, Verb
from foia.rules.terms import REVIEW_DAYS, REVIEW_FILING_DAYS, in_force
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import operations as work
from pasocial.refusal import Refusal, insist
from pasocial.timekeeping import ROME, local_date, term

# The decision left, or leaves within seconds.
_GONE = frozenset({State.APPROVED})
_OF_PARTY = {
    FactKind.PARTY_NOTICE_SENT: "notified_on",
    FactKind.PARTY_NOTICE_RECEIVED: "notice_received_on",
    FactKind.PARTY_OPPOSED: "opposed_on",
    FactKind.PARTY_CONSENTED: "consented_on",
    FactKind.GRANT_NOTICE_RECEIVED: "grant_received_on",
}
_OF_COURT = (FactKind.REJECTED_BY_COURT, FactKind.REOPENED_BY_COURT)


def reasons_against(
    request: AccessRequest, fact_id: int, on: date | None, why: str, today: date
) -> list[Refusal]:
    """Every reason against correcting one fact of a case: asked by the page before it shows what would change."""
    rows = list(request.facts.all())
    known = [row.pk for row in standing(rows) if row.kind in FactKind._value2member_map_]
    place = known.index(fact_id) if fact_id in known else None
    facts = legal_facts(rows)
    reasons = reasons_against_correcting(
        facts,
        place,
        on=on,
        why=why,
        state=State(request.state),
        answered=request.answered_on is not None or request.state in _GONE,
        today=today,
    )
    wrong = next(row for row in rows if row.pk == fact_id)
    if ours := reason_against_correcting_notice(sent_from_here="notice" in wrong.detail):
        reasons.append(ours)
    if place is not None and on is not None and facts[place].kind is FactKind.NEW_DECISION_BY:
        reasons += _against_new_day(facts, place, on)
    return reasons


def _against_new_day(facts: Sequence[LegalFact], place: int, on: date) -> list[Refusal]:
    opening = [fact for fact in facts[:place] if fact.kind in REOPENED][-1]
    found = reasons_against_day(REOPENED[opening.kind], opening.on, on, settings_store.patron_day())
    return [replace(each, field="on") for each in found]


@transaction.atomic
def correct_fact(
    *, fact_id: int, on: date | None, why: str, by: Actor, at: datetime, version: int | None = None
) -> RecordedFact:
    """The right day, or (`on=None`) that it never happened. Returns the fact that now stands in its place.

    The clock is folded again, with all that is kept of it. What was sent stays sent: a decision that rests on the
    fact bars the correction until the case is reopened.
    """
    request = hold(
        request_id=RecordedFact.objects.values_list("request_id", flat=True).get(pk=fact_id), version=version
    )
    today, text = local_date(at), clean_text(why)
    insist(reasons_against(request, fact_id, on, text, today))
    wrong = RecordedFact.objects.select_related("party").get(pk=fact_id)
    before = reading(request, today)
    detail = {**wrong.detail, "corrected_because": text}
    right = add_fact(
        request=request,
        kind=FactKind(wrong.kind) if on is not None else VOIDED,
        on=on or wrong.on,
        at=at,
        party=wrong.party,
        detail=detail,
        voids=wrong,
    )
    fields = _follow(request, right, FactKind(wrong.kind), at)
    after = refold(request, at)
    _stand_where_the_facts_say(request, after, today)
    plan_release(request, after)
    _plan_confirmation(request)
    _plan_party_review(request, right, FactKind(wrong.kind), by, at)
    keep(request, "state", *fields, *CACHED)
    record(
        event=FoiaEvent.FACT_CORRECTED,
        about=request.about,
        by=by,
        at=at,
        note={
            "fact": wrong.pk,
            "right": right.pk,
            "kind": wrong.kind,
            "from": wrong.on.isoformat(),
            "to": on.isoformat() if on else None,
            **moved_day(request),
            **_days_of_parties(before, after),
        },
    )
    return right


def _follow(request: AccessRequest, right: RecordedFact, kind: FactKind, at: datetime) -> list[str]:
    """The columns that repeat a fact's day follow it; returns the request's own that changed."""
    facts = facts_of(request)
    if kind in _OF_PARTY:
        _party_follows(right, kind, facts)
    elif kind in (FactKind.REVIEW_FILED, FactKind.GARANTE_ASKED, FactKind.GARANTE_ANSWERED):
        _reviews_follow(request, at)
    elif kind is FactKind.FILED:
        day = first_day(facts, FactKind.FILED)
        assert day is not None  # it is never voided
        moment = request.received_at.astimezone(ROME)
        request.received_at = datetime.combine(day, moment.time(), tzinfo=ROME)
        request.received_on = day
        return ["received_on", "received_at"]
    elif kind is FactKind.IDENTIFIED and request.identified_on is not None:
        request.identified_on = last_day(facts, FactKind.IDENTIFIED)
        return ["identified_on"]
    elif kind is FactKind.ANSWERED and request.answered_on is not None:
        request.answered_on = first_day(facts, FactKind.ANSWERED)
        return ["answered_on"]
    return []


def _party_follows(right: RecordedFact, kind: FactKind, facts: Sequence[LegalFact]) -> None:
    party = right.party
    assert party is not None  # only facts of parties come here
    key = str(party.pk)
    if kind is FactKind.GRANT_NOTICE_RECEIVED:
        day = last_day(of_this_round(facts), kind, key)
    else:
        day = first_day(facts, kind, key)
    column = _OF_PARTY[kind]
    setattr(party, column, day)
    fields = [column]
    if kind is FactKind.PARTY_OPPOSED and day is None and party.opposition:
        # Her words stay with the fact that voids them; the page of the case no longer says that she opposes.
        right.detail = {**right.detail, "opposition": party.opposition}
        right.save(update_fields=["detail"])
        party.opposition = ""
        fields.append("opposition")
    party.save(update_fields=fields)


def _reviews_follow(request: AccessRequest, at: datetime) -> None:
    today = local_date(at)
    rounds = of_each_review(facts_of(request))
    for review, facts in zip(Review.objects.filter(request=request).order_by("pk"), rounds, strict=False):
        if review.decided_at is not None:
            continue
        review.request = request
        filed = first_day(facts, FactKind.REVIEW_FILED)
        assert filed is not None  # each round begins with it
        limit = timedelta(days=in_force(REVIEW_FILING_DAYS, filed).value)
        if filed != review.filed_on:
            review.late_filing = request.answered_on is not None and filed > request.answered_on + limit
        review.filed_on = filed
        review.garante_asked_on = first_day(facts, FactKind.GARANTE_ASKED)
        review.garante_opinion_on = first_day(facts, FactKind.GARANTE_ANSWERED)
        review.due_on = review_reading(review, today).due_on
        review.save(
            update_fields=["filed_on", "late_filing", "garante_asked_on", "garante_opinion_on", "due_on"]
        )
        work.move_due_day(about=request.about, kind=REVIEW_ITEM, due_on=review.due_on)


def _stand_where_the_facts_say(request: AccessRequest, clock: Clock, today: date) -> None:
    """A party may speak again, or nobody is awaited any more: the case waits or goes on accordingly."""
    waits = bool(awaited(clock.windows, today))
    if request.state == State.AWAITING_PARTIES and not waits:
        move(request, Verb.RESUME)
    elif request.state == State.IN_PROGRESS and waits:
        move(request, Verb.NOTIFY_PARTIES)


def _plan_confirmation(request: AccessRequest) -> None:
    """The work that the ombudsman's finding opened is due when her clock says."""
    appeal = ombudsman_reading(request)
    if appeal is not None and appeal.confirm_by is not None:
        work.move_due_day(about=request.about, kind=OMBUDSMAN_ITEM, due_on=appeal.confirm_by)


def _plan_party_review(
    request: AccessRequest, right: RecordedFact, kind: FactKind, by: Actor, at: datetime
) -> None:
    """The work that a party's review opened is due twenty days from the right day, or is over when there was none."""
    if kind is not FactKind.PARTY_REMEDY_SERVED or right.detail.get("remedy") != RemedyKind.REVIEW:
        return
    if right.kind == VOIDED:
        work.finish_items(about=request.about, kind=PARTY_REVIEW, by=by, at=at, outcome="voided")
        return
    due_on = term(right.on, in_force(REVIEW_DAYS, right.on).value, settings_store.patron_day())
    work.move_due_day(about=request.about, kind=PARTY_REVIEW, due_on=due_on)


def _days_of_parties(before: Clock, after: Clock) -> dict[str, Any]:
    """Parties whose own last day moved while it still matters to them: to oppose, or to react to a grant."""
    then = {window.party: window.closes_on for window in before.windows}
    windows = [
        int(window.party)
        for window in after.windows
        if window.spoke_on is None
        and window.closes_on
        and then.get(window.party) not in (None, window.closes_on)
    ]
    held = {lock.party: lock.releases_on for lock in before.standstills}
    locks = [
        int(lock.party)
        for lock in after.standstills
        if lock.releases_on and held.get(lock.party) not in (None, lock.releases_on)
    ]
    return {**({"windows": windows} if windows else {}), **({"standstills": locks} if locks else {})}


@transaction.atomic
def register_follows(*, request_id: int, by: Actor, at: datetime) -> bool:
    """The line of the register repeats days of the case: they follow a correction; its words stay. True if it moved."""
    request = AccessRequest.objects.defer("search").get(pk=request_id)
    entry = RegisterEntry.objects.select_for_update().defer("search").filter(request=request).first()
    if entry is None:
        return False
    rows = standing(request.facts.all())
    court = [fact for fact in legal_facts(rows) if fact.kind in _OF_COURT]
    days: dict[str, Any] = {
        "received_on": request.received_on,
        "decided_on": request.answered_on or entry.decided_on,
    }
    if court:
        days["court_notified_on"] = court[-1].on
        days["court_outcome"] = "granted" if court[-1].kind is FactKind.REOPENED_BY_COURT else "refused"
    elif RecordedFact.objects.filter(request=request, kind__in=_OF_COURT).exists():
        # The only ruling was recorded by mistake.
        days["court_notified_on"], days["court_outcome"] = None, ""
    changed = [name for name, value in days.items() if getattr(entry, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(entry, name, days[name])
    entry.version += 1
    entry.save(update_fields=[*changed, "version"])
    record(
        event=FoiaEvent.ENTRY_FOLLOWED,
        about=request.about,
        by=by,
        at=at,
        note={"entry": entry.pk, "changed": changed},
    )
    return True
