"""Asks who holds which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from pasocial.office.identity.models import User


def holders_of_desk_roles(desk: str, *roles: str) -> QuerySet[User]:
    """Active members of a desk in one of these roles, by name."""
    return (
        get_user_model()
        .objects.filter(is_active=True, desk_memberships__desk=desk, desk_memberships__role__in=roles)
        .distinct()
        .order_by("full_name", "pk")
    )


def holders_of_office_role(role: str) -> QuerySet[User]:
    return (
        get_user_model().objects.filter(is_active=True, office_roles__role=role).order_by("full_name", "pk")
    )


def members_of(desk: str) -> QuerySet[User]:
    """Everyone who can be given work at a desk: heads and editors."""
    return holders_of_desk_roles(desk, "head", "editor")


def everyone() -> QuerySet[User]:
    """All staff with their roles, for the coordinator."""
    return (
        get_user_model()
        .objects.prefetch_related("desk_memberships", "office_roles")
        .filter(Q(desk_memberships__isnull=False) | Q(office_roles__isnull=False))
        .distinct()
        .order_by("full_name", "pk")
    )
