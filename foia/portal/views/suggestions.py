"""Perhaps it is already public: answers and register lines alike, offered before anybody has to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foia.operations.publication import count_chosen, count_shown
from foia.portal import limits
from foia.queries import register
from foia.queries.topics import answers_like, page_of
from foia.rules.filing import clean_line
from pasocial.office.screens.answers import too_soon
from pasocial.timekeeping.zone import local_date

SHORTEST = 4


@dataclass(frozen=True)
class ShownOffer:
    """One thing already public. `url` goes straight there; from the form it passes by the counter first."""

    kind: str
    pk: int
    label: str
    note: str
    url: str
    icon: str


def offers_for(text: str, *, limit: int = 5, counted: bool = False) -> list[ShownOffer]:
    """What is public and like the text. `counted` links pass by `chosen`, which counts an avoided request."""
    asked = clean_line(text[:5000])
    if len(asked) < SHORTEST:
        return []
    shown = []
    for offer in answers_like(asked, limit=limit):
        page = offer.kind == "answer"
        words = Truncator(offer.summary).chars(160)
        shown.append(
            ShownOffer(
                kind=offer.kind,
                pk=offer.pk,
                label=offer.title,
                note=words if page else _("Richiesta già fatta: %(outcome)s") % {"outcome": words},
                url=reverse("foia:chosen", args=[offer.kind, offer.pk]) if counted else offer.url,
                icon="file" if page else "list",
            )
        )
    return shown


def offers_shown(offers: Sequence[ShownOffer], at: datetime) -> None:
    """Counts the published answers that were offered."""
    count_shown(page_ids=[offer.pk for offer in offers if offer.kind == "answer"], day=local_date(at))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The fragment under the subject while it is typed; from the search box, plain links."""
    at = timezone.now()
    from_form = "subject" in request.GET
    text = request.GET.get("subject" if from_form else "q", "")[:500]
    offers: list[ShownOffer] = []
    if too_soon(request, limits.SUGGESTING, at) is None:
        offers = offers_for(text, limit=4, counted=from_form)
    response = render(request, "foia/portal/suggest.html", {"offers": offers})
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def chosen(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Someone reads the answer instead of asking: one avoided request, then the answer."""
    at = timezone.now()
    url = ""
    if kind == "answer":
        page = page_of(pk)
        url = page.url or "" if page is not None else ""
    elif kind == "register":
        line = register.line_by_id(pk)
        url = reverse("foia:register_entry", args=[line.slug]) if line is not None else ""
    if not url:
        raise Http404
    # One connection clicking again and again is not many people spared a request.
    if request.method == "GET" and too_soon(request, limits.CHOOSING, at) is None:
        if kind == "answer":
            count_chosen(page_id=pk, day=local_date(at))
        else:
            count_chosen(entry_id=pk, day=local_date(at))
    response = redirect(url)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
