"""Each night: drafts past their days are forgotten."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from pasocial.office.files.drafts import operations


@shared_task(name="office.drafts.forget")
def forget() -> int:
    now = timezone.now()
    return operations.remove_expired_drafts(at=now) + operations.remove_left_files(at=now)
