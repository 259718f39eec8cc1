"""What leaves in a file's place: its clean copy. Pictures lose their metadata on every way out, papers when public."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from pasocial.gone import ContentGone
from pasocial.office.files.attachments import queries
from pasocial.office.files.attachments.cleaning import making
from pasocial.office.files.attachments.models import CleanCopy, StoredFile
from pasocial.refusal import Refused

log = logging.getLogger(__name__)


class NotForOutside(Exception):
    """The picture could not be read, so nobody knows what it carries: the office has it, nobody else."""


@dataclass(frozen=True)
class Parcel:
    """What somebody outside receives: bytes long, and the sum of exactly these bytes."""

    stored: StoredFile
    copy: CleanCopy | None
    size: int
    sha256: str

    def opened(self) -> IO[Any]:
        """The caller closes it. Raises ContentGone when storage has none."""
        if self.copy is None:
            return queries.opened(self.stored)
        try:
            return self.copy.content.open("rb")
        except FileNotFoundError as gone:
            raise ContentGone(self.stored.name) from gone


def leaves_clean(stored: StoredFile) -> bool:
    """Whether this file leaves without its metadata: pictures always, papers once they are for everybody."""
    return stored.media_type in making.PICTURES or (
        stored.access == StoredFile.Access.PUBLIC and stored.media_type in making.CLEANABLE
    )


def parcel_of(stored: StoredFile) -> Parcel:
    """What leaves for this file. Raises NotForOutside, and ContentGone when storage has none of it."""
    if not leaves_clean(stored):
        return Parcel(stored, None, stored.size, stored.sha256)
    copy = clean_copy_of(stored)
    if copy.state == CleanCopy.State.MADE:
        return Parcel(stored, copy, copy.size, copy.sha256)
    if stored.media_type in making.PICTURES:
        if copy.why == "gone":
            raise ContentGone(stored.name)
        raise NotForOutside(copy.why)
    return Parcel(stored, None, stored.size, stored.sha256)


def clean_copy_of(stored: StoredFile) -> CleanCopy:
    """The copy without metadata, made the first time it is asked for. Never raises."""
    found = CleanCopy.objects.filter(file=stored).first()
    # What was lost and comes back, from a backup for instance, is looked at again.
    if found is not None and found.why != "gone":
        return found
    made = CleanCopy(file=stored, state=CleanCopy.State.NEEDLESS)
    if found is not None:
        made.pk = found.pk
    if stored.media_type in making.CLEANABLE:
        _fill(made, stored)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # somebody made it at the same moment
        return CleanCopy.objects.get(file=stored)
    return made


def _fill(made: CleanCopy, stored: StoredFile) -> None:
    try:
        with queries.opened(stored) as content:
            clean = making.cleaned(content.read(), title=stored.name.rpartition(".")[0] or stored.name)
    except FileNotFoundError:
        made.state, made.why = CleanCopy.State.REFUSED, "gone"
        return
    except Refused as refused:
        made.state = CleanCopy.State.REFUSED
        made.why = refused.refusal.code.removeprefix("unclean_")
        log.info("File %s keeps its metadata: %s", stored.public_id, made.why)
        return
    made.state, made.why = CleanCopy.State.MADE, ""
    made.size, made.sha256 = len(clean), hashlib.sha256(clean).hexdigest()
    made.content.save("", File(BytesIO(clean)), save=False)


def told_of(files: Iterable[StoredFile]) -> dict[int, tuple[int, str]]:
    """Size and sum of what leaves for each file, by its primary key: one query, nothing is made.

    The sum is empty while a copy is still to be made: nobody knows it yet.
    """
    listed = list(files)
    copies = {one.file_id: one for one in CleanCopy.objects.filter(file__in=[one.pk for one in listed])}
    told: dict[int, tuple[int, str]] = {}
    for stored in listed:
        copy = copies.get(stored.pk)
        if not leaves_clean(stored) or (copy is not None and copy.state != CleanCopy.State.MADE):
            told[stored.pk] = stored.size, stored.sha256
        elif copy is None:
            told[stored.pk] = stored.size, ""
        else:
            told[stored.pk] = copy.size, copy.sha256
    return told


def without_copy(limit: int) -> list[StoredFile]:
    """Public files whose clean copy is still to be made, such as those opened by a former release."""
    found = StoredFile.objects.filter(
        access=StoredFile.Access.PUBLIC, media_type__in=making.CLEANABLE, clean_copy__isnull=True
    )
    return list(found.order_by("id")[:limit])
