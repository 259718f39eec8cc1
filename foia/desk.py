"""What this slice tells the office about itself."""

from django.utils.translation import gettext_lazy as _

from foia.wording import EVENT_WORDS, FoiaEvent
from pasocial.office.registry import Desk, MenuEntry, Permission, Reaction, Turn

STAFF = frozenset({"head", "editor", "viewer"})
WORKERS = frozenset({"head", "editor"})
HEAD = frozenset({"head"})

DESK = Desk(
    code="foia",
    name=_("Accesso civico"),
    promise=_("Chiunque può chiedere qualunque documento e riceve in tempo una risposta motivata."),
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
        "foia.approve": Permission(_("approvare le decisioni"), HEAD),
        "foia.review": Permission(_("decidere i riesami"), frozenset(), frozenset({"rpct"})),
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
        "foia.read_measures": Permission(
            _("leggere le misure"), STAFF, frozenset({"rpct", "coordinator", "top"})
        ),
    },
    reactions=(
        # topics: recognising, counting, publishing (foia.tasks.topics)
        Reaction(FoiaEvent.FILED, "foia.tasks.topics.match_topic"),
        Reaction(FoiaEvent.IDENTIFIED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.KIND_CHANGED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.TRANSFERRED, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.MARKED_TEST, "foia.tasks.topics.count_again"),
        Reaction(FoiaEvent.TOPIC_CHOSEN, "foia.tasks.topics.prepare_answer"),
        Reaction("newsroom.page.published", "foia.tasks.topics.link_page"),
        Reaction(FoiaEvent.TOPIC_PUBLISHED, "foia.tasks.topics.tell_askers"),
        Reaction(FoiaEvent.ANSWERED, "foia.tasks.topics.propose_register_entry"),
    ),
    turns=(Turn("foia.tasks.topics.refresh_word_statistics", daily_at="04:10"),),
    tiles=(),
    menu=(
        MenuEntry(_("Richieste"), "foia_staff:inbox", "foia.read", "it-inbox"),
        MenuEntry(_("Temi ricorrenti"), "foia_staff:topics", "foia.read_topics", "it-horn"),
        MenuEntry(_("Registro"), "foia_staff:register_queue", "foia.read", "it-note"),
        MenuEntry(_("Misure"), "foia_staff:measures", "foia.read_measures", "it-chart-line"),
    ),
    staff_urls="foia.backoffice.urls",
    staff_prefix="foia/",
    public_urls="foia.portal.urls",
    public_prefix="accesso-civico/",
    api_urls="foia.api.urls",
)
