"""When an action call that makes a letter leave is put on its way. Plain Python: facts in, a reason or nothing out."""

from __future__ import annotations

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reason_against_planning(*, planned: bool, twice: bool) -> Refusal | None:
    """Why it is not put on its way: it is already, or the very same thing is (a button pressed twice)."""
    if planned:
        return Refusal("already_leaving", _("È già in partenza o è già partita: ricarica la pagina."))
    if twice:
        return Refusal(
            "already_leaving",
            _("La stessa cosa è già in partenza: aspetta qualche secondo, o annullala."),
        )
    return None
