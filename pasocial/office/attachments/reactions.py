"""What follows when a file was stored."""

from celery import current_app
from django.db import transaction

from pasocial.office.attachments import queries
from pasocial.office.trail.models import Entry


def scan_file(entry: Entry) -> None:
    """Hands the new file to a worker of its own, so that a slow scanner holds no delivery; the sweep covers losses."""
    if queries.scanner() is not None:
        public_id = entry.note["file"]
        transaction.on_commit(
            lambda: current_app.send_task("office.attachments.scan", args=[public_id], retry=False),
            robust=True,
        )
