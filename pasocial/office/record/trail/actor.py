"""Who acts: a person of the office, a citizen, a machine or the system itself, told by reference and never by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Actor:
    """`kind` is staff, citizen, machine or system; `ref` points to a row and holds no personal data."""

    kind: str
    ref: str = ""
    user_id: int | None = None

    @classmethod
    def staff(cls, user: Any) -> Actor:
        return cls("staff", f"user:{user.pk}", user.pk)

    @classmethod
    def citizen(cls, ref: str = "") -> Actor:
        return cls("citizen", ref)

    @classmethod
    def machine(cls, user: Any, token_id: object) -> Actor:
        """An API token acting for the member who made it."""
        return cls("machine", f"token:{token_id}", user.pk)

    @classmethod
    def system(cls, ref: str = "") -> Actor:
        return cls("system", ref)


def actor_of(request: Any) -> Actor:
    """Who calls the API: a key acts as a machine of its maker, a session as the person."""
    if request.auth is not None:
        return Actor.machine(request.user, request.auth.pk)
    return Actor.staff(request.user)
