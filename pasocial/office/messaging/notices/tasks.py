"""The worker's door to mail, the digest of each morning, and the nightly tidying."""

import logging

from celery import shared_task
from django.utils import timezone

from pasocial.office.messaging.notices import operations, queries

log = logging.getLogger(__name__)


@shared_task(name="office.notices.send")
def send(mail_id: int) -> bool:
    return operations.send(mail_id=mail_id, at=timezone.now())


@shared_task(name="office.notices.sweep")
def sweep() -> int:
    return operations.sweep(at=timezone.now())


@shared_task(name="office.notices.send_digests")
def send_digests() -> int:
    """Each morning: one mail to whoever is owed one, each in a transaction of its own; returns how many."""
    now = timezone.now()
    written = 0
    for user_id in queries.owed_digests():
        try:
            written += operations.send_digest(user_id=user_id, day=timezone.localdate(now), at=now)
        except Exception:  # one person's digest must not keep back everybody else's
            log.exception("The digest of user %s was not written", user_id)
    return written


@shared_task(name="office.notices.remove_old")
def remove_old() -> int:
    return operations.remove_old(at=timezone.now())
