"""Hides from whoever is not its addressee what in a message opens something that is the addressee's alone."""

from __future__ import annotations

import re
from functools import cache

from pasocial.office.record import registry

MASK = "•••"


@cache
def _secrets() -> re.Pattern[str] | None:
    patterns = registry.mail_secrets()
    return re.compile("|".join(f"(?:{one})" for one in patterns)) if patterns else None


def masked(text: str, *, to: str, reader: str) -> str:
    """The text as `reader` (her address) may read it; the message itself keeps its links and codes."""
    secrets = _secrets()
    if secrets is None or (reader and to.casefold() == reader.casefold()):
        return text
    return secrets.sub(MASK, text)


def has_secrets(text: str) -> bool:
    secrets = _secrets()
    return bool(secrets and secrets.search(text))
