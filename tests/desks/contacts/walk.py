"""The walk through the contacts desk: who may use each address, and what stands for each argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desks.contacts import operations
from desks.contacts.actions import ACTIONS as CONTACT_ACTIONS
from pasocial.office.record.trail.actor import Actor
from tests.walks.groups import ALL, COORDINATOR, Group, Who, both, doors_of, group

if TYPE_CHECKING:
    from tests.walks.office import Office

STAFF = {
    "contacts head": {"desk": "contacts", "role": "head"},
    "contacts editor": {"desk": "contacts", "role": "editor"},
    "contacts viewer": {"desk": "contacts", "role": "viewer"},
}
AFTER = ("foia",)

CONTACTS_READ = group("contacts head", "contacts editor", "contacts viewer") | COORDINATOR
CONTACTS_WORK = group("contacts head", "contacts editor")
CONTACTS_ASSIGN = group("contacts head") | COORDINATOR
HOLDERS: dict[str, Group] = {
    "contacts.read": CONTACTS_READ,
    "contacts.work": CONTACTS_WORK,
    "contacts.assign": CONTACTS_ASSIGN,
}
WHO: dict[str, Who] = {
    "contacts_staff:contacts": Who(CONTACTS_READ),
    "contacts_staff:contacts_save_filter": both(CONTACTS_READ),
    "contacts_staff:contacts_forget_filter": Who(),
    "contacts_staff:contacts_bulk": both(CONTACTS_WORK),
    "contacts_staff:contacts_csv": Who(CONTACTS_READ),
    "contacts_staff:contacts_json": Who(CONTACTS_READ),
    "contacts_staff:contacts_csv_metadata": Who(CONTACTS_READ),
    "contacts_staff:contact": Who(CONTACTS_READ),
    # only what one pressed oneself: nobody of the walk has pressed
    "contacts_staff:contact_leaving": Who(),
    "contacts_staff:new": both(CONTACTS_WORK),
    "contacts:home": Who(ALL),
    "contacts:write": both(ALL),
    "contacts:assistance": both(ALL),
    "contacts:disservice": both(ALL),
    "contacts:accessibility": both(ALL),
    "contacts:find": both(ALL),
    # whoever is not let in is led to code and e-mail
    "contacts:signed_link": Who(ALL),
    "contacts:follow": Who(ALL),
    "contacts:write_again": Who(act=ALL),
    "api:contacts": Who(CONTACTS_READ),
    "api:contact": Who(CONTACTS_READ),
}
WHO |= doors_of(
    CONTACT_ACTIONS,
    HOLDERS,
    page=lambda action: f"contacts_staff:contact_{action.code}",
    endpoint="api:contact",
)
FAMILIES = ("api:contact", "contacts_staff:", "contacts:")
VALUES: dict[str, Any] = {
    "api:contact.pk": lambda o: o.contact.pk,
    "contacts_staff:.pk": lambda o: o.contact.pk,
    "contacts_staff:.call": lambda o: 1,
    "contacts:.code": lambda o: o.contact.code,
    "contacts:.token": lambda o: "nothing",
}
# What somebody does, not what she reads: forms carry a cookie against forgery.
FORMS = (
    "contacts:write",
    "contacts:assistance",
    "contacts:disservice",
    "contacts:accessibility",
    "contacts:find",
    "contacts:follow",
    "contacts:signed_link",
)
# One person's conversation, though anybody may try its address.
PERSONAL = ("contacts:follow", "contacts:write_again", "contacts:signed_link")
NOT_PAGES = frozenset(
    [
        "contacts_staff:contacts_save_filter",
        "contacts_staff:contacts_bulk",
        "contacts_staff:contacts_csv",
        "contacts_staff:contacts_json",
        "contacts_staff:contacts_csv_metadata",
        "contacts:signed_link",
        "contacts:follow",
    ]
)
THERE: dict[str, Any] = {"/api/v1/contacts/contacts/": lambda o: [o.contact.pk]}
LISTS = {"/redazione/contatti/": "contacts editor", "/api/v1/contacts/contacts/": "contacts editor"}


def make(office: Office) -> None:
    """One that is new, one that was answered."""
    office.contact = _written(office, 1)
    answered = _written(office, 2)
    editor = office.people["contacts editor"]
    operations.take(contact_id=answered.pk, user=editor, by=Actor.staff(editor), at=office.ago(1))
    operations.reply(
        contact_id=answered.pk, text="La buca è chiusa.", by=Actor.staff(editor), at=office.ago(1)
    )


def _written(office: Office, number: int) -> Any:
    return operations.write_to_us(
        kind="disservice",
        subject=f"Buca in via Verdi {number}",
        text="Davanti al numero 12 c'è una buca profonda.",
        name="Nives Bruni",
        email="nives.bruni@posta.example",
        by=Actor.citizen(),
        at=office.ago(2),
    )


def grow(office: Office, number: int) -> None:
    """One more row in the list."""
    _written(office, 100 + number)
