"""Asks which contacts there are, what was said in each, and what waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from desks.contacts.models import PublicContact
from pasocial.cleaning import whole_number
from pasocial.office.messaging.conversation import queries as conversation
from pasocial.office.people.members.policy import may
from pasocial.office.record.settings_store.queries import value

# To be answered: the days run.
WAITING = (PublicContact.State.NEW, PublicContact.State.TAKEN)
ORDERS = {
    "due": (
        Case(When(state__in=WAITING, then=Value(0)), default=Value(1)),
        F("due_on").asc(),
        F("id").asc(),
    ),
    "latest": (F("last_at").desc(), F("id").desc()),
}


def contacts() -> QuerySet[PublicContact]:
    return PublicContact.objects.select_related("assignee")


def newest_first() -> QuerySet[PublicContact]:
    return contacts().order_by("-pk")


def contact_about(reference: str) -> PublicContact:
    return contacts().get(pk=int(reference.rsplit(":", 1)[1]))


def answer_days() -> int:
    return int(value("contacts.answer_days"))


def matching(
    *, state: str = "", channel: str = "", kind: str = "", words: str = "", mine: Any = None
) -> QuerySet[PublicContact]:
    """What the list shows; `words` look at number, subject, name and address, `state` "waiting" is whatever is to answer."""
    found = contacts()
    if state == "waiting":
        found = found.filter(state__in=WAITING)
    elif state:
        found = found.filter(state=state)
    if channel:
        found = found.filter(channel=channel)
    if kind:
        found = found.filter(kind=kind)
    if mine is not None:
        found = found.filter(assignee=mine)
    if words:
        said = Q(subject__icontains=words) | Q(name__icontains=words) | Q(email__iexact=words)
        number = whole_number(words.upper().removeprefix("C-"), 1)
        if number is not None:
            said |= Q(pk=number)
        found = found.filter(said)
    return found


def counts(user: Any) -> Mapping[str, int]:
    """How many each view of the list holds, by one question."""
    waiting = Q(state__in=WAITING)
    return PublicContact.objects.aggregate(
        waiting=Count("id", filter=waiting),
        mine=Count("id", filter=waiting & Q(assignee=user)),
        new=Count("id", filter=Q(state=PublicContact.State.NEW)),
        answered=Count("id", filter=Q(state=PublicContact.State.ANSWERED)),
        closed=Count("id", filter=Q(state=PublicContact.State.CLOSED)),
        all=Count("id"),
    )


def said(contact: PublicContact) -> list[Any]:
    """Everything said, notes among it, the earliest first."""
    return list(conversation.messages_about(contact.about))


def said_to_writer(contact: PublicContact) -> list[Any]:
    return [one for one in said(contact) if one.direction != one.Direction.NOTE]


def thread_of(contact: PublicContact) -> Any:
    """The thread on which it is answered: the last one raised."""
    found = conversation.threads_about(contact.about).last()
    assert found is not None
    return found


def with_code(code: str) -> PublicContact | None:
    return PublicContact.objects.filter(code=code).first()


def with_code_and_address(code: str, address: str) -> PublicContact | None:
    return PublicContact.objects.filter(code=code, email__iexact=address).first()


def known_form(once: str) -> PublicContact | None:
    """The contact that this form made already."""
    return PublicContact.objects.filter(once=once).first() if once else None


def tile(user: Any) -> Mapping[str, Any] | None:
    """For the dashboard of whoever reads them: how many wait for an answer."""
    if not may(user, "contacts.read"):
        return None
    waiting = PublicContact.objects.filter(state__in=WAITING).count()
    return {
        "title": _("Contatti da rispondere"),
        "count": waiting,
        "url": f"{reverse('contacts_staff:contacts')}?stato=waiting",
    }


def answered_in_time(first: date, last: date) -> tuple[int, int]:
    """Contacts answered by their day, of all whose day fell in the period."""
    found = PublicContact.objects.filter(due_on__range=(first, last)).exclude(state=PublicContact.State.GIVEN)
    told = found.aggregate(
        kept=Count("id", filter=Q(first_replied_at__date__lte=F("due_on"))), all=Count("id")
    )
    return told["kept"], told["all"]


def things_called(references: Iterable[str]) -> dict[str, str]:
    pks = [one.rsplit(":", 1)[1] for one in references if one.startswith("contacts.contact:")]
    return {one.about: f"{one.number} {one.subject}" for one in PublicContact.objects.filter(pk__in=pks)}
