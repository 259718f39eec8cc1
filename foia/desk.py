"""What this slice tells the office about itself."""

from django.utils.translation import gettext_lazy as _

from foia.notices.kinds import NOTICES
from foia.settings import SECTIONS, SETTINGS
from foia.wording import EVENT_WORDS, ITEM_VERBS, FoiaEvent
from pasocial.office.messaging.notices.clearing import cleared
from pasocial.office.people.private_access.rules import CODE_IN_WORDS
from pasocial.office.record.registry import (
    Accept,
    ApiTag,
    ApprovalKind,
    DatedClock,
    DepartureKind,
    Desk,
    Fill,
    Measure,
    MenuEntry,
    Permission,
    Reaction,
    Tile,
    Turn,
)

# What happens at the desk without anybody outside being able to see it; whatever else happens to a case may change the
# register's lines and the year's figures. An event that is missing here only costs a page its copy.
QUIET = frozenset(
    {
        FoiaEvent.ASSIGNED,
        FoiaEvent.HOLDER_CHANGED,
        FoiaEvent.PRIORITY_CHANGED,
        FoiaEvent.PROTOCOLLED,
        FoiaEvent.WRITTEN_TO_CITIZEN,
        FoiaEvent.WRITTEN_BY_CITIZEN,
        FoiaEvent.NOTE_ADDED,
        FoiaEvent.CONSULTED,
        FoiaEvent.CONSULTATION_REPLIED,
        FoiaEvent.CONSULTATION_WITHDRAWN,
        FoiaEvent.DECISION_DRAFTED,
        FoiaEvent.DECISION_SUBMITTED,
        FoiaEvent.DECISION_RETURNED,
        FoiaEvent.DECISION_APPROVED,
        FoiaEvent.APPROVAL_UNDONE,
        FoiaEvent.ENTRY_PROPOSED,
        FoiaEvent.SUGGESTED,
        FoiaEvent.SUGGESTION_ACCEPTED,
        FoiaEvent.SUGGESTION_REFUSED,
        FoiaEvent.TOPIC_STARTED,
        FoiaEvent.TOPIC_JOINED,
        FoiaEvent.TOPIC_SPLIT,
        FoiaEvent.TOPIC_MERGED,
        FoiaEvent.TOPIC_UNDONE,
        FoiaEvent.TOPIC_RENAMED,
        FoiaEvent.TOPIC_RECURRED,
        FoiaEvent.TOPIC_CALMED,
        FoiaEvent.TOPIC_CHOSEN,
        FoiaEvent.TOPIC_PUBLISHED,
        FoiaEvent.ANSWER_PREPARED,
        FoiaEvent.ASKERS_TOLD,
        FoiaEvent.REPLY_OWED,
        FoiaEvent.PERSONS_MERGED,
        FoiaEvent.PERSONS_SPLIT,
        FoiaEvent.ORGANISATION_CONFIRMED,
        FoiaEvent.ORGANISATION_PARTED,
        FoiaEvent.PROPOSAL_CONFIRMED,
        FoiaEvent.PROPOSAL_REFUSED,
        FoiaEvent.THRESHOLD_ADOPTED,
        FoiaEvent.RECOUNT_BEGUN,
        FoiaEvent.RECOUNT_ENDED,
        FoiaEvent.LOOK_AGAIN,
        FoiaEvent.ANSWER_KEPT_FRESH,
        FoiaEvent.ANSWER_AGEING,
        FoiaEvent.DEADLINE_NEAR,
    }
)
REGISTER, FIGURES = "foia.register", "foia.figures"
PUBLIC_EVENTS: dict[str, tuple[str, ...]] = {
    **{event: (REGISTER, FIGURES, "site.search") for event in FoiaEvent if event not in QUIET},
    # A released document that is taken away or opened changes the line that names it.
    "office.file.removed": (REGISTER,),
    "office.file.opened": (REGISTER,),
}
# Links that open a case or a draft, and the code that opens a case together with an address.
MAIL_SECRETS = (
    r"(?<=/accesso-civico/link/)[^\s\"'<>/]+",
    r"(?<=/accesso-civico/nuova/)[\w~.:-]{12,}",
    CODE_IN_WORDS,
)
API_TAGS = {
    "Register": ApiTag(_("Registro"), "The public register of access requests."),
    "Answers": ApiTag(_("Risposte pubblicate"), "Answers published for everybody."),
    "Filing": ApiTag(_("Presentare e seguire"), "File a request and follow it, as the person who asks."),
    "Cases": ApiTag(_("Richieste"), "The office's work on requests."),
    "Decisions": ApiTag(_("Provvedimenti"), "Draft, submit, approve."),
    "Parties": ApiTag(_("Controinteressati"), "Third parties whose interests an answer may touch."),
    "Shared": ApiTag(_("Domande ad altri uffici"), "What contacts of other offices are asked."),
    "Reviews": ApiTag(_("Riesami"), "The internal review by the transparency officer."),
    "Topics": ApiTag(_("Temi"), "Requests that many people make."),
}
# Tests hold these against the models and rules that own them.
API_ENUMS = {
    "ChannelEnum": ["portal", "api", "email", "pec", "post", "fax", "counter", "social", "import"],
    "KindOfAccessEnum": ["simple_civic", "generalised", "documentary", "environmental"],
    "OfferKindEnum": ["answer", "register"],
    "CaseStateEnum": "foia.api.serializers.rows.STATES",
    "DecisionStateEnum": ["draft", "submitted", "leaving", "sent", "returned"],
    "EntryStateEnum": ["proposed", "approved", "hidden"],
    "BasisEnum": ["review", "ombudsman", "court", "own_error"],
    "ReopeningBasisEnum": ["own_error", "court", "ombudsman"],
    "TopicFlagEnum": ["none", "soft", "hard"],
    "DisclosureEnum": ["private", "requester", "public"],
}

