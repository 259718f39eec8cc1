"""Each morning: a reminder of what is due, to those who want one."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from celery import shared_task
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import ngettext

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices import queries as notice_queries
from pasocial.office.work.items import queries

LOOK_AHEAD_DAYS = 2


@shared_task(name="office.work.tell_of_due")
def tell_of_due() -> int:
    """One notice and, if wanted, one mail a day to each person with something late or due within two days."""
    now = timezone.now()
    today = timezone.localdate(now)
    told = 0
    due = queries.due_by(today + timedelta(days=LOOK_AHEAD_DAYS)).filter(assignee__is_active=True)
    for _pk, group in groupby(due, key=lambda item: item.assignee_id):
        items = list(group)
        person = items[0].assignee
        assert person is not None
        key = f"due:{today.isoformat()}:{person.pk}"
        with translation.override(person.language):
            words = ngettext(
                "%(n)d attività scade o è scaduta", "%(n)d attività scadono o sono scadute", len(items)
            )
        url = "/redazione/attivita/?who=mine"
        told += notices.tell(user_ids=[person.pk], key=key, words=words % {"n": len(items)}, url=url, at=now)
        if notice_queries.preference_of(person.pk).mail_when_due:
            notices.write_mail(
                key=key,
                about=f"user:{person.pk}",
                template="office/items_due",
                to=person.email,
                language=person.language,
                context={
                    "items": items,
                    "today": today,
                    "action_url": settings.SITE_URL + url,
                },
                at=now,
            )
    return told
