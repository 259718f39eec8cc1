"""What follows, after commit, from changes on the way: the applicant learns each one, a party that her own day moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from celery import shared_task
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from foia.models import Party, RecordedFact
from foia.notices import cases as notices
from foia.notices.kinds import Told
from foia.operations import clock_recounting, correcting, ombudsman
from foia.queries.deadlines import OWED, reading
from foia.rules.facts import FactKind
from foia.rules.kinds import AccessKind, rules_of
from foia.tasks.cases import US, request_of
from foia.wording import FoiaEvent
from pasocial.office.record.trail.queries import history_of
from pasocial.timekeeping import local_date

# A turn of the recount of clocks: some seconds of a worker, who then takes up what else waits.
BATCHES_AT_A_TIME = 20


def tell_of_care(entry: Any) -> None:
    """Somebody works on it: the applicant learns who. Nothing when it went back to the queue or to the same person."""
    request, to = request_of(entry), entry.note.get("to")
    if to is None or request.state not in OWED:
        return
    former = (
        history_of(request.about)
        .filter(event__in=(FoiaEvent.TAKEN_ON, FoiaEvent.ASSIGNED), pk__lt=entry.pk)
        .last()
    )
    if former is not None and former.note.get("to") == to:
        return
    person = get_user_model().objects.filter(pk=to).first()
    if person is not None:
        notices.in_care(
            request=request,
            name=str(person),
            taken_on=entry.event == FoiaEvent.TAKEN_ON,
            entry_id=entry.pk,
            at=timezone.now(),
        )


def tell_of_party(entry: Any) -> None:
    """A third party was told: the applicant learns it at the first, and whenever her day moves."""
    request = request_of(entry)
    first = not (history_of(request.about).filter(event=FoiaEvent.PARTY_NOTIFIED, pk__lt=entry.pk).exists())
    before, _after = moved_in(entry)
    if request.state in OWED and (first or before):
        notices.parties_told(
            request=request,
            entry_id=entry.pk,
            before=before,
            paused=rules_of(AccessKind(request.kind)).pause_allowed and (first or before is not None),
            at=timezone.now(),
        )


def tell_of_day(entry: Any) -> None:
    """The due day moved while the answer is owed: before, after, why."""
    before, after = moved_in(entry)
    request = request_of(entry)
    if after is None or request.state not in OWED:
        return
    notices.day_moved(
        request=request, event=entry.event, entry_id=entry.pk, before=before, after=after, at=timezone.now()
    )


def tell_of_arrival(entry: Any) -> None:
    """It came from another body: the applicant learns from which, and by when we answer."""
    request = request_of(entry)
    fact = RecordedFact.objects.filter(
        request=request, kind=FactKind.RECEIVED_FROM_OTHER_BODY, voided_by=None
    ).last()
    if fact is None or request.state not in OWED:
        return
    before, _after = moved_in(entry)
    notices.arrived(
        request=request,
        from_body=str(fact.detail.get("from", "")),
        on=fact.on,
        entry_id=entry.pk,
        before=before,
        at=timezone.now(),
    )


def tell_of_correction(entry: Any) -> None:
    """A fact was put right: the applicant learns her new day, each party hers, the register its own days."""
    request, now = request_of(entry), timezone.now()
    tell_of_day(entry)
    clock = reading(request, local_date(now))
    closes = {window.party: window.closes_on for window in clock.windows}
    releases = {lock.party: lock.releases_on for lock in clock.standstills}
    for party in Party.objects.filter(request=request, pk__in=entry.note.get("windows", ())):
        day = closes.get(str(party.pk))
        if day is not None:
            notices.party_window_moved(request=request, party=party, day=day, entry_id=entry.pk, at=now)
    for party in Party.objects.filter(request=request, pk__in=entry.note.get("standstills", ())):
        day = releases.get(str(party.pk))
        if day is not None:
            notices.party_release_moved(request=request, party=party, day=day, entry_id=entry.pk, at=now)


def register_follows(entry: Any) -> None:
    """Days that the register repeats follow a corrected fact."""
    correcting.register_follows(request_id=request_of(entry).pk, by=US, at=timezone.now())


def tell_of_appeal(entry: Any) -> None:
    """An appeal was served or decided: whoever works on the case, and the heads, have something to do."""
    kind = Told.FINDING if entry.event == FoiaEvent.OMBUDSMAN_FOUND else Told.APPEAL
    notices.tell_heads(request=request_of(entry), entry=entry, kind=kind, at=timezone.now(), tab="riesame")


def moved_in(entry: Any) -> tuple[date | None, date | None]:
    """The due day before and after, as the operation noted it; empty when it did not move."""
    before, after = entry.note.get("due_from"), entry.note.get("due_to")
    return (date.fromisoformat(before) if before else None), (date.fromisoformat(after) if after else None)


def recompute_on_new_holiday(entry: Any) -> None:
    """The patron day changed: every clock is read again, some requests at a time."""
    if entry.note.get("key") != "patron_day":
        return
    clock_recounting.begin_recount(asked_by=entry.user_id, by=US, at=timezone.now())
    transaction.on_commit(go_on_recomputing.delay, robust=True)


@shared_task(name="foia.go_on_recomputing")
def go_on_recomputing() -> int:
    """Reads the next clocks, each batch in a transaction of its own, and asks for another turn while there are more."""
    batches = 0
    while batches < BATCHES_AT_A_TIME and clock_recounting.recompute_next(by=US, at=timezone.now()):
        batches += 1
    if batches == BATCHES_AT_A_TIME:
        go_on_recomputing.delay()
    return batches


@shared_task(name="foia.grant_for_silence")
def grant_for_silence() -> int:
    """Each morning: refusals found unlawful that nobody confirmed in time are granted by law (art. 5(8))."""
    return ombudsman.grant_all_for_silence(by=US, at=timezone.now())
