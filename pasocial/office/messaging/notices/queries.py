"""Asks for mail and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from pasocial.office.messaging.notices.models import Mail, Notice, Preference
from pasocial.prepared import Given, Prepared

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


def mail_about(reference: Any) -> QuerySet[Mail]:
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
    found: int = _UNREAD_COUNT.one(user=user.pk) or 0
    return found


_NEWEST_UNREAD = Prepared(
    lambda: Notice.objects.filter(user=Given("user"), read_at__isnull=True).order_by("-id")[:5]
)


def newest_unread(user: User) -> list[Notice]:
    """The last five, for the dashboard."""
    return _NEWEST_UNREAD(user=user.pk)


_UNREAD_COUNT = Prepared(
    lambda: (
        Notice.objects.filter(user=Given("user"), read_at__isnull=True)
        .order_by()
        .values("user")
        .annotate(number=Count("pk"))
        .values_list("number", flat=True)
    )
)


def notices_of(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-id")


def preference_of(user_id: int) -> Preference:
    """What the member chose, or the defaults (not saved) while she has chosen nothing."""
    return Preference.objects.filter(user_id=user_id).first() or Preference(user_id=user_id)


def outgoing(*, state: str = "", text: str = "") -> QuerySet[Mail]:
    """The mail box page: newest first, bodies left out."""
    mail = Mail.objects.order_by("-id").defer("text", "html")
    if state in Mail.State.values:
        mail = mail.filter(state=state)
    if text:
        mail = mail.filter(Q(to__icontains=text) | Q(subject__icontains=text) | Q(about=text))
    return mail


def mail_counts() -> dict[str, int]:
    """How many messages in each state."""
    return dict(Mail.objects.order_by().values_list("state").annotate(Count("id")))


def unread_of(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user, read_at__isnull=True).order_by("-id")


def find_notice(user: User, pk: int) -> Notice | None:
    """One of this person's own notices."""
    return Notice.objects.filter(user=user, pk=pk).first()
