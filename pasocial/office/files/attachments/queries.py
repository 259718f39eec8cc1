"""Asks for stored files, and whether one may leave the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pasocial.gone import ContentGone
from pasocial.office.files.attachments.adapters.clamd import ClamdScanner
from pasocial.office.files.attachments.adapters.scanner import Scanner
from pasocial.office.files.attachments.models import (
    Clearance,
    Confirmation,
    Inspection,
    Redaction,
    StoredFile,
)
from pasocial.office.files.attachments.rules import Material
from pasocial.refusal import Refusal

# What the redaction tool reads: PDF, and text as it lies.
READABLE_TEXTS = frozenset({"text/plain", "text/csv"})
READABLE = READABLE_TEXTS | {"application/pdf"}


def all_files() -> QuerySet[StoredFile]:
    """In the order they were stored, for queries that narrow it themselves."""
    return StoredFile.objects.order_by("id")


def files_about(*references: str) -> QuerySet[StoredFile]:
    return all_files().filter(about__in=references)


def newest_about(reference: str, purpose: str) -> StoredFile | None:
    """The last file stored about a thing for this purpose."""
    return files_about(reference).filter(purpose=purpose).last()


def by_public_id(public_id: str | UUID) -> StoredFile | None:
    """None also for what is no UUID at all: forged addresses are simply unknown."""
    try:
        return StoredFile.objects.filter(public_id=public_id).first()
    except (ValueError, ValidationError):
        return None


def by_public_ids(public_ids: Iterable[str | UUID]) -> list[StoredFile]:
    return list(StoredFile.objects.filter(public_id__in=list(public_ids)).order_by("id"))


def note_of(stored: StoredFile) -> str:
    """What a list says beside the name of a signed file: what the signature wraps."""
    return gettext("firmato: %(name)s") % {"name": stored.inside} if stored.inside else ""


def opened(stored: StoredFile) -> IO[Any]:
    """The content as an open binary file; the caller closes it. Raises ContentGone when storage has none."""
    try:
        return stored.content.open("rb")
    except FileNotFoundError as gone:
        raise ContentGone(stored.name) from gone


def clearance_of(about: str, public_id: UUID) -> Clearance | None:
    """The decision on one gathered file, by the file's public id."""
    return Clearance.objects.select_related("file").filter(about=about, file__public_id=public_id).first()


def clearance_to_publish(stored: StoredFile, about: str) -> Clearance | None:
    """The decision on this file while it is not public yet."""
    return Clearance.objects.filter(file=stored, about=about, published_at__isnull=True).first()


def clearance_of_copy(copy: StoredFile) -> Clearance | None:
    """The decision that a redacted copy was made for."""
    return Clearance.objects.filter(copy=copy).first()


def is_blocked(stored: StoredFile) -> bool:
    """Whether its scan is open or found something: it is named, and given to nobody."""
    return stored.scan in (StoredFile.Scan.WAITING, StoredFile.Scan.INFECTED)


def scanner() -> Scanner | None:
    """The malware scanner, or None while none is configured (CLAMD_ADDRESS)."""
    return ClamdScanner(settings.CLAMD_ADDRESS) if settings.CLAMD_ADDRESS else None


def unscanned() -> QuerySet[StoredFile]:
    """Files a scanner has not judged yet, also those stored before there was one."""
    return StoredFile.objects.filter(scan__in=[StoredFile.Scan.WAITING, StoredFile.Scan.OFF]).order_by("id")


def reason_against_release(stored: StoredFile) -> Refusal | None:
    """Why this file may not be sent or published yet. With a scanner configured, only what it judged may leave."""
    if stored.scan == StoredFile.Scan.INFECTED:
        return Refusal(
            "file_infected",
            _("«{name}» contiene software dannoso e non può uscire: toglilo dalla risposta."),
            "files",
            {"name": stored.name},
        )
    waits = stored.scan == StoredFile.Scan.WAITING or (
        settings.CLAMD_ADDRESS and stored.scan == StoredFile.Scan.OFF
    )
    if waits:
        return Refusal(
            "file_not_scanned",
            _("«{name}» non è ancora passato dal controllo antivirus: riprova fra qualche minuto."),
            "files",
            {"name": stored.name},
        )
    return None


def clearances(about: str) -> list[Clearance]:
    """The material gathered for something, in order of arrival: one query."""
    return list(
        Clearance.objects.filter(about=about)
        .select_related("file", "copy", "decided_by", "copy__redaction")
        .order_by("id")
    )


def clearances_of(abouts: Iterable[str]) -> dict[str, list[Clearance]]:
    """The material gathered for each of many things: one query."""
    found: dict[str, list[Clearance]] = {}
    rows = Clearance.objects.filter(about__in=list(abouts)).select_related("file", "copy").order_by("id")
    for one in rows:
        found.setdefault(one.about, []).append(one)
    return found


def material_of(held: Iterable[Clearance]) -> tuple[Material, ...]:
    """Gathered files as the rules judge them."""
    return tuple(
        Material(
            name=one.file.name,
            state=one.state,
            decided=one.decided_at is not None,
            has_copy=one.copy_id is not None,
        )
        for one in held
    )


def may_be_read_by_staff(stored: StoredFile) -> bool:
    """Whether somebody already decided that this file, or this copy, holds nothing to protect."""
    return (
        Clearance.objects.filter(file=stored, state=Clearance.State.CLEAR).exists()
        or Clearance.objects.filter(copy=stored, state=Clearance.State.REPLACED).exists()
    )


def confirmations_of(files: Iterable[StoredFile]) -> dict[int, dict[str, Confirmation]]:
    """Each file's confirmations by the key of what was found, with who gave them: one query."""
    found: dict[int, dict[str, Confirmation]] = {}
    for one in Confirmation.objects.filter(file__in=[one.pk for one in files]).select_related("user"):
        found.setdefault(one.file_id, {})[one.key] = one
    return found


def redaction_of(stored: StoredFile) -> Redaction | None:
    """How this copy was made; None for a file that is no copy."""
    return Redaction.objects.select_related("original", "made_by").filter(copy=stored).first()


def redacted_copies(stored: StoredFile) -> list[Redaction]:
    return list(Redaction.objects.filter(original=stored).select_related("copy", "made_by").order_by("-id"))


def reason_against_opening(stored: StoredFile) -> Refusal | None:
    """An original of which a redacted copy was made never becomes public: the copy does."""
    if Redaction.objects.filter(original=stored).exists():
        return Refusal(
            "has_redacted_copy",
            _("Di «{name}» c'è una copia oscurata: a tutti si rilascia quella, non l'originale."),
            "files",
            {"name": stored.name},
        )
    return None


def was_published(stored: StoredFile) -> bool:
    """Whether a page that was published had this file, or this copy."""
    gathered = Clearance.objects.filter(published_at__isnull=False)
    return (
        gathered.filter(file=stored, state=Clearance.State.CLEAR).exists()
        or gathered.filter(copy=stored, state=Clearance.State.REPLACED).exists()
    )


def is_copy_of(copy: str | UUID, original: str | UUID) -> bool:
    """Whether the one was made by redacting the other; forged ids are copies of nothing."""
    try:
        return Redaction.objects.filter(copy__public_id=copy, original__public_id=original).exists()
    except (ValueError, ValidationError):
        return False


def inspection_of(stored: StoredFile) -> Inspection | None:
    """The reading somebody asked for, made or not."""
    return Inspection.objects.filter(file=stored).first()


def readable(stored: StoredFile) -> bool:
    """Whether the redaction tool works on this kind of file."""
    return stored.media_type in READABLE
