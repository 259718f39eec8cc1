"""What others did with a thing since a page about it was opened: asked by the page when its stream says so."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pasocial.cleaning import whole_number
from pasocial.office.people.identity import queries as people
from pasocial.office.people.members.gate import StaffRequest, staff_only
from pasocial.office.people.members.policy import may_watch
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as trail

MOST_LINES = 5
LARGEST_NUMBER = 2**63 - 1


def changes_url(reference: str, seen: int) -> str:
    """`seen` is the last line of history that the page shows."""
    return f"{reverse('office:changes', args=[reference])}?da={seen}"


@require_GET
@staff_only
def changes(request: StaffRequest, reference: str) -> HttpResponse:
    """Empty when nothing is new, or only what this person did herself. Permission: the desk's `stream_policy`."""
    if not may_watch(request.user, reference):
        raise PermissionDenied(reference)
    since = whole_number(request.GET.get("da"), 0, LARGEST_NUMBER)
    seen = LARGEST_NUMBER if since is None else since
    news = list(trail.news_for(request.user.pk, reference, seen)[: MOST_LINES + 1])
    names = people.names_of(entry.user_id for entry in news)
    words = registry.event_words()
    return render(
        request,
        "office/parts/changes.html",
        {
            "entries": [
                {
                    "title": words.get(entry.event, entry.event),
                    "who": names.get(
                        entry.user_id or 0, _("Il richiedente") if entry.actor_kind == "citizen" else ""
                    ),
                    "at": entry.happened_at,
                }
                for entry in news[:MOST_LINES]
            ],
            "more": len(news) > MOST_LINES,
            "page": page_of(request),
        },
    )


def page_of(request: StaffRequest) -> str:
    """The page that asks, as htmx tells it; only an address of ours."""
    address = request.headers.get("HX-Current-URL", "")
    known = url_has_allowed_host_and_scheme(address, request.get_host(), require_https=request.is_secure())
    return address.partition("#")[0] if known else reverse("office:dashboard")
