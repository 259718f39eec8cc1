"""Adds people, gives and takes roles, lets people go; each change is one trail entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pasocial.cleaning import address, one_line, reason_against_address
from pasocial.office import registry
from pasocial.office.events import OfficeEvent
from pasocial.office.identity.models import MachineToken
from pasocial.office.members.models import DeskMembership, DeskRole, OfficeRole, OfficeRoleHolding
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.refusal import Refusal, insist

if TYPE_CHECKING:
    from pasocial.office.identity.models import User

# Wagtail's own rights follow groups (pasocial.site gives them their permissions): of these roles, and of desks that edit.
OFFICE_GROUPS = {OfficeRole.COORDINATOR: "Coordinamento", OfficeRole.RPCT: "Trasparenza"}


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


def reason_against_losing(user: User) -> Refusal | None:
    """The last coordinator stays: nobody else could give the role back."""
    coordinators = OfficeRoleHolding.objects.select_for_update().filter(role=OfficeRole.COORDINATOR)
    active = {holding.user_id for holding in coordinators.filter(user__is_active=True)}
    if active == {user.pk}:
        return Refusal(
            "last_coordinator",
            _("È l'unica persona con il ruolo di coordinamento: prima dallo a qualcun altro."),
        )
    return None


@transaction.atomic
def take_office_role(*, user: User, role: str, by: Actor, at: datetime) -> None:
    if role == OfficeRole.COORDINATOR:
        insist(reason_against_losing(user))
    OfficeRoleHolding.objects.filter(user=user, role=role).delete()
    _follow_groups(user)
    record(event=OfficeEvent.ROLE_TAKEN, about=f"user:{user.pk}", by=by, at=at, note={"office": role})


def reason_against_adding(email: str, full_name: str) -> Refusal | None:
    if reason := reason_against_address(email, "email", "bad_address"):
        return reason
    if not one_line(full_name):
        return Refusal("name_missing", _("Scrivi nome e cognome."), field="full_name")
    if get_user_model().objects.filter(email__iexact=address(email)).exists():
        return Refusal(
            "address_taken",
            _("C'è già una persona con questo indirizzo: cercala nell'elenco e riattivala se serve."),
            field="email",
        )
    return None


@transaction.atomic
def add_member(
    *, email: str, full_name: str, by: Actor, at: datetime, office_name: str = "", language: str = "it"
) -> User:
    """Makes an account without a password; the invitation with its link follows as a reaction."""
    insist(reason_against_adding(email, full_name))
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
    if not user.is_active:
        insist(Refusal("not_active", _("La persona non è attiva: riattivala prima di invitarla.")))
    record(event=OfficeEvent.MEMBER_INVITED, about=f"user:{user.pk}", by=by, at=at)


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime) -> None:
    """She cannot sign in from now on: sessions end, keys are revoked, roles fall; what she did stays hers."""
    insist(reason_against_losing(user))
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


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _follow_groups(user: User) -> None:
    """Keeps Wagtail's groups equal to the roles held, so there is one place to give rights."""
    user.__dict__.pop("_pasocial_roles", None)
    wanted = {
        name
        for desk, name in registry.editors_groups().items()
        if user.desk_memberships.filter(desk=desk, role__in=("head", "editor")).exists()
    }
    held = set(user.office_roles.values_list("role", flat=True))
    wanted |= {name for role, name in OFFICE_GROUPS.items() if role in held}
    managed = {*registry.editors_groups().values(), *OFFICE_GROUPS.values()}
    for name in managed:
        group, _created = Group.objects.get_or_create(name=name)
        (user.groups.add if name in wanted else user.groups.remove)(group)
