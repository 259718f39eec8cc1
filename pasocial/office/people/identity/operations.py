"""Makes and revokes keys for programs. Only the digest is kept; the key itself is shown once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from pasocial.office.people.identity.models import MachineToken, User
from pasocial.office.people.identity.rules import reason_against_token
from pasocial.office.people.private_access.rules import digest_of
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist

MARK = "pas_"
SHOWN = 12
# Writing the moment of use on every call would make each reading of the API a write.
USE_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def make_token(
    *,
    user: User,
    name: str,
    scopes: Iterable[str],
    allowed: Iterable[str],
    expires_at: datetime | None,
    by: Actor,
    at: datetime,
) -> tuple[MachineToken, str]:
    """Returns the stored row and the key, which cannot be read again afterwards."""
    chosen = sorted(set(scopes))
    insist(reason_against_token(name, chosen, allowed, expires_at, at))
    raw = MARK + secrets.token_urlsafe(32)
    token = MachineToken.objects.create(
        name=name.strip()[:120],
        user=user,
        digest=digest_of(raw),
        prefix=raw[:SHOWN],
        scopes=chosen,
        created_at=at,
        expires_at=expires_at,
    )
    record(
        event=OfficeEvent.TOKEN_MADE,
        about=f"user:{user.pk}",
        by=by,
        at=at,
        note={"token": token.pk, "scopes": chosen},
    )
    return token, raw


@transaction.atomic
def revoke_token(*, token_id: int, by: Actor, at: datetime) -> None:
    """A key revoked twice stays revoked since the first time."""
    token = MachineToken.objects.select_for_update().get(pk=token_id)
    if token.revoked_at is not None:
        return
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record(
        event=OfficeEvent.TOKEN_REVOKED, about=f"user:{token.user_id}", by=by, at=at, note={"token": token.pk}
    )


def note_use(*, token: MachineToken, at: datetime) -> None:
    """When a key was last used, to the five minutes; no act of a person, so no trail entry."""
    if token.last_used_at is None or at - token.last_used_at > USE_NOTED_EVERY:
        MachineToken.objects.filter(pk=token.pk).update(last_used_at=at)
