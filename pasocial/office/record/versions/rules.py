"""What people are told whose page is older than the thing it shows: nobody overwrites another's work unknowing."""

from __future__ import annotations

from datetime import datetime

from pasocial.refusal import Refusal, Words
from pasocial.refusal import mark as _


def reason_against_stale(
    seen: int | None, now: int, *, changed_by: Words = "", changed_at: datetime | None = None
) -> Refusal | None:
    """Against acting on version `seen` when it is `now`; None asks for none. Without a moment nobody is named."""
    if seen is None or seen == now:
        return None
    words = _("Nel frattempo {who} ha cambiato qualcosa qui, {when}. Guarda che cosa c'è di nuovo e riprova.")
    if changed_at is None:
        words = _("Nel frattempo qui è cambiato qualcosa. Guarda che cosa c'è di nuovo e riprova.")
    return Refusal("stale", words, "version", {"who": changed_by, "when": changed_at})
