"""The worker's door to what was looked at and never sent."""

from celery import shared_task
from django.utils import timezone

from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions import operations


@shared_task(name="office.actions.remove_old")
def remove_old() -> int:
    """Each night: words that were looked at and never sent go."""
    return operations.remove_old(by=Actor.system("office.actions"), at=timezone.now())
