"""Keeps redacted copies beside their originals, with what was done to them; the original is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import IO
from uuid import UUID

from django.db import transaction

from pasocial.office.attachments.models import Redaction, StoredFile
from pasocial.office.attachments.operations import store_file
from pasocial.office.attachments.queries import readable
from pasocial.office.attachments.redaction.making import Made, made
from pasocial.office.attachments.redaction.reading import PDF, Seen, content_of, refuse
from pasocial.office.events import OfficeEvent
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.personal_data import personal_data_in
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _

PURPOSE = "redacted"
NAME_LENGTH = (3, 120)


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
    done = made(original, seen, title=name, word_ground=word_ground)
    insist(reason_against_blind_pages(done.blind_pages, by_eye))
    return _keep(original, done, name, by, at, by_hand=False)


@transaction.atomic
def keep_copy_by_hand(
    *,
    public_id: str | UUID,
    content: IO[bytes],
    name: str,
    names: Sequence[str] = (),
    by_eye: bool = False,
    by: Actor,
    at: datetime,
) -> StoredFile:
    """A copy somebody redacted elsewhere: what it hides is stripped here too, and what it shows is hers to answer for.

    Only PDF and text are taken: in an office document what was deleted may still be there.
    """
    original = StoredFile.objects.get(public_id=public_id)
    insist(reasons_against_name(name, names))
    # Kept for a moment as a file of its own, so that it passes the same checks as any other.
    given = store_file(content=content, name=name, about=original.about, purpose=PURPOSE, by=by, at=at)
    if not readable(given):
        raise refuse("kind")
    done = made(given, (), title=name) if given.media_type == PDF else _as_it_is(given)
    insist(reason_against_blind_pages(done.blind_pages, by_eye))
    kept = _keep(original, done, name, by, at, by_hand=True)
    content_field = given.content
    given.delete()
    transaction.on_commit(lambda: content_field.storage.delete(str(content_field.name)))
    return kept


def _as_it_is(given: StoredFile) -> Made:
    return Made(content_of(given), given.media_type, 1, (), (), ())


def reason_against_blind_pages(pages: Sequence[int], by_eye: bool) -> Refusal | None:
    if not pages or by_eye:
        return None
    shown = ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
    return Refusal(
        "look_by_eye",
        _("Le pagine {pages} non hanno testo che si possa controllare: guardale una per una e confermalo."),
        "by_eye",
        {"pages": shown},
    )


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
