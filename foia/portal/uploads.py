"""Files that come with a message: looked at before anything is kept, each refusal told by the file's name."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile

from pasocial.office.files.attachments import intake, telling
from pasocial.sentences import say

MOST_FILES = 10


def reasons_against_uploads(given: Sequence[UploadedFile], *, renaming: bool) -> tuple[list[str], bool]:
    """What is wrong with the files of a message, before any is kept: it leaves whole or not at all.

    Also whether some name claims another kind of file. With `renaming` its author knows that, and such files get the
    name that is right here.
    """
    reasons, lies = [telling.too_many(upload, MOST_FILES) for upload in given[MOST_FILES:]], False
    for upload in given[:MOST_FILES]:
        looked = intake.look_at(upload, upload.name or "file")  # type: ignore[arg-type]
        if looked.refusal is not None:
            reasons.append(telling.refused(upload, looked.refusal))
        elif looked.renamed is not None and renaming:
            upload.name = looked.name
        elif looked.renamed is not None:
            lies = True
            reasons.append(say(looked.renamed))
    return reasons, lies
