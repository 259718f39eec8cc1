"""The worker's door to mail."""

from celery import shared_task
from django.utils import timezone

from pasocial.office.messaging.notices import operations


@shared_task(name="office.notices.send")
def send(mail_id: int) -> bool:
    return operations.send(mail_id=mail_id, at=timezone.now())


@shared_task(name="office.notices.sweep")
def sweep() -> int:
    return operations.sweep(at=timezone.now())
