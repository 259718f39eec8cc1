"""Runs by the clock: the log of accesses keeps as long as the body decided."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from pasocial.office.people.access_log.operations import forget_old_openings


@shared_task
def forget() -> int:
    return forget_old_openings(at=timezone.now())
