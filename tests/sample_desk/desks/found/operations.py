"""Takes objects into custody, hands them back or gives them away: one transaction, one entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from desks.found import rules
from desks.found.models import FoundObject
from desks.found.wording import FoundEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals import operations as approvals
from pasocial.refusal import insist

RETURN = "found.return"


@transaction.atomic
def register(*, what: str, place: str, found_on: date, by: Actor, at: datetime) -> FoundObject:
    one = FoundObject.objects.create(what=what, place=place, found_on=found_on)
    record(event=FoundEvent.REGISTERED, about=one.about, by=by, at=at)
    return one


@transaction.atomic
def claim(*, object_id: int, claimant: str, by: Actor, at: datetime) -> FoundObject:
    """Somebody says it is hers: whoever may approve returns decides, of exactly these words."""
    one = _moved(object_id, "claim", "claimed", FoundEvent.CLAIMED, by, at, claimant=claimant)
    approvals.ask(
        kind=RETURN,
        thing=one.about,
        about=one.about,
        version=str(one.version),
        title=one.what,
        author_id=by.user_id,
        by=by,
        at=at,
    )
    return one


@transaction.atomic
def approve_return(*, thing: int, comment: str = "", by: Actor, at: datetime) -> None:
    one = FoundObject.objects.select_for_update().get(pk=thing)
    insist(rules.reason_against_moving(one.state, "return"))
    version = str(one.version)
    if approvals.sign(kind=RETURN, thing=one.about, version=version, comment=comment, by=by, at=at):
        _moved(thing, "return", "returned", FoundEvent.RETURNED, by, at)


@transaction.atomic
def refuse_return(*, thing: int, why: str, by: Actor, at: datetime) -> None:
    one = _moved(thing, "refuse", "kept", FoundEvent.REFUSED, by, at, claimant="")
    approvals.refuse(kind=RETURN, thing=one.about, comment=why, by=by, at=at)


@transaction.atomic
def donate(*, ids: Iterable[int], by: Actor, at: datetime) -> None:
    for pk in sorted(ids):
        _moved(pk, "donate", "donated", FoundEvent.DONATED, by, at)


def _moved(
    pk: int, verb: str, state: str, event: FoundEvent, by: Actor, at: datetime, **changes: Any
) -> FoundObject:
    one = FoundObject.objects.select_for_update().get(pk=pk)
    insist(rules.reason_against_moving(one.state, verb))
    for name, value in {**changes, "state": state, "version": one.version + 1}.items():
        setattr(one, name, value)
    one.save()
    record(event=event, about=one.about, by=by, at=at)
    return one
