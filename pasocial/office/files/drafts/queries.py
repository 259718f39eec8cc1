"""Asks for a request being written, by the token of its private link."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from foia.models import Draft
from pasocial.office.files.attachments.queries import files_about


def digest_of(token: str) -> str:
    """What is kept of a draft's token: whoever reads the table cannot open the draft."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def open_draft(token: str, at: datetime) -> Draft | None:
    """The draft behind a private link; None when it is unknown or past its thirty days.

    A draft that was sent is found too: `draft.request` says which request it became.
    """
    return (
        Draft.objects.select_related("request")
        .defer("request__search")
        .filter(token_digest=digest_of(token), expires_at__gt=at)
        .first()
    )


def draft_files(draft: Draft) -> QuerySet[Any]:
    """Files added to a draft, oldest first."""
    return files_about(draft.about)
