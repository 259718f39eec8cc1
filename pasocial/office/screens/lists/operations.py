"""Keeps a view of a list under a name, and forgets it; each is one trail entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.screens.lists.models import SavedView
from pasocial.office.screens.lists.rules import reason_against_saving
from pasocial.refusal import insist

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


@transaction.atomic
def save_view(
    *, user: User, code: str, name: str, query: str, shared: bool, by: Actor, at: datetime
) -> SavedView:
    """Keeps the filters of a list. `query`: as the list's own address says them.

    Raises Refused when she has one of that name on this list, or when they are too long to be kept.
    """
    taken = SavedView.objects.filter(user=user, list=code, name=name).exists()
    insist(reason_against_saving(query=query, name_taken=taken))
    try:
        with transaction.atomic():
            view = SavedView.objects.create(user=user, list=code, name=name, query=query, shared=shared)
    except IntegrityError:  # pressed twice at once
        insist(reason_against_saving(query=query, name_taken=True))
        raise
    record(event=OfficeEvent.VIEW_SAVED, about=view.about, by=by, at=at, note={"list": code})
    return view


@transaction.atomic
def forget_view(*, view_id: int, user: User, code: str, by: Actor, at: datetime) -> None:
    """Only one's own: a shared view belongs to who made it. Raises SavedView.DoesNotExist."""
    view = SavedView.objects.select_for_update().get(pk=view_id, user=user, list=code)
    about = view.about
    view.delete()
    record(event=OfficeEvent.VIEW_FORGOTTEN, about=about, by=by, at=at, note={"list": code})
