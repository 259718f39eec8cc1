"""Writing down a request that came on paper, by PEC, by e-mail or at the desk, and its receipt to print."""

from __future__ import annotations

import secrets
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foia.backoffice.access import actor, needs, needs_case
from foia.backoffice.presenters import state_chip
from foia.backoffice.views.case import UNPROCESSABLE
from foia.forms.intake import RegisterRequest
from foia.letters import receipt_letter
from foia.models import AccessRequest
from foia.operations import intake
from foia.queries.cases import filed_with_key
from foia.queries.duplicates import filed_before
from foia.queries.own_case import receipt_of
from foia.rules.filing import filing_from
from pasocial.office.files.attachments.queries import opened
from pasocial.office.files.attachments.telling import notices_of, reasons_in, shown_kept
from pasocial.office.files.drafts.operations import change_files, save_draft
from pasocial.office.files.drafts.queries import draft_files, open_draft
from pasocial.outgoing import file_name
from pasocial.refusal import Refused
from pasocial.sentences import long_day
from pasocial.sentences.forms import put_refusal

if TYPE_CHECKING:
    from pasocial.office.files.drafts.models import Draft

# Files that wait while a request is written down; nothing of a citizen's own draft is lent to it.
DRAFT = "foia.intake"


@require_http_methods(["GET", "POST"])
@needs("foia.work")
def new(request: HttpRequest) -> HttpResponseBase:
    """What was typed comes back with what is wrong; files wait in a draft, so that none is chosen twice."""
    if request.method != "POST":
        return _page(request, RegisterRequest(initial={"key": secrets.token_urlsafe(18)}))
    now = timezone.now()
    key = f"staff:{request.user.pk}:{request.POST.get('key', '')[:40]}"
    known = filed_with_key(key)
    if known is not None:
        messages.info(request, _("L'hai già registrata: questa è la sua pratica."))
        return redirect("foia_staff:case", known.pk)
    draft, token, refused = _keep_files(request, now)
    posted = request.POST.copy()
    posted["draft"] = token
    if "remove_now" in request.POST:
        # The button beside a file: nothing is judged yet, and all that was typed stands there.
        return _page(request, RegisterRequest(initial=posted.dict()), draft)
    form = RegisterRequest(posted)
    for words in refused:
        form.add_error("files", words)
    if not form.is_valid():
        return _page(request, form, draft, UNPROCESSABLE)
    filing, received = filing_from(form.cleaned_data), form.cleaned_data["received_at"]
    alike = list(filed_before(filing, received)) if not form.cleaned_data["anyway"] else []
    if alike:
        form.ask_anyway()
        return _page(request, form, draft, UNPROCESSABLE, alike)
    try:
        access_request = intake.file_request(
            draft=filing,
            by=actor(request),
            at=now,
            received_at=received,
            registered_on=form.cleaned_data["registered_on"],
            protocol=form.cleaned_data["protocol"],
            draft_id=draft.pk if draft else None,
            idempotency_key=key,
        )
    except Refused as problem:
        put_refusal(form, problem)
        return _page(request, form, draft, UNPROCESSABLE)
    return _filed(request, access_request)


def _filed(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    due = (
        _("La risposta è dovuta entro %(day)s.") % {"day": long_day(access_request.due_on)}
        if access_request.due_on
        else ""
    )
    messages.success(
        request, f"{_('Registrata con il numero %(number)s.') % {'number': access_request.number}} {due}"
    )
    if not (access_request.applicant.email or access_request.applicant.pec):
        messages.warning(
            request, _("Il richiedente non ha un indirizzo elettronico: stampa la ricevuta e consegnala.")
        )
    return redirect("foia_staff:case", access_request.pk)


def _keep_files(request: HttpRequest, now: datetime) -> tuple[Draft | None, str, list[str]]:
    """Puts what was uploaded with what waits already; returns the draft, its token and the reasons against files."""
    token = request.POST.get("draft", "")[:60]
    draft = open_draft(token, now, kind=DRAFT) if token else None
    if draft is not None and draft.became:
        draft = None
    uploads = request.FILES.getlist("files")
    if draft is None:
        if not uploads:
            return None, "", []
        draft, token = save_draft(kind=DRAFT, token=None, fields={}, step="", at=now)
    received = change_files(
        draft=draft,
        uploads=uploads,
        gone={*request.POST.getlist("remove"), request.POST.get("remove_now", "")},
        purpose="filed",
        most=intake.MAX_FILES,
        by=actor(request),
        at=now,
    )
    for notice in notices_of(received):
        messages.warning(request, notice)
    return draft, token, reasons_in(received, intake.MAX_FILES)


def _page(
    request: HttpRequest,
    form: RegisterRequest,
    draft: Draft | None = None,
    status: int = 200,
    alike: list[AccessRequest] | None = None,
) -> HttpResponse:
    kept: list[dict[str, Any]] = []
    if draft is not None:
        kept = [shown_kept(stored) for stored in draft_files(draft)]
    return render(
        request,
        "foia/backoffice/new.html",
        {
            "form": form,
            "kept": kept,
            "trail": [(_("Richieste"), reverse("foia_staff:inbox"))],
            "alike": [
                {
                    "url": reverse("foia_staff:case", args=[each.pk]),
                    "number": each.number,
                    "subject": each.subject,
                    "who": each.applicant.name,
                    "channel": each.get_channel_display(),
                    "received_on": each.received_on,
                    "state": state_chip(each.state),
                }
                for each in alike or ()
            ],
            "alike_columns": [_("Richiesta"), _("Arrivata"), _("Stato")],
        },
        status=status,
    )


@require_GET
@needs_case("foia.read")
def receipt(request: HttpRequest, access_request: AccessRequest) -> HttpResponseBase:
    """The receipt as it was sent, or made now: for who has no address it is printed and handed over."""
    name = f"ricevuta-{access_request.year}-{access_request.sequence:07d}.pdf"
    stored = receipt_of(access_request)
    content = (
        opened(stored) if stored is not None else BytesIO(receipt_letter(access_request, timezone.now()))
    )
    return FileResponse(content, as_attachment=True, filename=file_name(name), content_type="application/pdf")
