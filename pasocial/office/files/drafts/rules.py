"""Two tabs of one draft: the older never overwrites the newer unsaid. Plain Python; what was shown travels with the form."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

MOST_CHARACTERS = 100_000


@dataclass(frozen=True)
class Seen:
    """What a page showed when it was made: a mark of the kept text, and which page it is.

    A page is never in conflict with itself: its own later savings, which cross on their way, are no surprise to it.
    """

    mark: str = ""
    page: str = ""

    @classmethod
    def read(cls, written: str) -> Seen:
        """As `str(seen)` wrote it; anything else has seen nothing, and is asked nothing."""
        mark, dot, page = written[:60].partition(".")
        return cls(mark, page) if dot else cls()

    def __str__(self) -> str:
        return f"{self.mark}.{self.page}"

    def __bool__(self) -> bool:
        return bool(self.mark)


def mark_of(kept: Mapping[str, Any], names: Collection[str]) -> str:
    """Twelve signs that are others as soon as one of the named fields is."""
    text = json.dumps([kept.get(name) or "" for name in sorted(names)], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def shown(kept: Mapping[str, Any], names: Collection[str], page: str = "") -> Seen:
    """What a page that shows these fields now has seen; a new page unless it is named."""
    return Seen(mark_of(kept, names), page or secrets.token_hex(6))


def reason_against_overwriting(
    kept: Mapping[str, Any], typed: Mapping[str, Any], seen: Seen, last_page: str
) -> Refusal | None:
    """Against saving `typed` over `kept`, when another page changed `kept` since this one was made."""
    if not seen or seen.page == last_page or seen.mark == mark_of(kept, typed):
        return None
    if not differing(kept, typed):
        return None
    return Refusal(
        "draft_changed",
        _(
            "Questa bozza è stata cambiata da un'altra scheda o da un altro dispositivo. "
            "Non abbiamo sovrascritto nulla: scegli quale testo tenere."
        ),
    )


def differing(kept: Mapping[str, Any], typed: Mapping[str, Any]) -> list[str]:
    """Names of the fields whose kept text is not the typed one, and is not empty either."""
    return [name for name, value in typed.items() if (kept.get(name) or "") not in ((value or ""), "")]


def reason_against_size(characters: int) -> Refusal | None:
    """Why so much text is not kept as a draft."""
    if characters > MOST_CHARACTERS:
        return Refusal(
            "draft_too_long",
            _("Il testo è troppo lungo per essere conservato: accorcialo o allega un documento."),
        )
    return None


def reason_against_continuing(*, there: bool) -> Refusal | None:
    """Why a draft is not written on: its link is wrong, it was sent, or its days have passed."""
    if there:
        return None
    return Refusal(
        "draft_gone",
        _("Questa bozza non c'è più: è stata inviata o è scaduta. Inizia di nuovo."),
    )
