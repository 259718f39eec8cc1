"""What follows for third parties: their notice leaves once and is told, the desk and the RPCT learn what they do."""

from __future__ import annotations

import logging
from typing import Any

from celery import current_app, shared_task
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foia.models import PartyNotice
from foia.notices import cases as notices
from foia.operations import parties
from foia.rules.party_steps import RemedyKind
from foia.tasks.cases import US, request_of
from pasocial.office.people.members import queries as members

log = logging.getLogger(__name__)


def plan_notice(entry: Any) -> None:
    """Sent: a worker lets it leave as soon as it cannot be called back any more; the turn is the safety net."""
    notice = PartyNotice.objects.filter(party=entry.note["party"], state=PartyNotice.State.LEAVING).first()
    if notice is None:
        return
    seconds = max(0.0, (notice.leaves_at - timezone.now()).total_seconds()) + 0.3

    def plan() -> None:
        try:
            current_app.send_task("foia.send_notices", countdown=seconds, retry=False)
        except Exception as problem:
            log.warning("Broker away, the notice waits for its turn: %s", problem)

    transaction.on_commit(plan, robust=True)


@shared_task(name="foia.send_notices")
def send_notices() -> int:
    """Every notice whose moment has come leaves; each in a transaction of its own."""
    now = timezone.now()
    due = PartyNotice.objects.filter(state=PartyNotice.State.LEAVING, leaves_at__lte=now).order_by(
        "leaves_at"
    )
    sent = 0
    for pk in list(due.values_list("pk", flat=True)[:200]):
        try:
            notice = parties.dispatch_notice(notice_id=pk, by=US, at=now)
            sent += notice.state == PartyNotice.State.SENT
        except Exception:
            log.exception("Notice %s could not leave", pk)
    return sent


@shared_task(name="foia.resume_waiting")
def resume_waiting() -> int:
    """Each night: cases whose parties kept silent until their time was over are taken up again."""
    return parties.resume_where_time_is_over(by=US, at=timezone.now())


def tell_party(entry: Any) -> None:
    """The notice left: its words go by mail, once. One that was sent by hand writes to nobody."""
    if "notice" not in entry.note:
        return
    notice = PartyNotice.objects.select_related("party").get(pk=entry.note["notice"])
    notices.party_notice(
        request=request_of(entry),
        party=notice.party,
        words=notice.words,
        entry_id=entry.pk,
        at=timezone.now(),
    )


def tell_of_held_notice(entry: Any) -> None:
    """A notice could not leave: whoever works on the case looks at it."""
    notices.tell_desk(
        request=request_of(entry),
        entry=entry,
        words=_("Un avviso a un controinteressato non è partito"),
        at=timezone.now(),
        tab="parti",
    )


def tell_of_opposition(entry: Any) -> None:
    """A party opposed, or agreed: whoever works on the case goes on."""
    notices.tell_desk(
        request=request_of(entry),
        entry=entry,
        words=_("Un controinteressato ha risposto"),
        at=timezone.now(),
        tab="parti",
    )


def tell_of_remedy(entry: Any) -> None:
    """A party contests the grant: the desk learns that nothing leaves, and who decides reviews that there is one."""
    request, now = request_of(entry), timezone.now()
    words = _("Un controinteressato contesta l'accoglimento: i documenti non partono")
    notices.tell_desk(request=request, entry=entry, words=words, at=now, tab="parti")
    if entry.note.get("remedy") == RemedyKind.REVIEW:
        for officer in members.holders_of_office_role("rpct"):
            notices.tell_person(
                request=request,
                user_id=officer.pk,
                entry=entry,
                words=_("Riesame di un controinteressato da decidere"),
                at=now,
                tab="parti",
            )
