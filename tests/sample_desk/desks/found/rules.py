"""When a found object may change hands. Plain Python: facts in, a reason out."""

from __future__ import annotations

from pasocial.refusal import Refusal

FROM = {"claim": "kept", "return": "claimed", "refuse": "claimed", "donate": "kept"}


def reason_against_moving(state: str, verb: str) -> Refusal | None:
    if FROM[verb] == state:
        return None
    return Refusal("wrong_moment", "L'oggetto non è più in questa fase: ricarica la pagina.")
