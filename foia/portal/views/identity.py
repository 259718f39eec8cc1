"""Sign-in with national identity (SPID, CIE): to file with a proven name, and to find one's own requests.

Nobody needs it: code and e-mail go on as before. What the provider says stays in the session for half an hour.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from foia.access import key_of
from foia.portal import limits
from foia.portal.answers import come_back
from foia.portal.casepage import state_words
from foia.queries.own_requests import proven_requests
from pasocial.office.people.identity import proven
from pasocial.office.people.identity.adapters.national import NationalIdentity
from pasocial.office.people.identity.queries import national_identity
from pasocial.office.screens.answers import personal, too_soon

# The official words of the two buttons (AgID; Ministero dell'Interno).
WAYS = {"spid": gettext_lazy("Entra con SPID"), "cie": gettext_lazy("Entra con CIE")}
NAMES = {"spid": "SPID", "cie": "CIE"}
PAGE_ROWS = 20
_PLACE = re.compile(r"richieste|bozza:[\w-]{20,60}")


def ways(place: str) -> list[dict[str, str]]:
    """The buttons to show; none while no provider is configured. `place`: where she wants to be afterwards."""
    if national_identity() is None:
        return []
    return [
        {
            "label": str(WAYS[way]),
            "url": f"{reverse('foia:enter')}?{urlencode({'con': way, 'poi': place})}",
        }
        for way in settings.NATIONAL_IDENTITY_WAYS
    ]


def demonstration() -> bool:
    """Whether the provider vouches for anybody, as in the demonstration town."""
    provider = national_identity()
    return provider is not None and provider.demonstration


def _provider() -> NationalIdentity:
    provider = national_identity()
    if provider is None:
        raise Http404
    return provider


@personal
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Says what will be read before anything is; the link to go on belongs to this browser session alone."""
    provider = _provider()
    way, place = request.GET.get("con", ""), request.GET.get("poi", "richieste")
    if way not in settings.NATIONAL_IDENTITY_WAYS or not _PLACE.fullmatch(place):
        raise Http404
    ticket = proven.prepare(request, way=way, place=place)
    return render(
        request,
        "foia/portal/enter.html",
        {
            "name": NAMES[way],
            "label": WAYS[way],
            "go_url": f"{reverse('foia:enter_go')}?{urlencode({'t': ticket})}",
            "back_url": _address(place),
            "demonstration": provider.demonstration,
        },
    )


@personal
@require_safe
def go(request: HttpRequest) -> HttpResponse:
    """To the provider. Only from the page before: another site cannot begin a sign-in for her."""
    provider = _provider()
    entering = proven.prepared(request, request.GET.get("t", ""))
    if entering is None:
        return _try_again(request, "richieste")
    later = too_soon(request, limits.ENTERING, timezone.now())
    if later:
        return come_back(request, later)
    url = proven.depart(request, provider, entering, return_url=_return_url(request))
    return redirect(url) if url else _try_again(request, entering.place)


@personal
@require_safe
def entered(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    provider = _provider()
    entering = proven.arriving(request)
    if entering is None:
        return _try_again(request, "richieste")
    person = proven.arrive(request, provider, entering, return_url=_return_url(request))
    return redirect(_address(entering.place)) if person else _try_again(request, entering.place)


@personal
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every request she filed with her identity proven."""
    person = proven.signed_in(request)
    if person is None:
        messages.info(request, _("Per vedere le tue richieste entra con la tua identità digitale."))
        return redirect("foia:find")
    page = Paginator(proven_requests(key_of(person)), PAGE_ROWS).get_page(request.GET.get("page"))
    rows = [
        {
            "number": row.number,
            "subject": row.subject,
            "url": reverse("foia:follow", args=[row.code]),
            "received_on": row.received_on,
            "due_on": row.due_on if row.answered_on is None or row.first_due_on else None,
            **state_words(row),
        }
        for row in page.object_list
    ]
    return render(
        request,
        "foia/portal/mine.html",
        {
            "page": page,
            "rows": rows,
            "person": person,
            "demonstration": demonstration(),
            "columns": [_("Oggetto"), _("Ricevuta"), _("A che punto è"), _("Entro")],
        },
    )


def _return_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("foia:entered"))


def _address(place: str) -> str:
    """A place of ours by its name; an address that came from outside is never followed."""
    if place.startswith("bozza:"):
        return reverse("foia:new_step", args=[place.removeprefix("bozza:"), "dati"])
    return reverse("foia:mine")


def _try_again(request: HttpRequest, place: str) -> HttpResponse:
    """The same words whatever failed: the reason is in the log, without a name."""
    back = place if _PLACE.fullmatch(place) else "richieste"
    return render(
        request,
        "foia/portal/enter_failed.html",
        {
            "ways": ways(back),
            "demonstration": demonstration(),
            "without_url": _address(back) if back != "richieste" else reverse("foia:find"),
        },
        status=403,
    )