# A test finds every view that reads files and is not named here.
PAGES_WITH_FILES = frozenset(
    {
        "foia:new_step",
        "foia:write",
        "foia:ask_review",
        "foia_staff:decide",
        "foia_staff:action",
        "foia_staff:new",
        "foia_staff:reply_shared",
        "foia_staff:shared_case",
    }
)

TAKE_BACK = "pasocial.office.screens.actions.operations.take_back"

STAFF = frozenset({"head", "editor", "viewer"})
WORKERS = frozenset({"head", "editor"})
HEAD = frozenset({"head"})

DESK = Desk(
    code="foia",
    name=_("Accesso civico"),
    promise=_("Chiunque può chiedere qualunque documento e riceve in tempo una risposta motivata."),
    head=_("responsabile dell'accesso civico"),
    events=FoiaEvent,
    event_words={str(event.value): words for event, words in EVENT_WORDS.items()},
    permissions={
        "foia.read": Permission(
            _("leggere le richieste"),
            STAFF,
            frozenset({"rpct", "coordinator"}),
            on_case="foia.follow_request",
        ),
        "foia.work": Permission(_("lavorare le richieste"), WORKERS),
        "foia.correct": Permission(_("correggere i fatti di una pratica"), WORKERS, frozenset({"rpct"})),
        "foia.approve": Permission(_("approvare le decisioni"), HEAD),
        "foia.review": Permission(_("decidere i riesami"), frozenset(), frozenset({"rpct"})),
        "foia.reopen": Permission(_("riaprire una richiesta già decisa"), HEAD, frozenset({"rpct"})),
        "foia.publish_register": Permission(_("pubblicare nel registro"), HEAD, frozenset({"rpct"})),
        "foia.choose_topic": Permission(
            _("decidere sulla pubblicazione dei temi"), HEAD, frozenset({"coordinator"})
        ),
        "foia.read_topics": Permission(
            _("vedere i temi ricorrenti"), STAFF, frozenset({"rpct", "coordinator", "top"})
        ),
        "foia.reply_shared": Permission(
            _("rispondere sui casi condivisi"), WORKERS, frozenset(), on_case="foia.follow_request"
        ),
        "foia.see_shared": Permission(
            _("vedere le richieste condivise"), office_roles=frozenset({"office_contact"})
        ),
        "foia.read_measures": Permission(
            _("leggere le misure"), STAFF, frozenset({"rpct", "coordinator", "top"})
        ),
    },
    reactions=(
        # cases: receipts, answers, messages, parties, offices, deadlines (foia.tasks.cases)
        Reaction(FoiaEvent.FILED, "foia.tasks.cases.send_receipt"),
        Reaction(FoiaEvent.TAKEN_ON, "foia.tasks.changes.tell_of_care"),
        Reaction(FoiaEvent.ASSIGNED, "foia.tasks.changes.tell_of_care"),
        Reaction(FoiaEvent.IDENTIFICATION_ASKED, "foia.tasks.cases.send_message"),
        Reaction(FoiaEvent.IDENTIFIED, "foia.tasks.cases.tell_of_identity"),
        Reaction(FoiaEvent.CONTACT_CORRECTED, "foia.tasks.cases.write_again"),
        Reaction(FoiaEvent.KIND_CHANGED, "foia.tasks.cases.tell_of_kind"),
        Reaction(FoiaEvent.TRANSFERRED, "foia.tasks.cases.send_message"),
        Reaction(FoiaEvent.EXTENDED, "foia.tasks.cases.send_message"),
        Reaction(FoiaEvent.WRITTEN_TO_CITIZEN, "foia.tasks.cases.send_message"),
        Reaction(FoiaEvent.WRITTEN_BY_CITIZEN, "foia.tasks.cases.tell_of_message"),
        Reaction(FoiaEvent.NOTE_ADDED, "foia.tasks.cases.tell_mentioned"),
        Reaction(FoiaEvent.CONSULTED, "foia.tasks.cases.ask_office"),
        Reaction(FoiaEvent.CONSULTATION_REPLIED, "foia.tasks.cases.tell_of_reply"),
        Reaction(FoiaEvent.PARTY_NOTICE_HELD, "foia.tasks.parties.tell_of_held_notice"),
        Reaction(FoiaEvent.PARTY_NOTIFIED, "foia.tasks.parties.tell_party"),
        Reaction(FoiaEvent.PARTY_REMEDY, "foia.tasks.parties.tell_of_remedy"),
        Reaction(FoiaEvent.PARTY_OPPOSED, "foia.tasks.parties.tell_of_opposition"),
        Reaction(FoiaEvent.PARTY_CONSENTED, "foia.tasks.parties.tell_of_opposition"),
        # changes on the way: each is told to the applicant (foia.tasks.changes)
        Reaction(FoiaEvent.PARTY_NOTIFIED, "foia.tasks.changes.tell_of_party"),
        Reaction(FoiaEvent.PARTY_NOTICE_RECEIVED, "foia.tasks.changes.tell_of_day"),
        Reaction(FoiaEvent.PARTY_OPPOSED, "foia.tasks.changes.tell_of_day"),
        Reaction(FoiaEvent.PARTY_CONSENTED, "foia.tasks.changes.tell_of_day"),
        Reaction(FoiaEvent.RECEIVED_FROM_OTHER_BODY, "foia.tasks.changes.tell_of_arrival"),
        Reaction(FoiaEvent.GAP_NOTICED, "foia.tasks.cases.send_message"),
        Reaction(FoiaEvent.GAP_COMPLETED, "foia.tasks.changes.tell_of_day"),
        Reaction(FoiaEvent.FACT_CORRECTED, "foia.tasks.changes.tell_of_correction"),
        Reaction(FoiaEvent.FACT_CORRECTED, "foia.tasks.changes.register_follows"),
        Reaction(FoiaEvent.CLOCK_RECOMPUTED, "foia.tasks.changes.tell_of_day"),
        Reaction(FoiaEvent.OMBUDSMAN_ASKED, "foia.tasks.changes.tell_of_appeal"),
        Reaction(FoiaEvent.OMBUDSMAN_FOUND, "foia.tasks.changes.tell_of_appeal"),
        Reaction(FoiaEvent.REFUSAL_CONFIRMED, "foia.tasks.cases.send_message"),
        Reaction(FoiaEvent.COURT_SERVED, "foia.tasks.changes.tell_of_appeal"),
        Reaction("office.setting.changed", "foia.tasks.changes.recompute_on_new_holiday"),
        Reaction(FoiaEvent.DECISION_SUBMITTED, "foia.tasks.cases.ask_approval"),
        Reaction(FoiaEvent.DECISION_RETURNED, "foia.tasks.cases.tell_of_return"),
        Reaction(FoiaEvent.HELD, "foia.tasks.cases.tell_of_hold"),
        Reaction(FoiaEvent.ANSWERED, "foia.tasks.cases.send_answer"),
        Reaction(FoiaEvent.REOPENED, "foia.tasks.cases.tell_of_reopening"),
        Reaction(FoiaEvent.WITHDRAWN, "foia.tasks.cases.tell_of_withdrawal"),
        Reaction(FoiaEvent.REVIEW_ASKED, "foia.tasks.cases.tell_of_review"),
        Reaction(FoiaEvent.REVIEW_ENTRUSTED, "foia.tasks.cases.tell_of_entrusting"),
        Reaction(FoiaEvent.REVIEW_DECIDED, "foia.tasks.cases.tell_of_review_decided"),
        # topics: recognising, counting, publishing (foia.tasks.topics)
        Reaction(FoiaEvent.FILED, "foia.tasks.topics.match_topic"),
        Reaction(FoiaEvent.IDENTIFIED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.CONTACT_CORRECTED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.KIND_CHANGED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.TRANSFERRED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.FACT_CORRECTED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.RECEIVED_FROM_OTHER_BODY, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.MARKED_TEST, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.TOPIC_CHOSEN, "foia.tasks.topics.prepare_answer"),
        Reaction("newsroom.page.published", "foia.tasks.topics.link_page"),
        Reaction(FoiaEvent.TOPIC_PUBLISHED, "foia.tasks.topics.tell_askers"),
        Reaction(FoiaEvent.TOPIC_JOINED, "foia.tasks.topics.tell_late_askers"),
        Reaction(FoiaEvent.TOPIC_MERGED, "foia.tasks.topics.tell_late_askers"),
        Reaction(FoiaEvent.TOPIC_UNDONE, "foia.tasks.topics.tell_late_askers"),
        Reaction("office.file.gathered", "foia.tasks.topics.note_material"),
        Reaction("office.file.decided", "foia.tasks.topics.note_material"),
        Reaction("newsroom.commission.dropped", "foia.tasks.topics.drop_material"),
        Reaction(FoiaEvent.ANSWERED, "foia.tasks.topics.propose_register_entry"),
        Reaction("office.setting.changed", "foia.tasks.topics.recount_on_new_terms"),
        Reaction(FoiaEvent.ENTRY_PROPOSED, "foia.tasks.cases.tell_of_entry"),
        *cleared(NOTICES),
    ),
    turns=(
        Turn("foia.tasks.parties.resume_waiting", daily_at="04:15"),
        Turn("foia.tasks.cases.read_releases", every_seconds=60),
        Turn("foia.tasks.cases.warn_of_deadlines", daily_at="06:30"),
        Turn("foia.tasks.cases.tidy_up", daily_at="04:20"),
        Turn("foia.tasks.changes.grant_for_silence", daily_at="06:20"),
        Turn("foia.tasks.changes.go_on_recomputing", every_seconds=60),
        Turn("foia.tasks.topics.refresh_word_statistics", daily_at="04:10"),
        Turn("foia.tasks.topics.look_again", daily_at="06:40"),
        # A worker that was stopped half way through a recount is not missed.
        Turn("foia.tasks.topics.go_on_recounting", every_seconds=60),
    ),
    tiles=(
        Tile("foia.queries.tiles.question_tile"),
        Tile("foia.queries.tiles.review_tile"),
        Tile("foia.queries.tiles.entries_tile"),
        Tile("foia.queries.tiles.choice_tile"),
        Tile("foia.queries.tiles.pace_tile"),
        Tile("foia.queries.tiles.choice_tile", place="coordinator"),
        Tile("foia.queries.recounts.recount_tile", place="coordinator"),
        Tile("foia.queries.recounts.clock_recount_tile", place="coordinator"),
    ),
    clocks=(
        DatedClock("access", "when the answer to a request is due", "foia.rules.cases.access_case"),
        DatedClock(
            "notices", "counter-interested parties: who may still speak", "foia.rules.cases.notices_case"
        ),
        DatedClock("standstill", "what holds the documents of a grant", "foia.rules.cases.standstill_case"),
        DatedClock("review", "the review (riesame) and the Garante", "foia.rules.cases.review_case"),
        DatedClock("ombudsman", "the ombudsman and our confirmation", "foia.rules.cases.ombudsman_case"),
        DatedClock("new_decision", "a case that is decided again", "foia.rules.cases.new_decision_case"),
        DatedClock("recurrence", "the same thing asked by several", "foia.rules.cases.recurrence_case"),
        DatedClock("register", "the quarterly extract of the register", "foia.rules.cases.register_case"),
    ),
    accepts=(
        Accept(
            "access_request",
            _("Richiesta di accesso"),
            "foia.operations.intake.accept",
            "foia.forms.intake.handed_over_form",
        ),
    ),
    measures=(
        Measure(
            "foia.on_time",
            _("Risposte entro il termine"),
            "share",
            "higher",
            "foia.queries.promises.answered_on_time",
        ),
        Measure(
            "foia.days", _("Giorni per rispondere"), "days", "lower", "foia.queries.promises.days_to_answer"
        ),
        Measure(
            "foia.refused",
            _("Richieste rifiutate"),
            "share",
            "lower",
            "foia.queries.promises.refused_of_answered",
        ),
    ),
    approvals=(
        ApprovalKind(
            "foia.decision",
            _("Risposta al richiedente"),
            chain=(("foia.approve", 2),),
            approve="foia.operations.answering.approval.sign_decision",
            refuse="foia.operations.answering.drafting.refuse_decision",
            version="foia.queries.approvals.decision_version",
            shown="foia.queries.approvals.shown_decision",
            place="foia.queries.approvals.decision_place",
        ),
    ),
    departures=(
        DepartureKind(
            "foia.decision",
            _("Risposta al richiedente"),
            send="foia.operations.answering.departure.leave_decision",
            call_back="foia.operations.answering.approval.call_back_decision",
            permission="foia.approve",
        ),
        DepartureKind(
            "foia.party_notice",
            _("Avviso a un controinteressato"),
            send="foia.operations.parties.notices.leave_notice",
            call_back="foia.operations.parties.notices.take_notice_back",
            permission="foia.work",
        ),
        # What an action of foia.actions makes leave; who may call it back is who may do it.
        *(
            DepartureKind(code, label, send="foia.actions.leave_letter", call_back=TAKE_BACK, permission=who)
            for code, label, who in (
                ("foia.letter", _("Comunicazione su una richiesta"), "foia.work"),
                ("foia.correction", _("Comunicazione di una correzione"), "foia.correct"),
                ("foia.review", _("Decisione di un riesame"), "foia.review"),
                ("foia.remedy", _("Comunicazione su un ricorso"), "foia.reopen"),
            )
        ),
    ),
    menu=(
        MenuEntry(_("Richieste"), "foia_staff:inbox", "foia.read", "it-inbox"),
        MenuEntry(_("Temi ricorrenti"), "foia_staff:topics", "foia.read_topics", "it-horn"),
        MenuEntry(_("Registro"), "foia_staff:register_queue", "foia.read", "it-note"),
        MenuEntry(_("Condivise con te"), "foia_staff:shared", "foia.see_shared", "it-share"),
        MenuEntry(_("Misure"), "foia_staff:measures", "foia.read_measures", "it-chart-line"),
    ),
    stream_policy="foia.policy.may_watch",
    staff_urls="foia.backoffice.urls",
    staff_prefix="foia/",
    public_urls="foia.portal.urls",
    public_prefix="accesso-civico/",
    api_urls="foia.api.urls",
    file_policy="foia.policy.may_open_file",
    redact_policy="foia.policy.may_redact_file",
    names_known="foia.queries.names.names_known",
    about_url="foia.policy.place_of",
    things_called="foia.queries.names.things_called",
    find_things="foia.queries.names.find_things",
    plant_pages="foia.operations.publication.plant_pages",
    settings=SETTINGS,
    setting_sections=SECTIONS,
    public_events=PUBLIC_EVENTS,
    fills=(Fill("site_search", "foia.portal.views.register.found_on_site"),),
    pages_with_files=PAGES_WITH_FILES,
    drafts={"foia.draft": 30, "foia.intake": 30},
    mail_secrets=MAIL_SECRETS,
    api_tags=API_TAGS,
    api_enums=API_ENUMS,
    notices=NOTICES,
    item_verbs=ITEM_VERBS,
)
