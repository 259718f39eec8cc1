"""Asks for mail and notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Max, Q, QuerySet, When

from pasocial.office.messaging.notices.models import Mail, Notice, NoticeChoice
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


def troubled_count() -> int:
    return troubled_mail().count()


def unread_count(user: User) -> int:
    """How many things wait for her: those with an unread notice that needs her. The one number of bell and dashboard."""
    found: int = _UNREAD_COUNT.one(user=user.pk) or 0
    return found


def place_of_bell(count: int) -> str:
    """Where the bell leads: to as many things as it counts, else to all notices."""
    return "/redazione/avvisi/?view=waiting" if count else "/redazione/avvisi/"


_UNREAD_COUNT = Prepared(
    lambda: (
        Notice.objects.filter(user=Given("user"), read_at__isnull=True, needs_me=True)
        .order_by()
        .values("user")
        .annotate(number=Count("about", distinct=True))
        .values_list("number", flat=True)
    )
)
_NEWEST_UNREAD = Prepared(
    lambda: Notice.objects.filter(user=Given("user"), read_at__isnull=True).order_by("-needs_me", "-id")[:5]
)


def newest_unread(user: User) -> list[Notice]:
    """Five for the dashboard, what needs her first."""
    return _NEWEST_UNREAD(user=user.pk)


def notices_of(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-id")


def told_things(user: User, *, waiting: bool = False) -> QuerySet[Any, Any]:
    """One row for each thing she was told of: `about`, `waits`, `unread`, `last`; first what waits for her.

    `waiting`: only what does, as many as `unread_count` says.
    """
    unread = Q(read_at__isnull=True)
    found = (
        Notice.objects.filter(user=user)
        .order_by()
        .values("about")
        .annotate(
            waits=Count("id", filter=unread & Q(needs_me=True)),
            unread=Count("id", filter=unread),
            last=Max("id"),
        )
        .order_by(Case(When(waits__gt=0, then=0), When(unread__gt=0, then=1), default=2), "-last")
    )
    return found.filter(waits__gt=0) if waiting else found


def notices_about(user: User, abouts: Iterable[str]) -> dict[str, list[Notice]]:
    """Her notices of these things, newest first; one query."""
    found: dict[str, list[Notice]] = {}
    for notice in notices_of(user).filter(about__in=list(abouts)):
        found.setdefault(notice.about, []).append(notice)
    return found


def chosen_ways(user_ids: Iterable[int], kind: str) -> dict[int, str]:
    """Member → the way she chose for a kind; whoever chose nothing is not there."""
    return dict(
        NoticeChoice.objects.filter(user_id__in=list(user_ids), kind=kind).values_list("user_id", "way")
    )


def ways_of(user_id: int) -> dict[str, str]:
    """Kind → the way this member chose."""
    return dict(NoticeChoice.objects.filter(user_id=user_id).values_list("kind", "way"))


def kinds_told(user: User) -> set[str]:
    """The kinds of which she was told something."""
    return set(Notice.objects.filter(user=user).order_by().values_list("kind", flat=True).distinct())


def owed_digests() -> list[int]:
    """Members to whom a digest is owed."""
    owed = Notice.objects.filter(owed_by_mail=True, read_at__isnull=True, user__is_active=True)
    return list(owed.order_by("user_id").values_list("user_id", flat=True).distinct())


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


def find_notice(user: User, pk: int) -> Notice | None:
    """One of this person's own notices."""
    return Notice.objects.filter(user=user, pk=pk).first()
