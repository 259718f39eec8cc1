"""What people are told whose page is older than the thing it shows: nobody overwrites another's work unknowing."""

from __future__ import annotations

from datetime import datetime

from pasocial.refusal import Refusal, Words
from pasocial.refusal import mark as _


def reason_against_stale_case(changed_by: Words = "", changed_at: datetime | None = None) -> Refusal:
    """The case changed since it was read. `changed_by`: who did it, in words; without a moment nobody is named."""
    words = _("{who} ha cambiato questa richiesta {when}. Guarda che cosa c'è di nuovo e riprova.")
    if changed_at is None:
        words = _("Questa richiesta è cambiata. Guarda che cosa c'è di nuovo e riprova.")
    return Refusal("stale", words, "version", {"who": changed_by, "when": changed_at})


def reason_against_stale_topic() -> Refusal:
    """The topic changed since it was read."""
    words = _("Questo tema è cambiato nel frattempo. Guarda che cosa c'è di nuovo e riprova.")
    return Refusal("stale", words, "version")
