"""The worker's door to the trail."""

from celery import shared_task
from django.utils import timezone

from pasocial.office.record.trail import operations


@shared_task(name="office.trail.deliver")
def deliver(delivery_id: int) -> bool:
    return operations.deliver(delivery_id=delivery_id, at=timezone.now())


@shared_task(name="office.trail.sweep")
def sweep() -> int:
    return operations.sweep(at=timezone.now())


@shared_task(name="office.trail.seal")
def seal() -> int:
    made = operations.seal(at=timezone.now())
    return made.entries if made else 0
