"""The sealed trail: who did what, searched and verified."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from pasocial.office.people.identity.queries import names_of
from pasocial.office.people.members.gate import needs
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as history

# Who acted, where it was no member of the office.
ACTORS = {
    "staff": gettext_lazy("una persona dell'ufficio"),
    "citizen": gettext_lazy("una cittadina o un cittadino"),
    "machine": gettext_lazy("un programma"),
    "system": gettext_lazy("il sistema"),
}


@needs("office.read_trail")
@require_GET
def trail_page(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first; and the last seal."""
    page = Paginator(history.latest_entries(), 50).get_page(request.GET.get("page"))
    names = names_of({entry.user_id for entry in page})
    words = registry.event_words()
    rows = [
        {
            "entry": entry,
            "who": names.get(entry.user_id or 0) or str(ACTORS.get(entry.actor_kind, entry.actor_kind)),
            "what": words.get(entry.event, entry.event),
        }
        for entry in page
    ]
    return render(
        request,
        "coordinator/trail.html",
        {"page": page, "rows": rows, "seal": history.seals().first(), "seals": history.seals().count()},
    )


@needs("office.read_trail")
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recomputes every seal now."""
    found = list(history.faults())
    if found:
        messages.error(
            request,
            _("La traccia è stata alterata in %(n)s punti: il primo è fra le voci %(first)s e %(last)s.")
            % {"n": len(found), "first": found[0].first_id, "last": found[0].last_id},
        )
    else:
        messages.success(request, _("La traccia è integra: ogni sigillo corrisponde."))
    return redirect("coordinator_trail")
