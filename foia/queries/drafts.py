"""Finds a draft by the token of its private link."""

from __future__ import annotations

import hashlib
from datetime import datetime

from foia.models import Draft


def draft_by_token(token: str, at: datetime) -> Draft | None:
    """The draft behind a private link, sent or not; None when nobody has it or its thirty days are over."""
    if len(token) > 80 or not token.isascii():
        return None
    digest = hashlib.sha256(token.encode()).hexdigest()
    return Draft.objects.select_related("request").filter(token_digest=digest, expires_at__gt=at).first()
