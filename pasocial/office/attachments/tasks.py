"""Housekeeping of files."""

from celery import shared_task
from django.utils import timezone

from pasocial.office.attachments import operations


@shared_task(name="office.attachments.remove_orphans")
def remove_orphans() -> int:
    return operations.remove_orphans(at=timezone.now())
