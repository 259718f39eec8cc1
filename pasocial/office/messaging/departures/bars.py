"""What leaves about a thing, as its page shows it: the seconds to call it back, what is stopped and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pasocial.office.messaging.departures import forms, policy, queries, rules
from pasocial.office.messaging.departures.models import Departure, Freeze
from pasocial.office.record import registry


def _bar(
    departure: Departure, user: Any, at: datetime, back: Callable[[Departure], str]
) -> dict[str, Any] | None:
    """For the component `undo-bar`; None when there is nothing to undo any more, or she may not."""
    if departure.leaves_at is None:
        return None
    left = int((departure.leaves_at - at).total_seconds())
    # What somebody put off, or waits for the law, stands in the list of departures.
    if not 0 < left <= rules.UNDO_SECONDS or not policy.may_change(user, departure):
        return None
    return {
        "text": _("In partenza: %(title)s.") % {"title": departure.title},
        "action": reverse("office:departure_call_back", args=[departure.pk]),
        "seconds": left,
        "next": back(departure),
        "id": f"annulla-{departure.pk}",
    }


def undo_bars(about: str, user: Any, at: datetime, back: Callable[[Departure], str]) -> list[dict[str, Any]]:
    """All that can be undone about one thing, the next to leave first. `back`: where one lands after undoing it."""
    found = (_bar(each, user, at, back) for each in queries.leaving_about(about))
    bars = [bar for bar in found if bar is not None]
    return [{**bar, "id": "annulla" if bar is bars[0] else bar["id"]} for bar in bars]


def stop_card(about: str, user: Any, back: str) -> dict[str, Any] | None:
    """For office/parts/stop.html: the stops that hold this thing, and the form that stops it; None without either."""
    desk = registry.owner_of(about)
    may_stop = policy.may_freeze(user, desk)
    # A stop of the whole desk stands above every page of it already.
    here = [each for each in queries.freezes_about(about) if each.about == about]
    if not here and not may_stop:
        return None
    return {
        "frozen": [frozen(each, user, "") for each in here],
        "form": forms.StopAboutThing(auto_id="ferma-%s") if may_stop and not here else None,
        "url": reverse("office:departures_freeze_thing", args=[about]),
        "next": back,
    }


def frozen(freeze: Freeze, user: Any, name: str) -> dict[str, Any]:
    """One stop as pages show it: of what, why, by whom, and whether she may end it. `name`: what its thing is called."""
    desk = registry.desks().get(freeze.desk)
    return {
        "freeze": freeze,
        "desk": desk.name if desk else freeze.desk,
        "name": name or freeze.about,
        "liftable": policy.may_freeze(user, freeze.desk),
    }
