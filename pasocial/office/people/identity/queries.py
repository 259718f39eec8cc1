"""Asks who someone is: people by id, keys of programs, the citizens' national identity provider."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from pasocial.cleaning import address
from pasocial.office.people.identity.adapters.national import NationalIdentity
from pasocial.office.people.identity.models import MachineToken, User
from pasocial.office.people.private_access.rules import digest_of

OIDC_ADAPTER = "pasocial.office.people.identity.adapters.oidc.from_settings"


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Full names by user id, in one query."""
    wanted = {pk for pk in user_ids if pk}
    if not wanted:
        return {}
    return {person.pk: str(person) for person in User.objects.filter(pk__in=wanted)}


def find_user(pk: int) -> User | None:
    return User.objects.filter(pk=pk).first()


def active_users(user_ids: Iterable[int]) -> list[User]:
    """Those of them who can still sign in; no query for nobody."""
    wanted = list(user_ids)
    return list(User.objects.filter(pk__in=wanted, is_active=True).order_by("pk")) if wanted else []


def user_by_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=address(email)).first()


def token_holder(raw: str, *, at: datetime) -> tuple[User, MachineToken] | None:
    """The active person behind a key and the key itself; None when unknown, revoked or expired. One query."""
    token = (
        MachineToken.objects.select_related("user")
        .filter(digest=digest_of(raw), revoked_at__isnull=True, user__is_active=True)
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at))
        .first()
    )
    return (token.user, token) if token else None


def tokens_of(user: User) -> QuerySet[MachineToken]:
    """A person's keys, the newest first."""
    return every_token().filter(user=user)


def every_token() -> QuerySet[MachineToken]:
    return MachineToken.objects.select_related("user").order_by("-created_at")


def find_token(pk: int) -> MachineToken | None:
    return every_token().filter(pk=pk).first()


def national_identity() -> NationalIdentity | None:
    """The adapter citizens may prove their identity with; None while it is not configured."""
    path = settings.NATIONAL_IDENTITY_ADAPTER or (OIDC_ADAPTER if settings.NATIONAL_IDENTITY_ISSUER else "")
    return import_string(path)() if path else None
