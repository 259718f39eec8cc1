"""May this person do this? Refuses by default: what no desk declares, nobody may."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from pasocial.office.people.members import queries
from pasocial.office.record import registry

LONGEST_REFERENCE = 80


def roles_of(user: Any) -> frozenset[str]:
    """Roles as `desk:role` and `office:role`; read once per user object (one query), then remembered on it."""
    if isinstance(user, AnonymousUser) or not getattr(user, "is_active", False):
        return frozenset()
    known = getattr(user, "_pasocial_roles", None)
    if known is None:
        known = frozenset(f"{where}:{role}" for where, role in queries.roles_held(user.pk))
        user._pasocial_roles = known
    return known


def may(user: Any, code: str, case: Model | None = None) -> bool:
    """Whether the user's roles grant `desk.verb`, or django-guardian grants it on this one case.

    A superuser holds no role by being one: legal acts belong to roles. Raises KeyError for an undeclared code.
    """
    desk, permission = registry.permission(code)
    held = roles_of(user)
    if permission.barred and any(f"office:{role}" in held for role in permission.barred):
        return False
    if any(f"{desk.code}:{role}" in held for role in permission.desk_roles):
        return True
    if any(f"office:{role}" in held for role in permission.office_roles):
        return True
    if case is not None and permission.on_case and getattr(user, "is_active", False):
        return bool(user.has_perm(permission.on_case, case))
    return False


def insist_may(user: Any, code: str, case: Model | None = None) -> None:
    """Raises PermissionDenied when `may` says no."""
    if not may(user, code, case):
        raise PermissionDenied(code)


def permissions_of(user: Any) -> tuple[str, ...]:
    """Every permission the user's roles grant, in the order of declaration."""
    return tuple(code for desk in registry.desks().values() for code in desk.permissions if may(user, code))


def token_may(user: Any, scopes: Iterable[str], code: str, case: Model | None = None) -> bool:
    """A key opens what its scopes name, and never more than its maker may at this moment."""
    return code in set(scopes) and may(user, code, case)


def desks_of(user: Any) -> tuple[str, ...]:
    """Codes of the desks whose work she sees: her own, or all of them for the coordinator."""
    held = roles_of(user)
    return tuple(
        code
        for code, desk in registry.desks().items()
        if desk.has_members
        and ("office:coordinator" in held or any(role.startswith(f"{code}:") for role in held))
    )


def desks_worked_by(user: Any) -> tuple[str, ...]:
    """Codes of the desks where she may be given work: head or editor."""
    held = roles_of(user)
    return tuple(code for code in registry.desks() if f"{code}:head" in held or f"{code}:editor" in held)


def is_head_or_coordinator(user: Any) -> bool:
    held = roles_of(user)
    return "office:coordinator" in held or any(role.endswith(":head") for role in held)


def is_member_anywhere(user: Any) -> bool:
    return bool(roles_of(user))


def may_watch(user: Any, reference: str) -> bool:
    """Whether this person may hear when a thing changes and who has it open.

    Only the desk that owns the reference can say yes; one without a `stream_policy` opens nothing.
    """
    if len(reference) > LONGEST_REFERENCE or not reference.isprintable():
        return False
    desk = registry.desks().get(reference.split(".", 1)[0])
    if desk is None or not desk.stream_policy or not is_member_anywhere(user):
        return False
    return bool(registry.resolve(desk.stream_policy)(user, reference))
