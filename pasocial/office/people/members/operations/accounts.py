"""Adds people, gives and takes roles, lets people go; each change is one trail entry."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from pasocial.cleaning import address, one_line
from pasocial.office.people.identity.models import MachineToken
from pasocial.office.people.members import rules
from pasocial.office.people.members.models import DeskMembership, DeskRole, OfficeRole, OfficeRoleHolding
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

# Wagtail's own rights follow groups (pasocial.site gives them their permissions): of these roles, and of desks that edit.
OFFICE_GROUPS = {OfficeRole.COORDINATOR: "Coordinamento", OfficeRole.RPCT: "Trasparenza"}


@transaction.atomic
def give_desk_role(*, user: User, desk: str, role: str, by: Actor, at: datetime) -> DeskMembership:
    """Gives a role at a desk; a second call replaces the role held there."""
    found = registry.desks().get(desk)
    insist(
        rules.reason_against_role(
            desk_has_members=found is not None and found.has_members, role_known=role in DeskRole.values
        )
    )
    barred = registry.barred_roles(desk, role)
    for held in user.office_roles.filter(role__in=barred).values_list("role", flat=True):
        insist(rules.reason_against_both_roles(barred[held]))
    before = DeskMembership.objects.filter(user=user, desk=desk).values_list("role", flat=True).first()
    membership, _created = DeskMembership.objects.update_or_create(
        user=user, desk=desk, defaults={"role": role}
    )
    _follow_groups(user)
    record(
        event=OfficeEvent.ROLE_GIVEN,
        about=f"user:{user.pk}",
        by=by,
        at=at,
        note={"desk": desk, "role": role, "changed": {"role": [before, role]}},
    )
    return membership


@transaction.atomic
def take_desk_role(*, user: User, desk: str, by: Actor, at: datetime) -> None:
    DeskMembership.objects.filter(user=user, desk=desk).delete()
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_TAKEN, about=f"user:{user.pk}", by=by, at=at, note={"desk": desk})


@transaction.atomic
def give_office_role(
    *, user: User, role: str, by: Actor, at: datetime, declared_on: date | None = None
) -> OfficeRoleHolding:
    """`declared_on`: when she declared that she has no activity which the law keeps apart from this role."""
    insist(
        rules.reason_against_office_role(
            role_known=role in OfficeRole.values,
            declared_on=declared_on,
            today=local_date(at),
            declares=role in rules.DECLARING_ROLES,
        )
    )
    for desk, held in user.desk_memberships.values_list("desk", "role"):
        insist(rules.reason_against_both_roles(registry.barred_roles(desk, held).get(role, "")))
    holding, _created = OfficeRoleHolding.objects.update_or_create(
        user=user, role=role, defaults={"declared_on": declared_on}
    )
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_GIVEN, about=f"user:{user.pk}", by=by, at=at, note={"office": role})
    return holding


@transaction.atomic
def take_office_role(*, user: User, role: str, by: Actor, at: datetime) -> None:
    if role == OfficeRole.COORDINATOR:
        insist(rules.reason_against_losing(user.pk, _coordinators()))
    OfficeRoleHolding.objects.filter(user=user, role=role).delete()
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_TAKEN, about=f"user:{user.pk}", by=by, at=at, note={"office": role})


@transaction.atomic
def add_member(
    *, email: str, full_name: str, by: Actor, at: datetime, office_name: str = "", language: str = "it"
) -> User:
    """Makes an account without a password; the invitation with its link follows as a reaction."""
    taken = get_user_model().objects.filter(email__iexact=address(email)).exists()
    insist(rules.reason_against_adding(email, full_name, taken=taken))
    user = get_user_model().objects.create_user(
        address(email),
        None,
        full_name=one_line(full_name)[:150],
        office_name=one_line(office_name)[:150],
        language=language,
    )
    record(event=OfficeEvent.MEMBER_ADDED, about=f"user:{user.pk}", by=by, at=at)
    return user


@transaction.atomic
def invite_again(*, user: User, by: Actor, at: datetime) -> None:
    """Another link to choose a password; an earlier one keeps working until it expires or is used."""
    insist(rules.reason_against_inviting(active=user.is_active))
    record(event=OfficeEvent.MEMBER_INVITED, about=f"user:{user.pk}", by=by, at=at)


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime) -> None:
    """She cannot sign in from now on: sessions end, keys are revoked, roles fall; what she did stays hers."""
    insist(rules.reason_against_losing(user.pk, _coordinators()))
    user.is_active = False
    user.save(update_fields=["is_active"])
    DeskMembership.objects.filter(user=user).delete()
    OfficeRoleHolding.objects.filter(user=user).delete()
    MachineToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=at)
    _follow_groups(user)
    _end_sessions(user)
    record(event=OfficeEvent.MEMBER_LEFT, about=f"user:{user.pk}", by=by, at=at)


@transaction.atomic
def reactivate(*, user: User, by: Actor, at: datetime) -> None:
    """She may sign in again, with no role until one is given."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(event=OfficeEvent.MEMBER_RETURNED, about=f"user:{user.pk}", by=by, at=at)


@transaction.atomic
def reset_second_factor(*, user: User, by: Actor, at: datetime) -> None:
    """For a lost telephone: factors are removed and every session ends; the next sign-in sets up a new one."""
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    record(event=OfficeEvent.FACTOR_RESET, about=f"user:{user.pk}", by=by, at=at)


def _coordinators() -> set[int]:
    """Who coordinates and can sign in; held, so that two who leave at once see one another."""
    held = OfficeRoleHolding.objects.select_for_update().filter(role=OfficeRole.COORDINATOR)
    return set(held.filter(user__is_active=True).values_list("user_id", flat=True))


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _follow_groups(user: User) -> None:
    """Keeps Wagtail's groups equal to the roles held, so there is one place to give rights."""
    user.__dict__.pop("_pasocial_roles", None)
    of_desks = registry.editors_groups()
    edited = user.desk_memberships.filter(role__in=("head", "editor")).values_list("desk", flat=True)
    held = set(user.office_roles.values_list("role", flat=True))
    wanted = {of_desks[desk] for desk in edited if desk in of_desks}
    wanted |= {name for role, name in OFFICE_GROUPS.items() if role in held}
    managed = {*of_desks.values(), *OFFICE_GROUPS.values()}
    now = {group.name: group for group in user.groups.filter(name__in=managed)}
    for name in sorted(wanted - set(now)):
        group, _created = Group.objects.get_or_create(name=name)
        user.groups.add(group)
    if gone := [group for name, group in now.items() if name not in wanted]:
        user.groups.remove(*gone)
