"""Housekeeping of files, their scan when a scanner is configured, and their reading before everybody may have them."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from pasocial.office.files.attachments import inspecting, operations, outgoing, queries
from pasocial.office.files.attachments.adapters.scanner import ScannerAway
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.record.trail.actor import Actor

log = logging.getLogger(__name__)

AT_ONCE = 200
READ_AT_ONCE = 5


@shared_task(name="office.attachments.remove_strays")
def remove_strays() -> int:
    return operations.remove_strays(at=timezone.now())


@shared_task(name="office.attachments.read")
def read(public_id: str) -> str:
    """Looks for personal data in one file; what nobody asked for, or somebody read already, is left alone."""
    return inspecting.read_file(public_id=public_id, at=timezone.now())


@shared_task(name="office.attachments.read_waiting")
def read_waiting() -> int:
    """Reads what a worker should have read and did not, a few at a time."""
    owed = inspecting.waiting(timezone.now()).values_list("file__public_id", flat=True)[:READ_AT_ONCE]
    return sum(1 for public_id in list(owed) if read(str(public_id)))


@shared_task(name="office.attachments.clean_public")
def clean_public() -> int:
    """Makes the clean copies that public files of a former release lack, before somebody asks for them."""
    owed = outgoing.without_copy(READ_AT_ONCE)
    for stored in owed:
        outgoing.clean_copy_of(stored)
    return len(owed)


@shared_task(name="office.attachments.scan")
def scan(public_id: str) -> str:
    """Judges one file now; when the scanner is away the sweep tries again, and release stays blocked."""
    stored = queries.by_public_id(public_id)
    if stored is None or stored.scan not in (StoredFile.Scan.WAITING, StoredFile.Scan.OFF):
        return ""
    scanner = queries.scanner()
    if scanner is None:
        return ""
    try:
        with queries.opened(stored) as content:
            verdict = scanner.scan(content)
    except (ScannerAway, FileNotFoundError) as problem:
        log.warning("File %s not scanned: %s", public_id, problem)
        return ""
    return operations.note_verdict(
        public_id=stored.public_id,
        found=verdict.found,
        by=Actor.system("office.attachments"),
        at=timezone.now(),
    )


@shared_task(name="office.attachments.sweep")
def sweep() -> int:
    """Scans what waits, a few at a time; stops at the first silence of the scanner."""
    if queries.scanner() is None:
        return 0
    done = 0
    for public_id in queries.unscanned().values_list("public_id", flat=True)[:AT_ONCE]:
        if not scan(str(public_id)):
            break
        done += 1
    return done
