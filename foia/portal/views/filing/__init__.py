"""A new request, step by step. What is typed is kept thirty days behind the draft's private address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foia import access
from foia.policy import case_of
from foia.portal import forms, limits
from foia.portal.answers import bounded, bounded_keeping, come_back
from foia.portal.views.filing import applicant, attached, question, review
from foia.portal.views.filing.pages import (
    APPLICANT,
    DRAFT,
    FILES,
    KIND,
    OFFERED,
    QUESTION,
    REVIEW,
    STEPS,
    OpenStep,
)
from foia.rules import filing
from foia.rules.kinds import declared_or_default
from pasocial.office.files.drafts.operations import save_draft
from pasocial.office.files.drafts.queries import open_draft
from pasocial.office.screens.answers import personal, too_soon

# After filing, the private address of the draft opens the receipt for this long; then code and e-mail do.
RECEIPT_MINUTES = 30

_SHOWN: dict[str, Callable[[OpenStep], HttpResponse]] = {
    KIND: question.kind,
    QUESTION: question.question,
    OFFERED: question.offered,
    FILES: attached.files,
    APPLICANT: applicant.applicant,
    REVIEW: review.review,
}


@personal
@bounded
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The first step. The draft begins when the first answer is given, so that looking leaves no trace."""
    form = forms.KindStep(
        request.POST or None,
        initial={"kind": declared_or_default(request.GET.get("tipo", ""))},
    )
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        later = too_soon(request, limits.DRAFTING, at)
        if later:
            return come_back(request, later)
        fields = {
            "kind": form.cleaned_data["kind"],
            "subject": filing.clean_line(request.POST.get("oggetto", ""))[:200],
        }
        _draft, token = save_draft(kind=DRAFT, token=None, fields=fields, step=QUESTION, at=at)
        return redirect("foia:new_step", token=token, step=QUESTION)
    return render(
        request,
        "foia/portal/new_kind.html",
        {
            "form": form,
            "steps": [(label, "") for _name, label in STEPS],
            "current": 1,
            "subject": filing.clean_line(request.GET.get("oggetto", ""))[:200],
        },
        status=422 if form.errors else 200,
    )


@personal
@bounded_keeping
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """One step of a draft; an unknown or expired draft is told apart from one already sent."""
    at = timezone.now()
    draft = open_draft(token, at, kind=DRAFT)
    show = _SHOWN.get(step)
    if draft is None or show is None:
        return render(request, "foia/portal/draft_gone.html", status=404)
    if draft.became:
        return _already_filed(request, draft.became, at)
    return show(OpenStep(request, draft, token, at))


def _already_filed(request: HttpRequest, became: str, at: datetime) -> HttpResponse:
    """A reload, a double click or the back button after sending: the receipt, never a second request."""
    filed, _asked = case_of(became)
    if filed is None:
        return render(request, "foia/portal/draft_gone.html", status=404)
    if at - filed.received_at < timedelta(minutes=RECEIPT_MINUTES):
        access.grant(request, filed)
    if access.granted(request, filed):
        return redirect("foia:receipt", code=filed.code)
    messages.info(
        request, _("Questa richiesta è già stata inviata. Per aprirla usa il codice e la tua e-mail.")
    )
    return redirect("foia:find")
