"""The receipt: number, code, due day and how it was computed. Shown only to who may open the case."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foia.letters.receipt import next_steps, receipt_letter
from foia.models import AccessRequest
from foia.portal.door import hers
from foia.portal.views.files import served
from foia.queries.deadlines import reading
from foia.queries.decisions import default_review_office
from foia.queries.own_case import handed_in_with, receipt_of
from foia.queries.protocol import protocol_of, responsible_for
from foia.rules.kinds import AccessKind, Silence, rules_of
from foia.rules.outcomes import remedies_for_silence
from pasocial.office.files.attachments import queries as stored_files
from pasocial.office.files.attachments.serving import outside_response
from pasocial.office.screens.answers import personal
from pasocial.sentences import say, shown_lines
from pasocial.timekeeping.zone import local_date


@personal
@require_safe
@hers
def receipt(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """The receipt on screen; it prints well too."""
    today: date = local_date(timezone.now())
    kind = AccessKind(access_request.kind)
    clock = reading(access_request, today)
    return render(
        request,
        "foia/portal/receipt.html",
        {
            "case": access_request,
            "kind_name": _(rules_of(kind).label),
            "clock": clock,
            "lines": shown_lines(clock.lines),
            "silence_refuses": rules_of(kind).silence is Silence.REFUSAL,
            "remedies": [
                {"title": _(remedy.title), "text": say(remedy), "source": remedy.source}
                for remedy in remedies_for_silence(kind, review_office=default_review_office())
            ],
            "files": [
                {
                    "name": stored.name,
                    "size": stored.size,
                    "kind": stored.name.rpartition(".")[2],
                    "note": stored_files.note_of(stored),
                }
                for stored in handed_in_with(access_request)
            ],
            "next_steps": next_steps(access_request),
            "protocol": protocol_of(access_request),
            "responsible": responsible_for(access_request),
        },
    )


@personal
@require_safe
@hers
def receipt_pdf(request: HttpRequest, access_request: AccessRequest) -> HttpResponseBase:
    """The same receipt as an accessible PDF: the one that was sent, or one made now if there is none."""
    stored = receipt_of(access_request)
    if stored is not None:
        return served(request, stored, lambda: outside_response(stored))
    response = HttpResponse(receipt_letter(access_request, timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="ricevuta-{access_request.year}-{access_request.sequence:07d}.pdf"'
    )
    return response
