"""Asks for what is being written, by the token of its private address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pasocial.office.files.attachments.queries import files_about
from pasocial.office.files.drafts.models import Draft
from pasocial.office.people.private_access.rules import digest_of


def open_draft(token: str, at: datetime, *, kind: str) -> Draft | None:
    """The draft of this kind behind a private address; None when it is unknown or past its days.

    A draft that was sent is found too: `draft.became` says what it became.
    """
    return Draft.objects.filter(token_digest=digest_of(token), kind=kind, expires_at__gt=at).first()


def draft_files(draft: Draft) -> QuerySet[Any]:
    """Files added to a draft, oldest first."""
    return files_about(draft.about)
