"""Stores files after looking at their content; never trusts a name or a declared type."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction

from pasocial.office import registry
from pasocial.office.attachments import intake, queries
from pasocial.office.attachments.models import StoredFile, attachment_storage, where
from pasocial.office.events import OfficeEvent
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.refusal import insist


@transaction.atomic
def store_file(
    *,
    content: IO[bytes],
    name: str,
    about: str,
    purpose: str,
    by: Actor,
    at: datetime,
    access: str = StoredFile.Access.PRIVATE,
) -> StoredFile:
    """Checks and stores one file; raises Refused when its content, size or type is not accepted."""
    looked = intake.look_at(content, name)
    insist(looked.refusal)
    content.seek(0)
    sum_ = hashlib.sha256()
    while block := content.read(1 << 20):
        sum_.update(block)
    content.seek(0)
    stored = StoredFile(
        about=about,
        purpose=purpose,
        name=looked.name,
        media_type=looked.media_type,
        size=looked.size,
        sha256=sum_.hexdigest(),
        access=access,
        scan=intake.first_scan_state(),
        stored_at=at,
        user_id=by.user_id,
    )
    try:
        stored.content.save(looked.name, File(content), save=False)
        stored.save()
        record(
            event=OfficeEvent.FILE_STORED,
            about=about,
            by=by,
            at=at,
            note={
                "file": str(stored.public_id),
                "purpose": purpose,
                "size": stored.size,
                "type": stored.media_type,
            },
        )
    except Exception:
        # A disk that fills up midway leaves no half file; its name is this file's own, so nobody else's is lost.
        stored.content.storage.delete(where(stored, looked.name))
        raise
    return stored


@transaction.atomic
def note_verdict(*, public_id: Any, found: str, by: Actor, at: datetime) -> str:
    """Keeps what the scanner said of one file; returns the new state. A file judged once is not judged again."""
    stored = StoredFile.objects.select_for_update().filter(public_id=public_id).first()
    if stored is None or stored.scan in (StoredFile.Scan.CLEAN, StoredFile.Scan.INFECTED):
        return stored.scan if stored else ""
    stored.scan = StoredFile.Scan.INFECTED if found else StoredFile.Scan.CLEAN
    stored.save(update_fields=["scan"])
    record(
        event=OfficeEvent.FILE_SCANNED,
        about=stored.about,
        by=by,
        at=at,
        note={"file": str(stored.public_id), "verdict": stored.scan, "found": found[:80]},
    )
    return str(stored.scan)


@transaction.atomic
def move_files(*, from_about: str, to_about: str) -> int:
    """Files of a draft become files of the request made from it; part of that operation."""
    return StoredFile.objects.filter(about=from_about).update(about=to_about)


@transaction.atomic
def set_access(*, public_id: Any, access: str) -> None:
    """Part of a decision's operation: who may open this file from now on.

    Raises Refused for an original that was redacted and would become public.
    """
    stored = StoredFile.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if stored is None or stored.access == access:
        return
    if access == StoredFile.Access.PUBLIC:
        insist(queries.reason_against_opening(stored))
    stored.access = access
    stored.save(update_fields=["access"])


@transaction.atomic
def remove_file(*, public_id: Any, by: Actor, at: datetime) -> None:
    stored = StoredFile.objects.select_for_update().filter(public_id=public_id).first()
    if stored is None:
        return
    content, about = stored.content, stored.about
    record(event=OfficeEvent.FILE_REMOVED, about=about, by=by, at=at, note={"file": str(stored.public_id)})
    stored.delete()
    transaction.on_commit(lambda: content.storage.delete(str(content.name)))


def remove_orphans(*, at: datetime) -> int:
    """Removes files of drafts that were never sent, as many days after they were stored as their desk declares."""
    removed = 0
    for kind, days in registry.drafts().items():
        old = StoredFile.objects.filter(about__startswith=f"{kind}:", stored_at__lt=at - timedelta(days=days))
        for stored in list(old[:1000]):
            remove_file(public_id=stored.public_id, by=Actor.system("office.attachments"), at=at)
            removed += 1
    return removed


def remove_strays(*, at: datetime) -> int:
    """Removes contents whose operation was rolled back after writing them: no row, older than a day."""
    storage = attachment_storage()
    removed = 0
    folders, _files = storage.listdir("") if storage.exists("") else ([], [])
    for folder in folders:
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = set(StoredFile.objects.filter(content__in=names).values_list("content", flat=True))
        for name in names:
            if name not in known and storage.get_modified_time(name) < at - timedelta(days=1):
                storage.delete(name)
                removed += 1
    return removed
