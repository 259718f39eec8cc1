"""Whom the newsroom tells that a page waits for her."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desks.newsroom import queries
from desks.newsroom.wording import APPROVE, REVISE
from pasocial.office.messaging.notices.operations import tell
from pasocial.office.people.members import queries as members


def tell_of_submission(entry: Any) -> None:
    """A page waits for the heads, who approve it."""
    heads = [head.pk for head in members.holders_of_desk_roles("newsroom", "head")]
    _tell(entry, [pk for pk in heads if pk != entry.user_id], APPROVE)


def tell_of_return(entry: Any) -> None:
    """The page came back: its writer reads why."""
    commission = queries.find_commission(int(entry.about.rsplit(":", 1)[1]))
    if commission is not None and commission.writer_id and commission.writer_id != entry.user_id:
        _tell(entry, [commission.writer_id], REVISE)


def _tell(entry: Any, user_ids: list[int], kind: str) -> None:
    commission = queries.find_commission(int(entry.about.rsplit(":", 1)[1]))
    if commission is not None:
        tell(
            user_ids=user_ids,
            key=f"entry:{entry.pk}",
            kind=kind,
            about=entry.about,
            # Its title may be what a citizen asked, in her own words: mail says its number.
            name=_("Pagina n. %(number)d") % {"number": commission.pk},
            title=commission.title,
            url=reverse("newsroom:commission", args=[commission.pk]),
            at=timezone.now(),
        )
