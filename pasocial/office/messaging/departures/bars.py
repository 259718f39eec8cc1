"""The seconds in which something can be called back, as every page shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pasocial.office.messaging.departures import policy
from pasocial.office.messaging.departures.models import Departure


def undo_bar(departure: Departure | None, user: Any, at: datetime, back: str) -> dict[str, Any] | None:
    """For the component of that name; None when there is nothing to undo, or she may not. `back`: the page it is on."""
    if departure is None or not departure.leaving or departure.leaves_at is None:
        return None
    left = int((departure.leaves_at - at).total_seconds())
    if left <= 0 or not policy.may_change(user, departure):
        return None
    return {
        "text": _("In partenza: %(title)s.") % {"title": departure.title},
        "action": reverse("office:departure_call_back", args=[departure.pk]),
        "seconds": left,
        "next": back,
    }
