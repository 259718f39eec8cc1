"""Housekeeping of files, and their scan when a scanner is configured."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from pasocial.office.attachments import operations, queries
from pasocial.office.attachments.adapters.scanner import ScannerAway
from pasocial.office.attachments.models import StoredFile
from pasocial.office.trail.actor import Actor

log = logging.getLogger(__name__)

AT_ONCE = 200


@shared_task(name="office.attachments.remove_orphans")
def remove_orphans() -> int:
    now = timezone.now()
    return operations.remove_orphans(at=now) + operations.remove_strays(at=now)


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
