"""When a thing may be given to another desk. Plain Python: facts in, a reason out."""

from __future__ import annotations

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reason_against_giving(*, accepted: bool) -> Refusal | None:
    """Why nobody takes it. `accepted`: some desk of this office declares that it takes things of this kind."""
    if not accepted:
        return Refusal(
            "nobody_accepts",
            _("In questo ufficio nessuna redazione riceve cose di questo tipo: scegline un altro."),
        )
    return None
