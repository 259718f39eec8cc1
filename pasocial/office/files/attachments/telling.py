"""Sentences about files that were just handed in: refused, kept under another name, kept once though sent twice."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pasocial.office.files.attachments.intake.names import plain_name
from pasocial.office.files.attachments.operations import Received
from pasocial.office.files.attachments.queries import note_of
from pasocial.refusal import Refusal


def name_of(upload: Any) -> str:
    """The file's name as it can be shown: one line, at most 80 characters."""
    return plain_name(upload.name or "")[:80] or _("file senza nome")


def too_many(upload: Any, most: int) -> str:
    words = _("«%(name)s» non è stato caricato: puoi allegare al massimo %(most)s file.")
    return words % {"name": name_of(upload), "most": most}


def refused(upload: Any, reason: Refusal) -> str:
    return f"«{name_of(upload)}»: {reason.text(_)}"


def reasons_in(received: Received, most: int) -> list[str]:
    """Why some files were not kept."""
    return [
        *(refused(upload, reason) for upload, reason in received.refused),
        *(too_many(upload, most) for upload in received.crowded),
    ]


def doubled(upload: Any) -> str:
    return _("«%(name)s» c'era già, uguale: lo teniamo una volta sola.") % {"name": name_of(upload)}


def renamed(said: Refusal) -> str:
    words = _(
        "«%(name)s» è in realtà %(kind)s: ora si chiama «%(right)s». Se non è il file che volevi, toglilo."
    )
    return words % {name: str(value) for name, value in said.values.items()}


def notices_of(received: Received) -> list[str]:
    """What a person has to know of the files that were kept, and of those that came twice."""
    return [
        *(renamed(said) for _stored, said in received.renamed),
        *(doubled(upload) for upload in received.doubled),
    ]


def shown_kept(stored: Any) -> dict[str, Any]:
    """A file that waits in a draft, as the upload field shows it."""
    return {"id": stored.public_id, "name": stored.name, "size": stored.size, "note": note_of(stored)}
