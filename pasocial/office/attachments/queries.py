"""Asks for stored files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any
from uuid import UUID

from django.db.models import QuerySet

from pasocial.office.attachments.models import StoredFile


def files_about(*references: str) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(about__in=references).order_by("id")


def by_public_id(public_id: str | UUID) -> StoredFile | None:
    return StoredFile.objects.filter(public_id=public_id).first()


def by_public_ids(public_ids: Iterable[str | UUID]) -> list[StoredFile]:
    return list(StoredFile.objects.filter(public_id__in=list(public_ids)).order_by("id"))


def opened(stored: StoredFile) -> IO[Any]:
    """The content as an open binary file; the caller closes it."""
    return stored.content.open("rb")
