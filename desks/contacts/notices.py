"""What follows an entry about a contact: mail to whoever wrote, a notice to whoever answers for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from desks.contacts import access, queries
from desks.contacts.models import PublicContact
from desks.contacts.wording import ASSIGNED, WROTE
from pasocial.language import address_in
from pasocial.office.messaging.conversation import queries as conversation
from pasocial.office.messaging.notices import operations as messages


def send_receipt(entry: Any) -> None:
    """Her message is here: its number, by when she is answered, and where she follows it."""
    one = queries.contact_about(entry.about)
    _write(
        one,
        entry,
        "desks/contacts/received",
        {"due_on": one.due_on, "code": one.code, "subject": one.subject},
    )


def send_answer(entry: Any) -> None:
    """The answer itself, and where she can write back. What was said by telephone or at the counter is not repeated."""
    one, message = queries.contact_about(entry.about), conversation.message(entry.note["message"])
    if not message.thread.means.by_hand:
        _write(one, entry, "desks/contacts/answered", {"text": message.text, "subject": one.subject})


def tell_assignee(entry: Any) -> None:
    """She wrote again: whoever answers for her contact is told; one that nobody took stands in the queue."""
    _tell(entry, WROTE)


def tell_assigned(entry: Any) -> None:
    """A colleague gave it to her."""
    _tell(entry, ASSIGNED)


def _tell(entry: Any, kind: str) -> None:
    one = queries.contact_about(entry.about)
    if one.assignee_id is not None and one.assignee_id != entry.user_id:
        messages.tell(
            user_ids=[one.assignee_id],
            key=f"entry:{entry.pk}",
            kind=kind,
            about=one.about,
            # Its subject is what a citizen wrote, in her own words: mail says its number.
            name=one.number,
            title=one.subject,
            url=reverse("contacts_staff:contact", args=[one.pk]),
            at=timezone.now(),
        )


def _write(one: PublicContact, entry: Any, template: str, context: dict[str, Any]) -> None:
    if not one.email:
        return
    now = timezone.now()
    messages.write_mail(
        key=f"entry:{entry.pk}",
        about=one.about,
        template=template,
        to=one.email,
        language=one.language,
        context={
            **context,
            "number": one.number,
            "action_url": settings.SITE_URL + address_in(one.language, access.sign_link(one, now)),
        },
        at=now,
    )
