"""Records when somebody is away and who stands in for her; why she is away stays out of the trail."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction

from pasocial.cleaning import one_line
from pasocial.office.people.members import rules
from pasocial.office.people.members.models import Absence
from pasocial.office.people.members.queries import possible_deputies
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


@transaction.atomic
def record_absence(
    *,
    user: User,
    first_day: date,
    last_day: date,
    by: Actor,
    at: datetime,
    deputy: User | None = None,
    reason: str = "",
) -> Absence:
    """From the first day to the last, both included. While it lasts, what is new for her reaches the deputy."""
    # Held, so that two absences written at once see one another.
    get_user_model().objects.select_for_update().get(pk=user.pk)
    others = Absence.objects.filter(user=user, cancelled_at__isnull=True)
    insist(
        rules.reason_against_absence(
            first_day=first_day,
            last_day=last_day,
            today=local_date(at),
            overlaps=others.filter(first_day__lte=last_day, last_day__gte=first_day).exists(),
            deputy=deputy.pk if deputy else None,
            user=user.pk,
            deputy_works=deputy is None or possible_deputies(user).filter(pk=deputy.pk).exists(),
        )
    )
    absence = Absence.objects.create(
        user=user,
        first_day=first_day,
        last_day=last_day,
        deputy=deputy,
        reason=one_line(reason)[:200],
        recorded_at=at,
    )
    _tell(OfficeEvent.ABSENCE_RECORDED, absence, by, at)
    return absence


@transaction.atomic
def end_absence(*, absence_id: int, by: Actor, at: datetime) -> Absence:
    """She is back from today; an absence that had not begun never was one."""
    absence = Absence.objects.select_for_update().get(pk=absence_id)
    today = local_date(at)
    insist(
        rules.reason_against_ending_absence(
            over=absence.last_day < today, cancelled=absence.cancelled_at is not None
        )
    )
    if absence.first_day >= today:
        absence.cancelled_at = at
    else:
        absence.last_day = today - timedelta(days=1)
    absence.save(update_fields=["cancelled_at", "last_day"])
    _tell(OfficeEvent.ABSENCE_ENDED, absence, by, at)
    return absence


def _tell(event: OfficeEvent, absence: Absence, by: Actor, at: datetime) -> None:
    note = {"absence": absence.pk, "deputy": absence.deputy_id}
    record(event=event, about=f"user:{absence.user_id}", by=by, at=at, note=note)
