"""Asks who holds which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from pasocial.office.people.members.models import DeskMembership, DeskRole, OfficeRole, OfficeRoleHolding
from pasocial.prepared import Given, Prepared

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


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


def leaders() -> QuerySet[User]:
    """Active heads of any desk and those who hold a role of the whole office that decides, by name."""
    return (
        get_user_model()
        .objects.filter(
            Q(desk_memberships__role="head") | Q(office_roles__role__in=("rpct", "coordinator", "top")),
            is_active=True,
        )
        .distinct()
        .order_by("full_name", "pk")
    )


def members_of(desk: str) -> QuerySet[User]:
    """Everyone who can be given work at a desk: heads and editors."""
    return holders_of_desk_roles(desk, "head", "editor")


_COLLEAGUES = Prepared(
    lambda: (
        get_user_model()
        .objects.filter(
            Exists(
                DeskMembership.objects.filter(
                    user=OuterRef("pk"), desk=Given("desk"), role__in=("head", "editor")
                )
            ),
            is_active=True,
        )
        .order_by("full_name", "pk")
    )
)


def colleagues(desk: str) -> list[User]:
    """`members_of` as a list, for the pages opened most."""
    return _COLLEAGUES(desk=desk)


def everyone() -> QuerySet[User]:
    """All staff with their roles, for the coordinator."""
    return (
        get_user_model()
        .objects.prefetch_related("desk_memberships", "office_roles")
        .filter(Q(desk_memberships__isnull=False) | Q(office_roles__isnull=False))
        .distinct()
        .order_by("full_name", "pk")
    )


_ROLES = Prepared(
    lambda: (
        DeskMembership.objects.filter(user=Given("user"))
        .values_list("desk", "role")
        .union(
            OfficeRoleHolding.objects.filter(user=Given("user")).values_list(Value("office"), "role"),
            all=True,
        )
    )
)


def roles_held(user_id: int) -> list[tuple[str, str]]:
    """Desk and role of one person, the roles of the whole office under `office`; one query."""
    return _ROLES(user=user_id)


DESK_ROLES = DeskRole.choices
OFFICE_ROLES = OfficeRole.choices


def person(pk: int) -> User | None:
    """One member of staff with her roles, active or not."""
    return get_user_model().objects.prefetch_related("desk_memberships", "office_roles").filter(pk=pk).first()


def people(words: str = "", *, active: bool | None = None) -> QuerySet[User]:
    """All staff, by name; those whose name, address or office holds the words."""
    found = get_user_model().objects.prefetch_related("desk_memberships", "office_roles")
    if active is not None:
        found = found.filter(is_active=active)
    for word in words.replace("\x00", "").split()[:5]:
        found = found.filter(
            Q(full_name__icontains=word) | Q(email__icontains=word) | Q(office_name__icontains=word)
        )
    return found.order_by("-is_active", "full_name", "pk")
