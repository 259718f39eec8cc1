"""What the newsroom tells the office about itself."""

from django.utils.translation import gettext_lazy as _

from desks.newsroom.wording import EVENT_WORDS, ITEM_VERBS, NOTICES, NewsroomEvent
from pasocial.office.messaging.notices.clearing import cleared
from pasocial.office.record.registry import (
    Accept,
    ApiTag,
    ApprovalKind,
    DepartureKind,
    Desk,
    Measure,
    MenuEntry,
    Permission,
    Reaction,
)

# The spokesperson speaks for the top; what the press office writes is its journalists' own (L. 150/2000, artt. 7 and 9).
NOT_THE_SPOKESPERSON = {
    "spokesperson": _(
        "Il portavoce non può svolgere attività di giornalismo e stampa durante l'incarico: L. 150/2000, art. 7, comma 2."
    )
}

DESK = Desk(
    code="newsroom",
    name=_("Notizie"),
    promise=_("Ciò che molti chiedono si trova scritto bene, in un posto solo, prima di chiederlo."),
    events=NewsroomEvent,
    event_words={str(event.value): words for event, words in EVENT_WORDS.items()},
    permissions={
        "newsroom.read": Permission(
            _("vedere le pagine da scrivere"),
            frozenset({"head", "editor", "viewer"}),
            frozenset({"coordinator"}),
        ),
        "newsroom.write": Permission(
            _("scrivere le pagine"), frozenset({"head", "editor"}), barred=NOT_THE_SPOKESPERSON
        ),
        "newsroom.approve": Permission(
            _("approvare e pubblicare"),
            frozenset({"head"}),
            frozenset({"coordinator"}),
            barred=NOT_THE_SPOKESPERSON,
        ),
    },
    accepts=(
        Accept(
            "page",
            _("Pagina da scrivere"),
            "desks.newsroom.operations.accept_page",
            "desks.newsroom.forms.handed_over_form",
        ),
    ),
    measures=(
        Measure(
            "newsroom.days",
            _("Giorni per pubblicare una pagina"),
            "days",
            "lower",
            "desks.newsroom.queries.days_to_publish",
        ),
    ),
    reactions=(
        Reaction(NewsroomEvent.SUBMITTED, "desks.newsroom.tasks.tell_of_submission"),
        Reaction(NewsroomEvent.RETURNED, "desks.newsroom.tasks.tell_of_return"),
        *cleared(NOTICES),
    ),
    menu=(MenuEntry(_("Pagine da scrivere"), "newsroom:commissions", "newsroom.read", "it-pencil"),),
    approvals=(
        ApprovalKind(
            "newsroom.page",
            _("Pagina per tutti"),
            chain=(("newsroom.approve", 2),),
            approve="desks.newsroom.operations.sign_page",
            refuse="desks.newsroom.operations.refuse_page",
            version="desks.newsroom.queries.page_version",
            shown="desks.newsroom.queries.shown_page",
            place="desks.newsroom.queries.place",
        ),
    ),
    departures=(
        DepartureKind(
            "newsroom.page",
            _("Pagina per tutti"),
            send="desks.newsroom.operations.release_page",
            call_back="desks.newsroom.operations.call_page_back",
            permission="newsroom.approve",
        ),
    ),
    staff_urls="desks.newsroom.urls",
    staff_prefix="notizie/",
    api_urls="desks.newsroom.api",
    about_url="desks.newsroom.views.place_of",
    things_called="desks.newsroom.queries.things_called",
    api_tags={"Newsroom": ApiTag(_("Redazione delle risposte"), "Answers being written for everybody.")},
    api_enums={"CommissionStateEnum": ["asked", "writing", "submitted", "leaving", "published", "dropped"]},
    editors_group="Redazione web",
    head=_("responsabile dell'ufficio stampa"),
    notices=NOTICES,
    item_verbs=ITEM_VERBS,
)
