"""The worker's door to departures."""

from celery import shared_task
from django.utils import timezone

from pasocial.office.messaging.departures import operations
from pasocial.office.record.trail.actor import Actor

US = Actor.system("office.departures")


@shared_task(name="office.departures.send_due")
def send_due() -> int:
    """Everything whose moment has come leaves; each in a transaction of its own."""
    return operations.send_due(by=US, at=timezone.now())
