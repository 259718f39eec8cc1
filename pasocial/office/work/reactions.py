"""Tells people of work that reached them. Runs after commit, once per trail entry."""

from django.utils import timezone
from django.utils.translation import gettext as _

from pasocial.office.members import queries as members
from pasocial.office.notices import operations as notices
from pasocial.office.trail.models import Entry
from pasocial.office.work import queries


def tell_of_item(entry: Entry) -> None:
    """A new item is told to the heads of its desk, an assigned one to its assignee."""
    item = queries.find_item(int(entry.about.rsplit(":", 1)[1]))
    if item is None:
        return
    if item.assignee_id and item.assignee_id != entry.user_id:
        told, words = [item.assignee_id], _("Ti è stata assegnata: %(title)s")
    elif not item.assignee_id:
        told = [user.pk for user in members.holders_of_desk_roles(item.desk, "head")]
        words = _("Nuova attività: %(title)s")
    else:
        return
    notices.tell(
        user_ids=told,
        key=f"entry:{entry.pk}",
        words=words % {"title": item.title},
        url=f"/redazione/attivita/{item.pk}/",
        at=timezone.now(),
    )
