"""Asks who holds which role, who is away and who stands in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from pasocial.office.people.members.models import (
    Absence,
    DeskMembership,
    DeskRole,
    GroupMembership,
    OfficeRole,
    OfficeRoleHolding,
    WorkGroup,
)
from pasocial.office.people.members.rules import mentioned_codes, standing_in
from pasocial.prepared import Given, Prepared
from pasocial.timekeeping import local_date

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


def member_of(desk: str, pk: int) -> User | None:
    """Somebody who can be given work at a desk, by her id."""
    return members_of(desk).filter(pk=pk).first()


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


@dataclass(frozen=True)
class StandIn:
    """Why somebody receives what was meant for another: who is away, and until which day (included)."""

    absent_id: int
    absent_name: str
    last_day: date
    deputy_id: int


_AWAY = Prepared(
    lambda: (
        Absence.objects.filter(
            cancelled_at__isnull=True, first_day__lte=Given("day"), last_day__gte=Given("day")
        )
        .order_by("user_id")
        .values_list("user_id", "user__full_name", "last_day", "deputy_id", "deputy__is_active")
    )
)


def ids_called(words: str, most: int) -> list[int]:
    """The ids of the first `most` people whose name, address or office holds the words."""
    return list(people(words).values_list("pk", flat=True)[:most])


def deputies_at(at: datetime) -> dict[int, StandIn]:
    """Everyone away at that moment for whom somebody stands in → who does. One query, whatever their number.

    Deputies who are away themselves pass it on; whoever named nobody, or somebody who left, is not in the answer.
    """
    away = _AWAY(day=local_date(at))
    deputy_of = standing_in({user: deputy if works else None for user, _n, _d, deputy, works in away})
    return {
        user: StandIn(user, name, last_day, deputy_of[user])
        for user, name, last_day, _deputy, _works in away
        if user in deputy_of
    }


def stands_in_for(user_id: int, at: datetime) -> list[StandIn]:
    """For whom this person stands in at that moment, by name. One query."""
    mine = [one for one in deputies_at(at).values() if one.deputy_id == user_id]
    return sorted(mine, key=lambda one: (one.absent_name, one.absent_id))


def absent_among(user_ids: Collection[int], at: datetime) -> dict[int, date]:
    """Those of these persons who are away at that moment → the last day of it. One query."""
    return {user: last_day for user, _n, last_day, _d, _w in _AWAY(day=local_date(at)) if user in user_ids}


def possible_deputies(user: User) -> QuerySet[User]:
    """Who may stand in for a person: who works at one of her desks; anybody with a role, where she works at none."""
    others = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk).order_by("full_name", "pk")
    desks = list(user.desk_memberships.values_list("desk", flat=True))
    if desks:
        working = DeskMembership.objects.filter(
            user=OuterRef("pk"), desk__in=desks, role__in=("head", "editor")
        )
        return others.filter(Exists(working))
    return others.filter(
        Exists(DeskMembership.objects.filter(user=OuterRef("pk")))
        | Exists(OfficeRoleHolding.objects.filter(user=OuterRef("pk")))
    )


def absences_of(user_id: int) -> QuerySet[Absence]:
    """Recorded absences of a person, the latest first; cancelled ones are not among them."""
    return (
        Absence.objects.filter(user=user_id, cancelled_at__isnull=True)
        .select_related("deputy")
        .order_by("-first_day", "-pk")
    )


def has_absence(user_id: int, pk: int) -> bool:
    """Whether this absence is hers, and not cancelled."""
    return absences_of(user_id).filter(pk=pk).exists()


def open_groups() -> QuerySet[WorkGroup]:
    """Groups that can be given work and called, by name."""
    return WorkGroup.objects.filter(closed_at__isnull=True).order_by("name", "pk")


def every_group() -> QuerySet[WorkGroup]:
    """Open ones first; with how many are in each as `size`."""
    return WorkGroup.objects.annotate(size=Count("memberships")).order_by(
        F("closed_at").asc(nulls_first=True), "name", "pk"
    )


def find_group(pk: int) -> WorkGroup | None:
    """A group, open or closed, with its size."""
    return every_group().filter(pk=pk).first()


def has_open_groups() -> bool:
    return open_groups().exists()


def groups_of(user_id: int) -> QuerySet[WorkGroup]:
    """The open groups a person is in, by name."""
    return open_groups().filter(memberships__user=user_id)


def people_in(group_id: int) -> QuerySet[User]:
    """Active people of a group, by name."""
    return (
        get_user_model()
        .objects.filter(is_active=True, group_memberships__group=group_id)
        .order_by("full_name", "pk")
    )


def is_in_group(user_id: int, group_id: int) -> bool:
    return GroupMembership.objects.filter(
        user=user_id, group=group_id, group__closed_at__isnull=True
    ).exists()


def groups_open_to(user: Any) -> QuerySet[GroupMembership]:
    """A person's memberships of open groups, for conditions on what was given to them; `user` may be an expression."""
    return GroupMembership.objects.filter(user=user, group__closed_at__isnull=True)


def people_mentioned(text: str) -> QuerySet[User]:
    """Active people of the open groups that a text calls with @; one query, none when nobody is called."""
    codes = mentioned_codes(text)
    if not codes:
        return get_user_model().objects.none()
    called = WorkGroup.objects.filter(code__in=codes, closed_at__isnull=True)
    return (
        get_user_model()
        .objects.filter(is_active=True, group_memberships__group__in=called)
        .distinct()
        .order_by("full_name", "pk")
    )
