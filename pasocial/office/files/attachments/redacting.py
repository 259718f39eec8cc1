"""Keeps redacted copies beside their originals, with what was done to them; the original is never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from pasocial.folding import folded
from pasocial.office.files.attachments.inspecting import ask_for_reading, confirm_findings, read_file
from pasocial.office.files.attachments.inspections import inspected
from pasocial.office.files.attachments.models import Redaction, StoredFile
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import readable
from pasocial.office.files.attachments.redaction.making import Made, made
from pasocial.office.files.attachments.redaction.reading import Seen, read, refuse, seen_in
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.personal_data import personal_data_in
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _

PURPOSE = "redacted"
NAME_LENGTH = (3, 120)
# A copy made elsewhere that still names so many people was not redacted: nobody should tick that away one by one.
MOST_ASKED = 60


def reasons_against_name(name: str, names: Sequence[str]) -> list[Refusal]:
    """The name of a public file is read like its text: it names nobody."""
    least, most = NAME_LENGTH
    if not least <= len(name.strip()) <= most:
        return [Refusal("name_length", _("Dai alla copia un nome fra 3 e 120 caratteri."), "name")]
    found = personal_data_in(name.replace("_", " "), names)
    return [
        Refusal(
            "name_personal",
            _("«{excerpt}» sembra personale: la copia va chiamata in un modo che non nomini nessuno."),
            "name",
            {"excerpt": one.excerpt},
        )
        for one in found[:1]
    ]


@transaction.atomic
def make_redacted_copy(
    *,
    public_id: str | UUID,
    seen: Sequence[Seen],
    name: str,
    names: Sequence[str] = (),
    by_eye: bool = False,
    word_ground: str = "personal_data",
    by: Actor,
    at: datetime,
) -> StoredFile:
    """A copy without the stretches `seen`, private until somebody releases it. Raises Refused if it cannot be trusted."""
    original = StoredFile.objects.get(public_id=public_id)
    insist(reasons_against_name(name, names))
    done = made(original, seen, title=name, word_ground=word_ground, by_eye=by_eye)
    return _keep(original, done, name, by, at, by_hand=False)


@transaction.atomic
def keep_copy_by_hand(
    *,
    public_id: str | UUID,
    content: IO[bytes],
    name: str,
    names: Sequence[str] = (),
    by_eye: bool = False,
    confirmed: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> StoredFile:
    """A copy somebody redacted elsewhere: read like any other, and written anew, so that what it hides stays behind.

    What still seems personal in it needs a person's word, each by itself: `confirmed` holds the marks of those that may
    stay (`mark_of_excerpt`). Only PDF and text are taken: in an office document what was deleted may still be there.
    """
    original = StoredFile.objects.get(public_id=public_id)
    insist(reasons_against_name(name, names))
    # Kept for a moment as a file of its own, so that it passes the same checks as any other.
    given = store_file(content=content, name=name, about=original.about, purpose=PURPOSE, by=by, at=at)
    if not readable(given):
        raise refuse("kind")
    seen = seen_in(read(given), names)
    insist(reasons_against_findings([one.finding.excerpt for one in seen], confirmed))
    done = made(given, (), title=name, by_eye=by_eye)
    kept = _keep(original, done, name, by, at, by_hand=True)
    _answer_for(kept, confirmed, by, at)
    content_field = given.content
    given.delete()
    transaction.on_commit(lambda: content_field.storage.delete(str(content_field.name)))
    return kept


def _answer_for(kept: StoredFile, confirmed: Collection[str], by: Actor, at: datetime) -> None:
    """What she ticked while she gave the copy is her word on it: she is not asked twice before it is public."""
    ask_for_reading(public_ids=[kept.public_id], by=by, at=at)
    read_file(public_id=kept.public_id, at=at)
    read = inspected(kept)
    keys = [one.key for one in read.open_suspects if mark_of_excerpt(one.excerpt) in confirmed]
    if keys:
        why = gettext("Segnato come pubblicabile caricando la copia già oscurata.")
        confirm_findings(public_id=kept.public_id, keys=keys, reason=why, by=by, at=at)


def mark_of_excerpt(excerpt: str) -> str:
    """Names a text without repeating it; spelling and spaces make no difference."""
    return sha256(" ".join(folded(excerpt).split()).encode()).hexdigest()[:24]


def reasons_against_findings(excerpts: Iterable[str], confirmed: Collection[str]) -> list[Refusal]:
    """Against keeping a copy that still shows what seems personal and nobody confirmed: one reason for each text.

    All of them are told again until all are confirmed, so that whoever chooses the file anew finds her ticks again.
    """
    found = {mark_of_excerpt(excerpt): " ".join(excerpt.split()) for excerpt in excerpts}
    if set(found) <= set(confirmed):
        return []
    return [
        Refusal(
            "still_personal",
            _(
                "Nella copia si legge ancora «{excerpt}»: toglilo e caricala di nuovo, oppure segna qui sotto che può "
                "restare e scegli di nuovo il file."
            ),
            "confirmed",
            {"excerpt": excerpt},
        )
        for excerpt in list(found.values())[:MOST_ASKED]
    ]


def _keep(
    original: StoredFile, done: Made, name: str, by: Actor, at: datetime, *, by_hand: bool
) -> StoredFile:
    copy = store_file(
        content=BytesIO(done.content), name=name, about=original.about, purpose=PURPOSE, by=by, at=at
    )
    Redaction.objects.create(
        original=original,
        copy=copy,
        by_hand=by_hand,
        pages=done.pages,
        removed=list(done.removed),
        stripped=list(done.stripped),
        by_eye=list(done.blind_pages),
        made_by_id=by.user_id,
        made_at=at,
    )
    record(
        event=OfficeEvent.FILE_REDACTED,
        about=original.about,
        by=by,
        at=at,
        note={
            "file": str(original.public_id),
            "copy": str(copy.public_id),
            "removed": len(done.removed),
            "by_hand": by_hand,
        },
    )
    return copy
