"""Tells people of work that reached them. Runs after commit, once per trail entry."""

from __future__ import annotations

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.people.members import queries as members
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.work.items import operations, policy, queries
from pasocial.office.work.items.about import verb_of
from pasocial.office.work.items.models import Item

NEW, ASSIGNED = "office.item_new", "office.item_assigned"
GROUP, CALLED = "office.item_group", "office.called"


def tell_of_item(entry: Entry) -> None:
    """A new or handed-over item is told to the heads of its desk, an assigned one to its assignee."""
    item = queries.find_item(int(entry.about.rsplit(":", 1)[1]))
    if item is None:
        return
    if entry.event != OfficeEvent.ITEM_OPENED:
        _clear(item)
    if entry.event == OfficeEvent.ITEM_ASSIGNED:
        if entry.note.get("group") == item.group_id is not None and item.assignee_id is None:
            for person in members.people_in(item.group_id):
                with translation.override(person.language):
                    words = _("Per il gruppo %(group)s") % {"group": item.group}
                _tell([person.pk], GROUP, item, entry, words)
        # Only whom this entry names, if she still has it and did not take it herself.
        if item.assignee_id and item.assignee_id == entry.note["to"] != entry.user_id:
            _tell_assignee(item, entry)
        return
    if item.assignee_id is None:
        _tell([head.pk for head in members.holders_of_desk_roles(item.desk, "head")], NEW, item, entry)


def _tell_assignee(item: Item, entry: Entry) -> None:
    person = item.assignee
    assert person is not None
    words = ""
    if item.instead_of is not None:
        with translation.override(person.language):
            words = _("Sostituisci %(name)s, che è assente") % {"name": item.instead_of}
    _tell([person.pk], ASSIGNED, item, entry, words)


def forget_done_item(entry: Entry) -> None:
    """What is done is nobody's news any more."""
    item = queries.find_item(int(entry.about.rsplit(":", 1)[1]))
    if item is not None:
        _clear(item)


def _tell(user_ids: list[int], kind: str, item: Item, entry: Entry, words: str = "") -> None:
    notices.tell(
        user_ids=user_ids,
        key=f"entry:{entry.pk}:{kind}",
        kind=kind,
        about=item.about,
        name=name_of(item),
        title=item.title,
        words=words,
        url=url_of(item),
        at=timezone.now(),
    )


def _clear(item: Item) -> None:
    notices.clear(about=item.about, kinds=(NEW, ASSIGNED, GROUP), at=timezone.now())


def tell_mentioned(entry: Entry) -> None:
    """Whom the reason of a hand-over calls with @ is told, if the item is hers to see."""
    item = queries.find_item(int(entry.about.rsplit(":", 1)[1]))
    if item is None:
        return
    called = [
        person.pk
        for person in members.people_mentioned(item.why)
        if person.pk != entry.user_id and policy.may_see(person, item)
    ]
    _tell(called, CALLED, item, entry)


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
    name = str(registry.desks()[desk].name) if desk in registry.desks() else desk
    notices.tell(
        user_ids=told,
        key=f"entry:{entry.pk}",
        kind="office.mail_refused",
        about=entry.about,
        name=name,
        url=f"/redazione/attivita/caso/{entry.about}/",
        at=timezone.now(),
    )


def url_of(item: Item) -> str:
    return f"/redazione/attivita/{item.pk}/"


def name_of(item: Item) -> str:
    """What a mail may say of an item: desk and verb, never the title, which may be a citizen's own words."""
    return f"{registry.desks()[item.desk].name}: {verb_of(item.desk, item.kind)}"
