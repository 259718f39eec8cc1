"""The register as staff see it: lines waiting for approval, public ones, and those taken off."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs
from foia.backoffice.presenters import outcome_label
from foia.models import RegisterEntry
from foia.rules.disclosure import personal_data_in
from pasocial.design.shell import Link

PER_PAGE = 25


@require_GET
@needs("foia.read", "foia.publish_register")
def queue(request: HttpRequest) -> HttpResponse:
    """Oldest proposal first: the register is updated at least every quarter (C2 §9)."""
    state = request.GET.get("stato", RegisterEntry.State.PROPOSED)
    if state not in RegisterEntry.State.values:
        state = RegisterEntry.State.PROPOSED
    found = (
        RegisterEntry.objects.filter(state=state)
        .defer("search")
        .select_related("request", "request__applicant")
        .prefetch_related("request__parties")
        .order_by("proposed_at" if state == RegisterEntry.State.PROPOSED else "-decided_on", "id")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("foia_staff:register_queue")
    labels = {
        "proposed": _("Da approvare"),
        "approved": _("Pubblicate"),
        "hidden": _("Tolte"),
    }
    return render(
        request,
        "foia/backoffice/register_queue.html",
        {
            "views": [
                Link(label, f"{here}?stato={value}", active=value == state) for value, label in labels.items()
            ],
            "columns": [_("Richiesta"), _("Esito"), _("Decisa il"), _("Controllo dei dati personali")],
            "rows": [_row(entry) for entry in page],
            "page": page,
            "public_url": _public(),
        },
    )


def _public() -> str:
    try:
        return reverse("foia:register")
    except NoReverseMatch:
        return ""


def _row(entry: RegisterEntry) -> dict[str, Any]:
    access_request = entry.request
    names = [
        access_request.applicant.name,
        access_request.applicant.organisation,
        *(party.name for party in access_request.parties.all()),
    ]
    # Only words meant for the public are judged; the citizen's own tell staff which case it is.
    subject = entry.public_subject or access_request.subject
    public = f"{entry.public_subject}\n{entry.public_reason}"
    found = personal_data_in(public, [name for name in names if name])
    words = "" if entry.public_subject else _("oggetto pubblico da scrivere")
    if found:
        words = ngettext("%(n)d dato personale possibile", "%(n)d dati personali possibili", len(found)) % {
            "n": len(found)
        }
    return {
        "url": reverse("foia_staff:case_tab", args=[access_request.pk, "registro"]),
        "number": access_request.number,
        "subject": subject,
        "outcome": outcome_label(entry.outcome),
        "decided_on": entry.decided_on,
        "findings": words,
    }
