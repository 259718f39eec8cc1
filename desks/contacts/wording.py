"""The words people read for contacts with the public."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from pasocial.office.record.registry import NoticeKind


class ContactsEvent(StrEnum):
    RECEIVED = "contacts.contact.received"
    LOGGED = "contacts.contact.logged"
    TAKEN = "contacts.contact.taken"
    ASSIGNED = "contacts.contact.assigned"
    ANSWERED = "contacts.contact.answered"
    WROTE_AGAIN = "contacts.contact.wrote_again"
    CLOSED = "contacts.contact.closed"
    REOPENED = "contacts.contact.reopened"
    HANDED_OVER = "contacts.contact.handed_over"


EVENT_WORDS = {
    ContactsEvent.RECEIVED: _("un cittadino ha scritto"),
    ContactsEvent.LOGGED: _("contatto registrato dall'ufficio"),
    ContactsEvent.TAKEN: _("preso in carico"),
    ContactsEvent.ASSIGNED: _("assegnato a un collega"),
    ContactsEvent.ANSWERED: _("risposta inviata"),
    ContactsEvent.WROTE_AGAIN: _("il cittadino ha scritto ancora"),
    ContactsEvent.CLOSED: _("concluso"),
    ContactsEvent.REOPENED: _("riaperto"),
    ContactsEvent.HANDED_OVER: _("diventato una richiesta di accesso"),
}

WROTE, ASSIGNED = "contacts.wrote", "contacts.assigned"
NOTICES = (
    NoticeKind(
        ASSIGNED,
        _("Rispondi: un contatto ti è stato assegnato"),
        way="now",
        over=(ContactsEvent.ANSWERED, ContactsEvent.CLOSED, ContactsEvent.HANDED_OVER),
    ),
    NoticeKind(
        WROTE,
        _("Rispondi: chi ti aveva scritto ha scritto ancora"),
        way="now",
        over=(ContactsEvent.ANSWERED, ContactsEvent.CLOSED, ContactsEvent.HANDED_OVER),
    ),
)
ANSWER = "answer"
ITEM_VERBS = {ANSWER: _("Rispondi a chi ha scritto")}
