"""What the public site declares to the office."""

from django.utils.translation import gettext_lazy as _

from pasocial.office.registry import Desk
from pasocial.site.events import SiteEvent

DESK = Desk(
    code="site",
    name=_("Sito"),
    promise=_("Ogni pagina dice chi la cura e quando è stata aggiornata."),
    events=SiteEvent,
    event_words={str(SiteEvent.PAGE_PUBLISHED): _("pagina pubblicata")},
    has_members=False,
)
