"""Stores files after looking at their content; never trusts a name or a declared type."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction

from pasocial.office.attachments import intake
from pasocial.office.attachments.models import StoredFile
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
    return stored


@transaction.atomic
def move_files(*, from_about: str, to_about: str) -> int:
    """Files of a draft become files of the request made from it; part of that operation."""
    return StoredFile.objects.filter(about=from_about).update(about=to_about)


@transaction.atomic
def set_access(*, public_id: Any, access: str) -> None:
    """Part of a decision's operation: who may open this file from now on."""
    StoredFile.objects.filter(public_id=public_id).update(access=access)


@transaction.atomic
def remove_file(*, public_id: Any, by: Actor, at: datetime) -> None:
    stored = StoredFile.objects.select_for_update().filter(public_id=public_id).first()
    if stored is None:
        return
    content, about = stored.content, stored.about
    record(event=OfficeEvent.FILE_REMOVED, about=about, by=by, at=at, note={"file": str(stored.public_id)})
    stored.delete()
    transaction.on_commit(lambda: content.storage.delete(content.name))


def remove_orphans(*, at: datetime) -> int:
    """Removes files of drafts that were never sent, 31 days after they were stored."""
    old = StoredFile.objects.filter(about__startswith="foia.draft:", stored_at__lt=at - timedelta(days=31))
    removed = 0
    for stored in list(old[:1000]):
        remove_file(public_id=stored.public_id, by=Actor.system("office.attachments"), at=at)
        removed += 1
    return removed
