"""Asks for stored files, and whether one may leave the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pasocial.office.attachments.adapters.clamd import ClamdScanner
from pasocial.office.attachments.adapters.scanner import Scanner
from pasocial.office.attachments.models import StoredFile
from pasocial.refusal import Refusal


def files_about(*references: str) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(about__in=references).order_by("id")


def by_public_id(public_id: str | UUID) -> StoredFile | None:
    """None also for what is no UUID at all: forged addresses are simply unknown."""
    try:
        return StoredFile.objects.filter(public_id=public_id).first()
    except (ValueError, ValidationError):
        return None


def by_public_ids(public_ids: Iterable[str | UUID]) -> list[StoredFile]:
    return list(StoredFile.objects.filter(public_id__in=list(public_ids)).order_by("id"))


def opened(stored: StoredFile) -> IO[Any]:
    """The content as an open binary file; the caller closes it."""
    return stored.content.open("rb")


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
