"""Files that come with a form: looked at before anything is kept, each refusal told by the file's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from foia.portal.sentences import say
from foia.rules.filing import clean_line
from pasocial.office.attachments import intake
from pasocial.office.attachments import operations as attachments
from pasocial.office.trail.actor import Actor
from pasocial.refusal import Refused

MOST_FILES = 10


def name_of(upload: UploadedFile) -> str:
    """The file's name as it can be shown."""
    return clean_line(upload.name or "")[:80] or _("file senza nome")


def _too_many(upload: UploadedFile) -> str:
    words = _("«%(name)s» non è stato caricato: puoi allegare al massimo %(most)s file.")
    return words % {"name": name_of(upload), "most": MOST_FILES}


def reasons_against_uploads(given: Sequence[UploadedFile]) -> list[str]:
    """What is wrong with the files of a message, before any is kept: it leaves whole or not at all."""
    reasons = [_too_many(upload) for upload in given[MOST_FILES:]]
    for upload in given[:MOST_FILES]:
        looked = intake.look_at(upload, upload.name or "file")  # type: ignore[arg-type]
        if looked.refusal is not None:
            reasons.append(f"«{name_of(upload)}»: {say(looked.refusal)}")
    return reasons


def store_each(
    given: Sequence[UploadedFile], *, about: str, already: int, by: Actor, at: datetime
) -> tuple[list[Any], list[str]]:
    """Stores every file of a draft that is accepted; returns them, and the reason against each other one."""
    stored: list[Any] = []
    reasons: list[str] = []
    for upload in given:
        if already + len(stored) >= MOST_FILES:
            reasons.append(_too_many(upload))
            continue
        try:
            stored.append(
                attachments.store_file(
                    content=upload,  # type: ignore[arg-type]
                    name=upload.name or "file",
                    about=about,
                    purpose="filed",
                    by=by,
                    at=at,
                )
            )
        except Refused as refused:
            reasons.append(f"«{name_of(upload)}»: {say(refused.refusal)}")
    return stored, reasons
