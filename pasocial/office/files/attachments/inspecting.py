"""Reads files before everybody may have them, and keeps a person's word on what was found.

Plain texts are read at once; what needs another program is read by a worker, and until then nothing of it is released.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pasocial.office.files.attachments.inspections import (
    READER,
    inspected,
    names_known,
    names_mark,
    to_read,
)
from pasocial.office.files.attachments.looking import TEXTS, look_into, suspects_in
from pasocial.office.files.attachments.models import Confirmation, Inspection, StoredFile
from pasocial.office.files.attachments.outgoing import clean_copy_of
from pasocial.office.files.attachments.rules import BY_EYE, reasons_against_confirming
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist

log = logging.getLogger(__name__)

# Short enough to be read while somebody waits for her draft to be saved; no foreign program opens it.
AT_ONCE_BYTES = 200_000
AT_ONCE_TYPES = TEXTS
# A worker that was stopped half way is not waited for any longer.
ASK_AGAIN_AFTER = timedelta(minutes=3)


@transaction.atomic
def ask_for_reading(
    *, public_ids: Iterable[str | UUID], about: str = "", by: Actor, at: datetime, anew: bool = False
) -> int:
    """Has files read on their way to the public. `about`: also the names known to this thing are looked for.

    What was read already, by the reader and with the names of today, is left alone unless `anew`. Returns how many.
    """
    files = list(
        StoredFile.objects.select_for_update(of=("self",))
        .filter(public_id__in=[str(one) for one in public_ids])
        .order_by("id")
    )
    known = {one.file_id: one for one in Inspection.objects.filter(file__in=files)}
    wider = {one.pk for one in files if about and about not in _abouts(one, known)}
    stale = {one.pk for one in to_read(files)}
    asked = [one for one in files if anew or one.pk in wider | stale]
    later: list[StoredFile] = []
    for stored in asked:
        abouts = _abouts(stored, known)
        Inspection.objects.update_or_create(
            file=stored,
            defaults={
                "abouts": [*abouts, about] if stored.pk in wider else abouts,
                "state": Inspection.State.WAITING,
                # Marked with the names it will look for, so that nobody asks twice.
                "names_mark": names_mark(names_known(*abouts, *([about] if stored.pk in wider else []))),
                "reader": READER,
                "asked_at": at,
                "read_at": None,
            },
        )
        if stored.media_type in AT_ONCE_TYPES and stored.size <= AT_ONCE_BYTES:
            read_file(public_id=stored.public_id, at=at)
        else:
            later.append(stored)
    for about_of in dict.fromkeys(one.about for one in later):
        record(
            event=OfficeEvent.FILES_TO_READ,
            about=about_of,
            by=by,
            at=at,
            note={"files": [str(one.public_id) for one in later if one.about == about_of]},
        )
    return len(asked)


def _abouts(stored: StoredFile, known: dict[int, Inspection]) -> list[str]:
    found = known.get(stored.pk)
    return list(found.abouts) if found and found.abouts else [stored.about]


def read_file(*, public_id: str | UUID, at: datetime) -> str:
    """Reads one file now and keeps what was found; makes its clean copy too. Returns the new state, "" if nobody asked.

    The reading itself holds no lock: a file is never written again, and names that join meanwhile make it stale.
    """
    held = Inspection.objects.select_related("file").filter(file__public_id=public_id).first()
    if held is None or held.state != Inspection.State.WAITING:
        return held.state if held else ""
    names = names_known(*held.abouts)
    looked = look_into(held.file)
    copy = clean_copy_of(held.file)
    suspects, beyond = suspects_in(held.file.name, looked, names, copy)
    with transaction.atomic():
        held = Inspection.objects.select_for_update(of=("self",)).select_related("file").get(pk=held.pk)
        unread_whole = not looked.pages and bool(looked.unread)
        held.state = Inspection.State.UNREADABLE if unread_whole else Inspection.State.READ
        held.pages, held.suspects, held.beyond = len(looked.pages), suspects, beyond
        held.unread, held.reader, held.names_mark = list(looked.unread), READER, names_mark(names)
        held.read_at = at
        held.save()
        record(
            event=OfficeEvent.FILE_READ,
            about=held.file.about,
            by=Actor.system("office.attachments"),
            at=at,
            note={
                "file": str(held.file.public_id),
                "found": len(suspects) + beyond,
                "unread": len(looked.unread),
            },
        )
    return str(held.state)


@transaction.atomic
def confirm_findings(
    *, public_id: str | UUID, keys: Collection[str], reason: str, by: Actor, at: datetime
) -> StoredFile:
    """A person answers by name for things found in a file: everybody may read them, and why.

    `keys`: of suspects, or `by_eye` for what no machine could read and she looked at. Raises Refused.
    """
    stored = StoredFile.objects.select_for_update(of=("self",)).get(public_id=public_id)
    seen = inspected(stored)
    insist(reasons_against_confirming(seen, keys, reason))
    excerpts = {one.key: one.excerpt for one in seen.suspects}
    chosen = sorted(set(keys) - seen.confirmed)
    Confirmation.objects.bulk_create(
        [
            Confirmation(
                file=stored,
                key=key,
                excerpt=excerpts.get(key, ""),
                reason=reason.strip(),
                user_id=by.user_id,
                at=at,
            )
            for key in chosen
        ],
        ignore_conflicts=True,
    )
    record(
        event=OfficeEvent.FILE_CONFIRMED,
        about=stored.about,
        by=by,
        at=at,
        note={
            "file": str(stored.public_id),
            "confirmed": len([one for one in chosen if one != BY_EYE]),
            "by_eye": BY_EYE in chosen,
        },
    )
    return stored


def waiting(at: datetime) -> QuerySet[Inspection]:
    """Readings somebody asked for and no worker made in time, oldest first."""
    return Inspection.objects.filter(
        state=Inspection.State.WAITING, asked_at__lt=at - ASK_AGAIN_AFTER
    ).order_by("asked_at")
