"""The words people read for the newsroom's things."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from pasocial.office.record.registry import NoticeKind


class NewsroomEvent(StrEnum):
    COMMISSIONED = "newsroom.commission.opened"
    TAKEN = "newsroom.commission.taken"
    SUBMITTED = "newsroom.commission.submitted"
    RETURNED = "newsroom.commission.returned"
    DROPPED = "newsroom.commission.dropped"
    STEP_APPROVED = "newsroom.page.step_approved"
    EDITED = "newsroom.page.edited"
    APPROVED = "newsroom.page.approved"
    RECALLED = "newsroom.page.recalled"
    PUBLISHED = "newsroom.page.published"


EVENT_WORDS = {
    NewsroomEvent.COMMISSIONED: _("pagina chiesta alla redazione"),
    NewsroomEvent.TAKEN: _("pagina presa in carico"),
    NewsroomEvent.SUBMITTED: _("pagina da approvare"),
    NewsroomEvent.RETURNED: _("pagina da rivedere"),
    NewsroomEvent.DROPPED: _("pagina lasciata"),
    NewsroomEvent.STEP_APPROVED: _("un passo dell'approvazione firmato"),
    NewsroomEvent.EDITED: _("pagina cambiata durante l'approvazione"),
    NewsroomEvent.APPROVED: _("pagina approvata"),
    NewsroomEvent.RECALLED: _("approvazione annullata"),
    NewsroomEvent.PUBLISHED: _("pagina pubblicata"),
}

APPROVE, REVISE = "newsroom.approve", "newsroom.revise"
NOTICES = (
    NoticeKind(
        APPROVE,
        _("Approva la pagina"),
        way="now",
        over=(NewsroomEvent.PUBLISHED, NewsroomEvent.RETURNED, NewsroomEvent.DROPPED),
    ),
    NoticeKind(
        REVISE,
        _("Rivedi la pagina: è tornata con osservazioni"),
        way="now",
        over=(NewsroomEvent.SUBMITTED, NewsroomEvent.PUBLISHED, NewsroomEvent.DROPPED),
    ),
)
ITEM_VERBS = {"write_page": _("Scrivi la pagina")}
