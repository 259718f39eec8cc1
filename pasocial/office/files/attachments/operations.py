"""Stores files after looking at their content; never trusts a name or a declared type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction

from pasocial.office.files.attachments import intake, queries
from pasocial.office.files.attachments.inspections import reasons_against_everyone
from pasocial.office.files.attachments.models import CleanCopy, StoredFile, attachment_storage, where
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import Refusal, Refused, insist


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
    renaming: bool = False,
) -> StoredFile:
    """Checks and stores one file; raises Refused when its content, size or type is not accepted.

    A file whose name claims another kind than its bytes is refused too ("file_renamed"), unless `renaming`: then the
    caller shows the name it got, `name` of what is returned, to the person who gave it another.
    """
    looked = intake.look_at(content, name)
    insist(looked.refusal or (None if renaming else looked.renamed))
    sum_ = intake.sum_of(content)
    stored = StoredFile(
        about=about,
        purpose=purpose,
        name=looked.name,
        inside=looked.inside,
        media_type=looked.media_type,
        size=looked.size,
        sha256=sum_,
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


@dataclass
class Received:
    """What became of several uploads: each is in one of the lists, with why where somebody has to be told.

    `renamed`: stored under another name than it came with. `doubled`: not stored, since the same bytes are there.
    """

    stored: list[StoredFile] = field(default_factory=list)
    refused: list[tuple[Any, Refusal]] = field(default_factory=list)
    renamed: list[tuple[StoredFile, Refusal]] = field(default_factory=list)
    doubled: list[Any] = field(default_factory=list)
    crowded: list[Any] = field(default_factory=list)


def store_each(
    *, uploads: Sequence[Any], about: str, purpose: str, most: int, by: Actor, at: datetime
) -> Received:
    """Stores every upload that is accepted beside those already there, `most` in all; the caller tells the rest.

    For places where a person sees the stored files before anything leaves, and can take each away.
    """
    there = queries.files_about(about).filter(purpose=purpose)
    once, again = intake.doubles(uploads, there.values_list("sha256", flat=True))
    done, room = Received(doubled=again), most - there.count()
    for upload in once:
        if len(done.stored) >= room:
            done.crowded.append(upload)
            continue
        name = upload.name or "file"
        try:
            kept = store_file(
                content=upload, name=name, about=about, purpose=purpose, by=by, at=at, renaming=True
            )
        except Refused as refused:
            done.refused.append((upload, refused.refusal))
            continue
        done.stored.append(kept)
        if (said := intake.renaming(name, kept.media_type)) is not None:
            done.renamed.append((kept, said))
    return done


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

    Raises Refused for a file that would become public and is an original that was redacted, is not read yet, or
    holds something that nobody redacted or confirmed.
    """
    stored = StoredFile.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if stored is None or stored.access == access:
        return
    if access == StoredFile.Access.PUBLIC:
        insist(reasons_against_everyone([stored]))
    stored.access = access
    stored.save(update_fields=["access"])


@transaction.atomic
def remove_file(*, public_id: Any, by: Actor, at: datetime) -> None:
    stored = StoredFile.objects.select_for_update().filter(public_id=public_id).first()
    if stored is None:
        return
    content, about = stored.content, stored.about
    clean = CleanCopy.objects.filter(file=stored, state=CleanCopy.State.MADE).first()
    record(event=OfficeEvent.FILE_REMOVED, about=about, by=by, at=at, note={"file": str(stored.public_id)})
    stored.delete()
    transaction.on_commit(lambda: content.storage.delete(str(content.name)))
    if clean is not None:
        name = str(clean.content.name)
        transaction.on_commit(lambda: content.storage.delete(name))


def remove_strays(*, at: datetime) -> int:
    """Removes contents whose operation was rolled back after writing them: no row, older than a day."""
    storage = attachment_storage()
    removed = 0
    folders, _files = storage.listdir("") if storage.exists("") else ([], [])
    for folder in folders:
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = set(StoredFile.objects.filter(content__in=names).values_list("content", flat=True))
        known |= set(CleanCopy.objects.filter(content__in=names).values_list("content", flat=True))
        for name in names:
            if name not in known and storage.get_modified_time(name) < at - timedelta(days=1):
                storage.delete(name)
                removed += 1
    return removed
