"""The words people read for the newsroom's things."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class NewsroomEvent(StrEnum):
    COMMISSIONED = "newsroom.commission.opened"
    TAKEN = "newsroom.commission.taken"
    SUBMITTED = "newsroom.commission.submitted"
    RETURNED = "newsroom.commission.returned"
    DROPPED = "newsroom.commission.dropped"
    APPROVED = "newsroom.page.approved"
    RECALLED = "newsroom.page.recalled"
    PUBLISHED = "newsroom.page.published"


EVENT_WORDS = {
    NewsroomEvent.COMMISSIONED: _("pagina chiesta alla redazione"),
    NewsroomEvent.TAKEN: _("pagina presa in carico"),
    NewsroomEvent.SUBMITTED: _("pagina da approvare"),
    NewsroomEvent.RETURNED: _("pagina da rivedere"),
    NewsroomEvent.DROPPED: _("pagina lasciata"),
    NewsroomEvent.APPROVED: _("pagina approvata"),
    NewsroomEvent.RECALLED: _("approvazione annullata"),
    NewsroomEvent.PUBLISHED: _("pagina pubblicata"),
}
