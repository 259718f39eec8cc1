"""Each morning: a reminder of what is due, which the digest takes with it."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from celery import shared_task
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.work.items import queries

LOOK_AHEAD_DAYS = 2
DUE_NAME = _("Le tue attività")


@shared_task(name="office.work.tell_of_due")
def tell_of_due() -> int:
    """One notice a day to each person with something late or due within two days; the digest takes it with it."""
    now = timezone.now()
    today = timezone.localdate(now)
    told = 0
    due = queries.due_by(today + timedelta(days=LOOK_AHEAD_DAYS)).filter(assignee__is_active=True)
    for pk, group in groupby(due, key=lambda item: item.assignee_id):
        items = list(group)
        person = items[0].assignee
        assert pk is not None
        assert person is not None
        with translation.override(person.language):
            words = ngettext(
                "%(n)d attività scade o è scaduta", "%(n)d attività scadono o sono scadute", len(items)
            )
            name = str(DUE_NAME)
        about, key = f"office.due:{pk}", f"due:{today.isoformat()}:{pk}"
        told += notices.tell(
            user_ids=[pk],
            key=key,
            kind="office.due",
            about=about,
            name=name,
            words=words % {"n": len(items)},
            url="/redazione/attivita/?who=mine",
            at=now,
            # Yesterday's count is yesterday's: one line stands, not one for each morning.
            instead=True,
        )
    return told
