"""The worker's door to approvals."""

from celery import shared_task
from django.utils import timezone

from pasocial.office.work.approvals.reactions import remind


@shared_task(name="office.approvals.remind_of_due")
def remind_of_due() -> int:
    """Each morning: whoever has to sign what is late is told, once for each step."""
    return remind(at=timezone.now())
