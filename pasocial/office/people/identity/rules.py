"""When a person may give a program a key. Plain Python, facts in, a reason out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reason_against_token(
    name: str, scopes: Iterable[str], allowed: Iterable[str], expires_at: datetime | None, at: datetime
) -> Refusal | None:
    """`allowed` are the permissions the person holds: a key never opens more than its maker may."""
    wanted = set(scopes)
    if not name.strip():
        return Refusal("name_missing", _("Scrivi a che cosa serve la chiave."), field="name")
    if not wanted:
        return Refusal("no_scope", _("Scegli almeno una cosa che il programma può fare."), field="scopes")
    if wanted - set(allowed):
        return Refusal(
            "scope_not_held", _("Puoi dare a un programma solo i permessi che hai tu."), field="scopes"
        )
    if expires_at is not None and expires_at <= at:
        return Refusal("expiry_past", _("Scegli una scadenza futura."), field="expires_on")
    return None
