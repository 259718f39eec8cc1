"""What the desk of contacts with the public tells the office about itself."""

from django.utils.translation import gettext_lazy as _

from desks.contacts.models import PublicContact
from desks.contacts.wording import EVENT_WORDS, ITEM_VERBS, NOTICES, ContactsEvent
from pasocial.office.messaging.channels.capabilities import CHANNELS
from pasocial.office.messaging.notices.clearing import cleared
from pasocial.office.record.registry import (
    ApiTag,
    DeclaredSetting,
    DepartureKind,
    Desk,
    Measure,
    MenuEntry,
    Permission,
    Reaction,
    Tile,
)
from pasocial.office.record.settings_store.known import WHOLE

DESK = Desk(
    code="contacts",
    name=_("Contatti"),
    promise=_("Chiunque ci scriva, da qualunque canale, riceve una risposta entro il giorno promesso."),
    events=ContactsEvent,
    event_words={str(event.value): words for event, words in EVENT_WORDS.items()},
    permissions={
        "contacts.read": Permission(
            _("vedere i contatti"), frozenset({"head", "editor", "viewer"}), frozenset({"coordinator"})
        ),
        "contacts.work": Permission(_("rispondere a chi scrive"), frozenset({"head", "editor"})),
        "contacts.assign": Permission(
            _("assegnare i contatti"), frozenset({"head"}), frozenset({"coordinator"})
        ),
    },
    reactions=(
        Reaction(ContactsEvent.RECEIVED, "desks.contacts.notices.send_receipt"),
        Reaction(ContactsEvent.ANSWERED, "desks.contacts.notices.send_answer"),
        Reaction(ContactsEvent.WROTE_AGAIN, "desks.contacts.notices.tell_assignee"),
        Reaction(ContactsEvent.ASSIGNED, "desks.contacts.notices.tell_assigned"),
        *cleared(NOTICES),
    ),
    departures=(
        DepartureKind(
            "contacts.letter",
            _("Risposta a chi ha scritto"),
            send="desks.contacts.actions.leave_letter",
            call_back="pasocial.office.screens.actions.operations.take_back",
            permission="contacts.work",
        ),
    ),
    measures=(
        Measure(
            "contacts.in_time",
            _("Contatti a cui si è risposto entro il giorno promesso"),
            "share",
            "higher",
            "desks.contacts.queries.answered_in_time",
        ),
    ),
    menu=(MenuEntry(_("Contatti"), "contacts_staff:contacts", "contacts.read", "it-mail"),),
    tiles=(Tile("desks.contacts.queries.tile"),),
    takes_messages="desks.contacts.operations.take_message",
    staff_urls="desks.contacts.urls",
    staff_prefix="contatti/",
    public_urls="desks.contacts.portal.urls",
    public_prefix="contatti/",
    api_urls="desks.contacts.api",
    about_url="desks.contacts.views.place_of",
    things_called="desks.contacts.queries.things_called",
    settings=(
        DeclaredSetting(
            "contacts.answer_days",
            "contacts",
            _("Giorni entro cui rispondere a chi scrive"),
            WHOLE,
            30,
            _("Carta dei servizi; in mancanza, DPCM 27 gennaio 1994"),
            _("Il giorno si calcola quando il messaggio arriva: cambiarlo non sposta quelli già promessi."),
            lowest=1,
            highest=90,
        ),
    ),
    setting_sections={"contacts": _("Contatti con il pubblico")},
    api_tags={"Contacts": ApiTag(_("Contatti"), "What people ask, tell and report, and the answers to it.")},
    api_enums={
        "ContactKindEnum": PublicContact.Kind.values,
        "ContactStateEnum": PublicContact.State.values,
        "ContactChannelEnum": list(CHANNELS),
    },
    mail_secrets=(r"/contatti/link/[^/\s\"]+/",),
    head=_("responsabile dei contatti con il pubblico"),
    notices=NOTICES,
    item_verbs=ITEM_VERBS,
)
