"""What the shared office itself declares: it has no members of its own, every desk stands on it."""

from django.utils.translation import gettext_lazy as _

from pasocial.office.record.events import OFFICE_EVENT_WORDS, OfficeEvent
from pasocial.office.record.registry import (
    ApiTag,
    Desk,
    MenuEntry,
    NoticeKind,
    Permission,
    Reaction,
    Tile,
    Turn,
)
from pasocial.office.record.settings_store.known import OFFICE_SECTIONS, OFFICE_SETTINGS
from pasocial.page_cache import FRAME

DESK = Desk(
    code="office",
    name=_("Ufficio"),
    promise=_("Nulla va perso: ogni attività ha un responsabile, ogni passo lascia traccia."),
    events=OfficeEvent,
    event_words={str(event.value): words for event, words in OFFICE_EVENT_WORDS.items()},
    has_members=False,
    permissions={
        "office.coordinate": Permission(_("coordinare l'ufficio"), office_roles=frozenset({"coordinator"})),
        "office.read_mail": Permission(
            _("vedere la posta in uscita"), office_roles=frozenset({"coordinator"})
        ),
        "office.read_measures": Permission(
            _("leggere le misure"), office_roles=frozenset({"coordinator", "rpct", "top", "digital_manager"})
        ),
        # GDPR, art. 39, par. 1, lett. b, and art. 5, par. 2: who watches how data are used sees who opened them.
        "office.read_access_log": Permission(
            _("vedere chi ha aperto i dati"), office_roles=frozenset({"coordinator", "rpct", "dpo"})
        ),
        "office.read_trail": Permission(
            _("leggere la traccia"), office_roles=frozenset({"coordinator", "rpct"})
        ),
    },
    reactions=(
        Reaction(OfficeEvent.ITEM_OPENED, "pasocial.office.work.items.reactions.tell_of_item"),
        Reaction(OfficeEvent.ITEM_ASSIGNED, "pasocial.office.work.items.reactions.tell_of_item"),
        Reaction(OfficeEvent.ITEM_HANDED_OVER, "pasocial.office.work.items.reactions.tell_of_item"),
        Reaction(OfficeEvent.ITEM_HANDED_OVER, "pasocial.office.work.items.reactions.tell_mentioned"),
        Reaction(OfficeEvent.MEMBER_ADDED, "pasocial.office.messaging.notices.reactions.invite_member"),
        Reaction(OfficeEvent.MEMBER_INVITED, "pasocial.office.messaging.notices.reactions.invite_member"),
        Reaction(OfficeEvent.MEMBER_LEFT, "pasocial.office.work.items.reactions.give_back_items"),
        Reaction(OfficeEvent.FILE_STORED, "pasocial.office.files.attachments.reactions.scan_file"),
        Reaction(OfficeEvent.FILES_TO_READ, "pasocial.office.files.attachments.reactions.read_files"),
        Reaction(OfficeEvent.APPROVAL_ASKED, "pasocial.office.work.approvals.reactions.ask_signers"),
        Reaction(OfficeEvent.APPROVAL_PASSED_ON, "pasocial.office.work.approvals.reactions.ask_signers"),
        Reaction(OfficeEvent.DEPARTURE_STUCK, "pasocial.office.messaging.departures.reactions.tell_of_stuck"),
        Reaction(OfficeEvent.LETTER_HELD, "pasocial.office.messaging.departures.reactions.tell_of_stuck"),
        Reaction(OfficeEvent.ITEM_DONE, "pasocial.office.work.items.reactions.forget_done_item"),
        Reaction(OfficeEvent.MAIL_REFUSED, "pasocial.office.work.items.reactions.tell_of_refused_mail"),
    ),
    turns=(
        Turn("pasocial.office.record.trail.tasks.sweep", every_seconds=15),
        Turn("pasocial.office.record.trail.tasks.seal", every_seconds=60),
        Turn("pasocial.office.messaging.notices.tasks.sweep", every_seconds=20),
        Turn("pasocial.office.messaging.departures.tasks.send_due", every_seconds=5),
        Turn("pasocial.office.work.approvals.tasks.remind_of_due", daily_at="07:20"),
        Turn("pasocial.office.work.items.tasks.tell_of_due", daily_at="07:15"),
        # After every other turn of the morning: what they tell goes into the digest of the same day.
        Turn("pasocial.office.messaging.notices.tasks.send_digests", daily_at="07:30"),
        Turn("pasocial.office.messaging.notices.tasks.remove_old", daily_at="03:20"),
        Turn("pasocial.office.people.access_log.tasks.forget", daily_at="03:20"),
        Turn("pasocial.office.files.attachments.tasks.remove_strays", daily_at="03:40"),
        Turn("pasocial.office.files.drafts.tasks.forget", daily_at="03:45"),
        Turn("pasocial.office.screens.actions.tasks.remove_old", daily_at="03:30"),
        Turn("pasocial.office.files.attachments.tasks.sweep", every_seconds=60),
        Turn("pasocial.office.files.attachments.tasks.read_waiting", every_seconds=120),
        Turn("pasocial.office.files.attachments.tasks.clean_public", every_seconds=300),
    ),
    tiles=(Tile("pasocial.office.work.approvals.queries.tile"),),
    menu=(MenuEntry(_("Chi ha aperto i dati"), "office:access_log", "office.read_access_log", "it-search"),),
    about_url="pasocial.office.screens.things.place_here",
    things_called="pasocial.office.screens.things.called_here",
    find_things="pasocial.office.screens.things.find_here",
    staff_urls="pasocial.office.urls",
    staff_prefix="",
    api_urls="pasocial.office.messaging.departures.api",
    api_tags={"Departures": ApiTag(_("Partenze"), "What is about to leave, and how it is undone.")},
    api_enums={"DepartureStateEnum": ["leaving", "sent", "recalled", "held"]},
    stream_urls="pasocial.office.screens.streams.urls",
    settings=OFFICE_SETTINGS,
    setting_sections=OFFICE_SECTIONS,
    # The body's name and its addresses stand around every page.
    public_events={OfficeEvent.SETTING_CHANGED: (FRAME,)},
    pages_with_files=frozenset(
        {"office:item_hand_over_as", "office:material_decide", "coordinator_import_offices"}
    ),
    notices=(
        NoticeKind("office.item_assigned", _("Ti è stata assegnata un'attività"), way="now"),
        NoticeKind(
            "office.mail_refused", _("Avvisa in un altro modo: un messaggio è stato rifiutato"), way="now"
        ),
        NoticeKind("office.called", _("Leggi: ti chiamano in un passaggio di attività"), way="now"),
        NoticeKind("office.approval_late", _("Approva: aspetta la tua firma"), way="now"),
        NoticeKind("office.departure_stuck", _("Rimedia: qualcosa non riesce a partire"), way="now"),
        NoticeKind("office.item_group", _("Per un tuo gruppo: un'attività")),
        NoticeKind("office.due", _("Attività che scadono o sono scadute")),
        NoticeKind("office.item_new", _("Assegna: nuova attività in coda")),
    ),
)
