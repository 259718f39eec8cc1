"""What follows when a file was stored, or is to be read."""

from celery import current_app
from django.db import transaction

from pasocial.office.files.attachments import queries
from pasocial.office.record.trail.models import Entry


def read_files(entry: Entry) -> None:
    """Hands what was asked to be read to a worker of its own, one file each; the sweep covers losses."""
    for public_id in entry.note["files"]:
        _send("office.attachments.read", public_id)


def _send(task: str, public_id: str) -> None:
    transaction.on_commit(lambda: current_app.send_task(task, args=[public_id], retry=False), robust=True)


def scan_file(entry: Entry) -> None:
    """Hands the new file to a worker of its own, so that a slow scanner holds no delivery; the sweep covers losses."""
    if queries.scanner() is not None:
        _send("office.attachments.scan", entry.note["file"])
