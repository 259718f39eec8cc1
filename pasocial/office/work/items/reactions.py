"""Tells people of work that reached them. Runs after commit, once per trail entry."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices import queries as notice_queries
from pasocial.office.people.identity import queries as people
from pasocial.office.people.members import queries as members
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.work.items import operations, policy, queries
from pasocial.office.work.items.models import Item


def tell_of_item(entry: Entry) -> None:
    """A new or handed-over item is told to the heads of its desk, an assigned one to its assignee."""
    item = queries.find_item(int(entry.about.rsplit(":", 1)[1]))
    if item is None:
        return
    if entry.event == OfficeEvent.ITEM_ASSIGNED:
        if entry.note.get("group") == item.group_id is not None and item.assignee_id is None:
            _tell_group(item, entry)
        # Only whom this entry names, if she still has it and did not take it herself.
        if item.assignee_id and item.assignee_id == entry.note["to"] != entry.user_id:
            _tell_assignee(item, entry)
        return
    if item.assignee_id:
        return
    for head in members.holders_of_desk_roles(item.desk, "head"):
        with translation.override(head.language):
            notices.tell(
                user_ids=[head.pk],
                key=f"entry:{entry.pk}",
                words=_("Nuova attività: %(title)s") % {"title": item.title},
                url=url_of(item),
                at=timezone.now(),
            )


def _tell_assignee(item: Item, entry: Entry) -> None:
    person = item.assignee
    assert person is not None
    now = timezone.now()
    with translation.override(person.language):
        words = _("Ti è stata assegnata: %(title)s") % {"title": item.title}
        if item.instead_of is not None:
            words = _("Sostituisci %(name)s, che è assente: %(title)s") % {
                "name": item.instead_of,
                "title": item.title,
            }
    notices.tell(user_ids=[person.pk], key=f"entry:{entry.pk}", words=words, url=url_of(item), at=now)
    if notice_queries.preference_of(person.pk).mail_when_assigned:
        notices.write_mail(
            key=f"entry:{entry.pk}:assigned",
            about=entry.about,
            template="office/item_assigned",
            to=person.email,
            language=person.language,
            context={
                "item": item,
                "desk": registry.desks()[item.desk].name,
                "action_url": settings.SITE_URL + url_of(item),
            },
            at=now,
        )


def _tell_group(item: Item, entry: Entry) -> None:
    assert item.group is not None
    for person in members.people_in(item.group.pk):
        with translation.override(person.language):
            words = _("Per il gruppo %(group)s: %(title)s") % {"group": item.group, "title": item.title}
        notices.tell(
            user_ids=[person.pk], key=f"entry:{entry.pk}", words=words, url=url_of(item), at=timezone.now()
        )


def tell_mentioned(entry: Entry) -> None:
    """Whom the reason of a hand-over calls with @ is told, if the item is hers to see."""
    item = queries.find_item(int(entry.about.rsplit(":", 1)[1]))
    if item is None:
        return
    for person in members.people_mentioned(item.why):
        if person.pk == entry.user_id or not policy.may_see(person, item):
            continue
        with translation.override(person.language):
            words = _("Sei fra le persone chiamate: %(title)s") % {"title": item.title}
        notices.tell(
            user_ids=[person.pk],
            key=f"entry:{entry.pk}:called",
            words=words,
            url=url_of(item),
            at=timezone.now(),
        )


def give_back_items(entry: Entry) -> None:
    """The work of someone who left returns to the queues."""
    operations.give_back(
        user_id=int(entry.about.rsplit(":", 1)[1]), by=Actor.system("office.work"), at=timezone.now()
    )


def tell_of_refused_mail(entry: Entry) -> None:
    """A message the recipient's server refused is told to whoever works on its case, or else to the desk's heads."""
    told = queries.assignees_about(entry.about)
    desk = entry.about.split(".", 1)[0]
    if not told and desk in registry.desks():
        told = [head.pk for head in members.holders_of_desk_roles(desk, "head")]
    for pk in told:
        person = people.find_user(pk)
        with translation.override(person.language if person else "it"):
            notices.tell(
                user_ids=[pk],
                key=f"entry:{entry.pk}",
                words=_("Un messaggio è stato rifiutato: avvisa la persona in un altro modo"),
                url=f"/redazione/attivita/caso/{entry.about}/",
                at=timezone.now(),
            )


def url_of(item: Item) -> str:
    return f"/redazione/attivita/{item.pk}/"
