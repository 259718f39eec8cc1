"""Asks for mail and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from pasocial.office.notices.models import Mail, Notice

if TYPE_CHECKING:
    from pasocial.office.identity.models import User


def mail_about(reference: str) -> QuerySet[Mail]:
    """Messages of one case, newest first."""
    return Mail.objects.filter(about=reference).order_by("-id")


def outgoing_mail() -> QuerySet[Mail]:
    return Mail.objects.order_by("-id")


def find_mail(pk: int) -> Mail | None:
    return Mail.objects.filter(pk=pk).first()


def troubled_mail() -> QuerySet[Mail]:
    """Refused or given up: a person must look."""
    return Mail.objects.filter(state__in=[Mail.State.REFUSED, Mail.State.FAILED]).order_by("-id")


def unread_count(user: User) -> int:
    return Notice.objects.filter(user=user, read_at__isnull=True).count()


def notices_of(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-id")
