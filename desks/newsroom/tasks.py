"""What the newsroom overhears: a neighbour prepared an answer that wants a page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from desks.newsroom import operations
from pasocial.office.record.trail.actor import Actor


def open_commission(entry: Any) -> None:
    """The page is already there as a draft; its title and summary say what is wanted."""
    page = Page.objects.filter(pk=entry.note["page"]).first()
    if page is None:
        return
    operations.open_commission(
        about=entry.about,
        title=page.title,
        brief=_(
            "Più persone hanno chiesto la stessa cosa: scrivi la risposta per tutti con i documenti raccolti."
        ),
        page_id=page.pk,
        files=entry.note.get("files", []),
        redact_first=bool(entry.note.get("redact")),
        by=Actor.system("desks.newsroom"),
        at=timezone.now(),
    )
