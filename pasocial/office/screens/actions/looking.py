"""The page that shows what an action makes leave, before it leaves; and the form that takes its words up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasocial.cleaning import whole_number
from pasocial.office.messaging.notices.masking import masked
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.versions.operations import Stale
from pasocial.office.screens.actions import kept, operations, queries
from pasocial.office.screens.actions.declaration import Action
from pasocial.office.screens.actions.forms import ActionForm
from pasocial.office.screens.actions.models import PlannedCall
from pasocial.refusal import Refused
from pasocial.sentences import say

if TYPE_CHECKING:
    from pasocial.office.messaging.departures.models import Departure
    from pasocial.office.screens.actions.pages import Door

UNPROCESSABLE, CONFLICT = 422, 409
# In the address of a page: the call whose words its form takes up again.
AGAIN = "riprendi"


def look(door: Door, action: Action, planned: PlannedCall) -> HttpResponse:
    """What leaves, as it leaves, and the one button that puts it on its way."""
    status, fault = 200, ""
    if planned.departure_id is not None:
        return redirect(door.address(action))
    if door.request.method == "POST":
        by, at = Actor.staff(door.request.user), timezone.now()
        try:
            operations.send_off(planned=planned, action=action, about=door.about, by=by, at=at)
        except Refused as refused:
            status = CONFLICT if isinstance(refused, Stale) else UNPROCESSABLE
            fault = say(refused.refusal)
        else:
            door.acted(action)
            return redirect(f"{door.address(action)}#annulla")
    return render(
        door.request,
        "office/leaving.html",
        {**_looked_at(door, action, planned), "fault": fault},
        status=status,
    )


def _looked_at(door: Door, action: Action, planned: PlannedCall) -> dict[str, Any]:
    assert action.leaves is not None
    reader = str(getattr(door.request.user, "email", ""))
    return {
        "trail": door.trail(),
        "title": action.leaves.what,
        "letters": [
            {
                "subject": letter["subject"],
                "language": letter["language"],
                "text": masked(letter["text"], to=letter["to"], reader=reader),
                "facts": [(_("A"), letter["to"])]
                + ([(_("Allegati"), ", ".join(letter["files"]))] if letter["files"] else []),
            }
            for letter in planned.letters
        ],
        "files": queries.file_names(planned),
        "send": door.request.get_full_path(),
        "back": again_address(door.address(action), action, planned),
    }


def again_address(page: str, action: Action, planned: PlannedCall) -> str:
    """The page with the form as it was filled in for this call."""
    return f"{page}?{AGAIN}={planned.pk}#modulo-{action.name}{planned.given.get('mark', '')}"


def after_undoing(
    departure: Departure,
    user: Any,
    actions: Mapping[str, Action],
    page: Callable[[Action], str],
    otherwise: str,
) -> str:
    """Where one lands who undid a departure: the `page` of its action, with her words in the form; else `otherwise`."""
    planned = queries.planned_behind(departure)
    action = actions.get(planned.action) if planned else None
    if planned is None or action is None or planned.user_id != user.pk:
        return otherwise
    return again_address(page(action), action, planned)


def form_again(
    request: HttpRequest, actions: Mapping[str, Action], about: Any, reference: str
) -> tuple[Action, ActionForm] | None:
    """The form that the address of a page says to take up again; only her own, and nothing once it left."""
    pk = whole_number(request.GET.get(AGAIN), 1)
    planned = queries.planned_call(pk, reference, request.user.pk or 0) if pk else None
    action = actions.get(planned.action) if planned else None
    if planned is None or action is None or planned.waiting or not planned.given:
        return None
    form = action.form(
        kept.typed(planned.given),
        about=about,
        user=request.user,
        action=action.name,
        mark=planned.given.get("mark", ""),
    )
    return action, form
