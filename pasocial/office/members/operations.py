"""Gives and takes roles; each change is one trail entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pasocial.office import registry
from pasocial.office.events import OfficeEvent
from pasocial.office.members.models import DeskMembership, DeskRole, OfficeRole, OfficeRoleHolding
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.refusal import Refusal, insist

if TYPE_CHECKING:
    from pasocial.office.identity.models import User

# Wagtail's own editor rights follow these groups (permissions are given to them in pasocial.site).
CMS_GROUPS = {"newsroom": "Redazione web"}
COORDINATOR_GROUP = "Coordinamento"


def reason_against_role(desk: str, role: str) -> Refusal | None:
    if desk not in registry.desks() or not registry.desks()[desk].has_members:
        return Refusal(
            "unknown_desk", _("Questa redazione non esiste: scegline una dall'elenco."), field="desk"
        )
    if role not in DeskRole.values:
        return Refusal("unknown_role", _("Questo ruolo non esiste: scegline uno dall'elenco."), field="role")
    return None


@transaction.atomic
def give_desk_role(*, user: User, desk: str, role: str, by: Actor, at: datetime) -> DeskMembership:
    """Gives a role at a desk; a second call replaces the role held there."""
    insist(reason_against_role(desk, role))
    membership, _created = DeskMembership.objects.update_or_create(
        user=user, desk=desk, defaults={"role": role}
    )
    _follow_groups(user)
    record(
        event=OfficeEvent.ROLE_GIVEN, about=f"user:{user.pk}", by=by, at=at, note={"desk": desk, "role": role}
    )
    return membership


@transaction.atomic
def take_desk_role(*, user: User, desk: str, by: Actor, at: datetime) -> None:
    DeskMembership.objects.filter(user=user, desk=desk).delete()
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_TAKEN, about=f"user:{user.pk}", by=by, at=at, note={"desk": desk})


@transaction.atomic
def give_office_role(*, user: User, role: str, by: Actor, at: datetime) -> OfficeRoleHolding:
    if role not in OfficeRole.values:
        insist(Refusal("unknown_role", _("Questo ruolo non esiste: scegline uno dall'elenco."), field="role"))
    holding, _created = OfficeRoleHolding.objects.get_or_create(user=user, role=role)
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_GIVEN, about=f"user:{user.pk}", by=by, at=at, note={"office": role})
    return holding


@transaction.atomic
def take_office_role(*, user: User, role: str, by: Actor, at: datetime) -> None:
    OfficeRoleHolding.objects.filter(user=user, role=role).delete()
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_TAKEN, about=f"user:{user.pk}", by=by, at=at, note={"office": role})


def _follow_groups(user: User) -> None:
    """Keeps Wagtail's groups equal to the roles held, so there is one place to give rights."""
    user.__dict__.pop("_pasocial_roles", None)
    wanted = {
        name
        for desk, name in CMS_GROUPS.items()
        if user.desk_memberships.filter(desk=desk, role__in=("head", "editor")).exists()
    }
    if user.office_roles.filter(role=OfficeRole.COORDINATOR).exists():
        wanted.add(COORDINATOR_GROUP)
    managed = {*CMS_GROUPS.values(), COORDINATOR_GROUP}
    for name in managed:
        group, _created = Group.objects.get_or_create(name=name)
        (user.groups.add if name in wanted else user.groups.remove)(group)
