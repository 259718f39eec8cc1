"""Following a request without an account: open it, read it, write, withdraw, rate, ask for the review."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foia import access
from foia.models import AccessRequest
from foia.operations import answering, dialogue, review, triage
from foia.portal import forms, limits
from foia.portal.answers import bounded, bounded_keeping, come_back, stopped
from foia.portal.casepage import case_page
from foia.portal.door import hers
from foia.portal.uploads import reasons_against_uploads
from foia.portal.views import identity
from foia.rules import filing
from foia.rules.answering import FACES
from pasocial.language import address_in
from pasocial.office.files.attachments import intake
from pasocial.office.files.attachments.telling import doubled
from pasocial.office.people.identity.proven import signed_in
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.answers import address_of, personal, too_soon
from pasocial.refusal import Refused
from pasocial.sentences import say


def _her(access_request: AccessRequest) -> Actor:
    return Actor.citizen(access_request.about)


@personal
@bounded
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Code and e-mail. Whatever is wrong, the answer is the same; tries are counted."""
    form = forms.FindRequest(request.POST or None, initial={"code": request.GET.get("codice", "")[:30]})
    if request.method == "POST" and form.is_valid():
        try:
            found = access.open_with_code(
                form.cleaned_data["code"],
                form.cleaned_data["email"],
                came_from=address_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            seconds = int(str(refused.refusal.values.get("seconds", 900)))
            return come_back(request, timezone.now() + timedelta(seconds=seconds))
        if found is not None:
            access.grant(request, found)
            return redirect("foia:follow", code=found.code)
        form.add_error(
            None,
            _(
                "Codice ed e-mail non corrispondono a nessuna richiesta. "
                "Controlla entrambi: il codice è sulla ricevuta."
            ),
        )
    return render(
        request,
        "foia/portal/find.html",
        {
            "form": form,
            "ways": identity.ways("richieste"),
            "demonstration": identity.demonstration(),
            "person": signed_in(request),
        },
        status=422 if form.errors else 200,
    )


@personal
@require_safe
def signed_link(request: HttpRequest, token: str) -> HttpResponse:
    """The private link of our mails opens the case; an expired or altered one says how else to get in."""
    found = access.read_link(token, timezone.now())
    if found is None:
        return render(request, "foia/portal/link_gone.html", status=404)
    access.grant(request, found)
    return redirect(address_in(found.language, reverse("foia:follow", args=[found.code])))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Closes every case opened in this browser, for whoever shares the computer."""
    access.leave(request)
    draft = request.POST.get("bozza", "")
    if re.fullmatch(r"[\w-]{20,60}", draft):
        return redirect("foia:new_step", token=draft, step="dati")
    messages.success(request, _("Hai chiuso le tue richieste su questo dispositivo."))
    return redirect("foia:home")


@personal
@require_safe
@hers
def follow(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """The citizen's page of her request."""
    at = timezone.now()
    dialogue.mark_read(request_id=access_request.pk, direction="out", at=at)
    return _case(request, access_request, at)


def _case(
    request: HttpRequest,
    access_request: AccessRequest,
    at: datetime,
    status: int = 200,
    **forms_with_errors: object,
) -> HttpResponse:
    context = case_page(access_request, at)
    context["message_form"] = forms_with_errors.get("message_form") or forms.WriteMessage()
    context["rate_form"] = forms_with_errors.get("rate_form") or forms.Rate()
    context["identify_form"] = forms_with_errors.get("identify_form") or forms.Identify()
    return render(request, "foia/portal/follow.html", context, status=status)


@personal
@bounded_keeping
@require_POST
@hers
def write(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """A message to the office, with files."""
    at = timezone.now()
    form = forms.WriteMessage(request.POST, request.FILES)
    given = _files_of(request, form)
    if form.errors:
        return _case(request, access_request, at, 422, message_form=form)
    later = too_soon(request, limits.WRITING, at)
    if later:
        return come_back(request, later)
    try:
        dialogue.write_from_citizen(
            request_id=access_request.pk,
            body=form.cleaned_data["body"],
            files=given,
            by=_her(access_request),
            at=at,
        )
    except Refused as refused:
        form.add_error(None, say(refused.refusal))
        return _case(request, access_request, at, 422, message_form=form)
    messages.success(request, _("Messaggio inviato all'ufficio."))
    for upload in intake.doubles(given)[1]:
        messages.info(request, doubled(upload))
    return redirect(reverse("foia:follow", args=[access_request.code]) + "#messaggi-ufficio")


def _files_of(request: HttpRequest, form: forms.WriteMessage | forms.AskReview) -> list[Any]:
    """The files that came with the words; what stands against them is beside their field."""
    given: list[Any] = []
    if too_much := stopped(request):
        form.add_error("files", too_much)
    if form.is_valid():
        given = form.cleaned_data.get("files") or []
        reasons, lies = reasons_against_uploads(given, renaming=form.cleaned_data["renaming"])
        for reason in reasons:
            form.add_error("files", reason)
        if lies:
            form.ask_renaming()
    return given


@personal
@bounded
@require_POST
@hers
def identify(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """The citizen says who she is, when she had left it out."""
    at = timezone.now()
    form = forms.Identify(request.POST)
    if form.is_valid():
        person = filing.ApplicantDetails(
            name=form.cleaned_data["name"],
            codice_fiscale=form.cleaned_data["codice_fiscale"],
            birth_date=form.cleaned_data["birth_date"],
        )
        try:
            triage.identify(request_id=access_request.pk, applicant=person, by=_her(access_request), at=at)
        except Refused as refused:
            for reason in refused.refusals:
                form.add_error(reason.field if reason.field in form.fields else None, say(reason))
        else:
            messages.success(
                request,
                _("Grazie. Ora possiamo lavorare alla tua richiesta; il termine non è cambiato."),
            )
            return redirect("foia:follow", code=access_request.code)
    return _case(request, access_request, at, 422, identify_form=form)


@personal
@bounded
@require_http_methods(["GET", "HEAD", "POST"])
@hers
def withdraw(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """Withdraws the request, after a page that says what it means."""
    at = timezone.now()
    form = forms.Withdraw(request.POST or None)
    problem = ""
    if request.method == "POST":
        form = forms.Withdraw(request.POST)
        if form.is_valid():
            try:
                answering.withdraw(
                    request_id=access_request.pk,
                    words=form.cleaned_data["words"],
                    by=_her(access_request),
                    at=at,
                )
            except Refused as refused:
                problem = say(refused.refusal)
            else:
                messages.success(request, _("La richiesta è ritirata."))
                return redirect("foia:follow", code=access_request.code)
    return render(
        request,
        "foia/portal/withdraw.html",
        {"case": access_request, "form": form, "problem": problem, "page": case_page(access_request, at)},
        status=409 if problem else 200,
    )


@personal
@bounded
@require_POST
@hers
def rate(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """One of three faces for the answer."""
    at = timezone.now()
    form = forms.Rate(request.POST)
    if form.is_valid():
        try:
            answering.rate(
                request_id=access_request.pk,
                face=form.cleaned_data["face"],
                comment=form.cleaned_data["comment"],
                by=_her(access_request),
                at=at,
            )
        except Refused as refused:
            # The form is not on the page of a case that cannot be rated: the reason stands on top instead.
            messages.error(request, say(refused.refusal))
        else:
            messages.success(request, _("Grazie: la tua valutazione ci serve per migliorare."))
            if form.cleaned_data["face"] == min(FACES):
                return redirect(reverse("foia:follow", args=[access_request.code]) + "#che-fare")
        return redirect("foia:follow", code=access_request.code)
    return _case(request, access_request, at, 422, rate_form=form)


@personal
@bounded_keeping
@require_http_methods(["GET", "HEAD", "POST"])
@hers
def ask_review(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """The request for an internal review, beside the decision it is about."""
    at = timezone.now()
    page = case_page(access_request, at)
    form = forms.AskReview(*((request.POST, request.FILES) if request.method == "POST" else ()))
    given = _files_of(request, form) if request.method == "POST" else []
    if request.method == "POST" and not form.errors:
        if later := too_soon(request, limits.WRITING, at):
            return come_back(request, later)
        try:
            review.ask_review(
                request_id=access_request.pk,
                grounds=form.cleaned_data["grounds"],
                files=given,
                by=_her(access_request),
                at=at,
            )
        except Refused as refused:
            form.add_error(None, say(refused.refusal))
        else:
            messages.success(request, _("Hai chiesto il riesame. La decisione arriva entro 20 giorni."))
            for upload in intake.doubles(given)[1]:
                messages.info(request, doubled(upload))
            return redirect("foia:follow", code=access_request.code)
    if request.method != "POST" and not page["may_ask_review"]:
        return redirect("foia:follow", code=access_request.code)
    return render(
        request, "foia/portal/review.html", {**page, "form": form}, status=422 if form.errors else 200
    )
