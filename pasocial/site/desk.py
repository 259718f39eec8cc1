"""What the public site declares to the office."""

from django.utils.translation import gettext_lazy as _

from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.registry import Desk
from pasocial.site.events import SiteEvent

DESK = Desk(
    code="site",
    name=_("Sito"),
    promise=_("Ogni pagina dice chi la cura e quando è stata aggiornata."),
    events=SiteEvent,
    event_words={
        str(SiteEvent.PAGE_BEGUN): _("bozza di pagina cominciata"),
        str(SiteEvent.PAGE_PUBLISHED): _("pagina pubblicata"),
    },
    has_members=False,
    # Pages name the documents that are open to everyone.
    public_events={
        SiteEvent.PAGE_PUBLISHED: ("site.pages",),
        OfficeEvent.FILES_OPENED: ("site.pages",),
        OfficeEvent.FILE_DECIDED: ("site.pages",),
        OfficeEvent.FILE_REMOVED: ("site.pages",),
    },
)
