"""What follows for third parties: their notice leaves once and is told, the desk and the RPCT learn what they do."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from foia.models import PartyNotice
from foia.notices import cases as notices
from foia.notices.kinds import Told
from foia.operations import parties
from foia.rules.party_steps import RemedyKind
from foia.tasks.cases import US, request_of
from pasocial.office.people.members import queries as members


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
        kind=Told.PARTY_HELD,
        at=timezone.now(),
        tab="parti",
    )


def tell_of_opposition(entry: Any) -> None:
    """A party opposed, or agreed: whoever works on the case goes on."""
    notices.tell_desk(
        request=request_of(entry),
        entry=entry,
        kind=Told.PARTY_REPLY,
        at=timezone.now(),
        tab="parti",
    )


def tell_of_remedy(entry: Any) -> None:
    """A party contests the grant: the desk learns that nothing leaves, and who decides reviews that there is one."""
    request, now = request_of(entry), timezone.now()
    notices.tell_desk(request=request, entry=entry, kind=Told.PARTY_REMEDY, at=now, tab="parti")
    if entry.note.get("remedy") == RemedyKind.REVIEW:
        for officer in members.holders_of_office_role("rpct"):
            notices.tell_person(
                request=request,
                user_id=officer.pk,
                entry=entry,
                kind=Told.PARTY_REVIEW,
                at=now,
                tab="parti",
            )
