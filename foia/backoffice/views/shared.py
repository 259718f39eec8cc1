"""What the contacts of other offices see: the cases shared with them, and of each only what they need to answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foia.backoffice import presence
from foia.backoffice.access import actor, needs_case, needs_sign_in
from foia.backoffice.presenters import Chip, day_chip, file_row
from foia.backoffice.views.files import serve
from foia.forms.shared import ReplyToConsultation
from foia.models import AccessRequest, Consultation
from foia.operations import dialogue
from foia.operations.concurrency import Stale
from foia.queries.consultations import own_questions, questions_to
from pasocial.design.shell import Link
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.drafts import autosave, unsent
from pasocial.office.people.members.gate import StaffRequest
from pasocial.refusal import Refused
from pasocial.sentences import say
from pasocial.sentences.forms import put_refusal

PER_PAGE = 25


@require_GET
@needs_sign_in
def inbox(request: StaffRequest) -> HttpResponse:
    """One line per question; those still to answer first."""
    answered = request.GET.get("vista") == "risposte"
    page = Paginator(questions_to(request.user, answered=answered), PER_PAGE).get_page(
        request.GET.get("page")
    )
    today = timezone.localdate()
    here = reverse("foia_staff:shared")
    return render(
        request,
        "foia/backoffice/shared.html",
        {
            "views": [
                Link(_("Da rispondere"), here, active=not answered),
                Link(_("Già risposte"), f"{here}?vista=risposte", active=answered),
            ],
            "columns": [_("Richiesta"), _("Che cosa serve"), _("Quando")],
            "rows": [
                {
                    "url": reverse("foia_staff:shared_case", args=[row.request_id]),
                    "subject": row.request.subject,
                    "number": row.request.number,
                    "question": Truncator(row.question).chars(120),
                    "due": Chip(_("risposta inviata"), "success")
                    if answered
                    else day_chip(row.due_on, today),
                }
                for row in page
            ],
            "page": page,
        },
    )


@require_GET
@needs_case("foia.reply_shared", shared=True)
def show(request: StaffRequest, access_request: AccessRequest) -> HttpResponse:
    presence.beat(case=access_request.about, user=request.user)
    return _page(request, access_request)


def _page(
    request: StaffRequest,
    access_request: AccessRequest,
    bound: ReplyToConsultation | None = None,
    status: int = 200,
) -> HttpResponse:
    own = list(reversed(_questions(request, access_request)))
    if not own:
        raise Http404("no question to this person")
    stored = list(files.files_about(*(f"foia.consultation:{row.pk}" for row in own)))
    today = timezone.localdate()
    kept = unsent.kept(
        case=access_request.about, user=request.user, forms=tuple(f"risposta{row.pk}" for row in own)
    )
    return render(
        request,
        "foia/backoffice/shared_case.html",
        {
            "case": access_request,
            "trail": [(_("Condivise con te"), reverse("foia_staff:shared"))],
            "consultations": [
                _question(
                    request, access_request, row, stored, today, kept.get(f"risposta{row.pk}", {}), bound
                )
                for row in own
            ],
        },
        status=status,
    )


def _question(
    request: StaffRequest,
    access_request: AccessRequest,
    row: Consultation,
    stored: list[Any],
    today: Any,
    kept: dict[str, str],
    bound: ReplyToConsultation | None,
) -> dict[str, Any]:
    mine = [
        file_row(each, access_request.pk, shared=True)
        for each in stored
        if each.about == f"foia.consultation:{row.pk}"
    ]
    form = None
    if row.replied_at is None:
        mark = str(row.pk)
        form = (
            bound
            if bound is not None and bound.place == mark
            else ReplyToConsultation(about=access_request, user=request.user, mark=mark, initial=kept)
        )
    return {
        "anchor": f"domanda-{row.pk}",
        "state": Chip(_("risposta inviata"), "success") if row.replied_at else Chip(_("aspetta te"), "info"),
        "due": None if row.replied_at else day_chip(row.due_on, today),
        "question": row.question,
        "reply": row.reply,
        "files": mine,
        "form": form,
        "action": reverse("foia_staff:reply_shared", args=[access_request.pk, row.pk]),
        "autosave_url": unsent.saving_address(
            reverse("foia_staff:unsent_shared", args=[access_request.pk, row.pk]), kept
        ),
    }


def _own(request: StaffRequest, access_request: AccessRequest, consultation: int) -> Consultation:
    for row in _questions(request, access_request):
        if row.pk == consultation:
            return row
    raise Http404(f"consultation {consultation}")


def _questions(request: StaffRequest, access_request: AccessRequest) -> list[Consultation]:
    return own_questions(request.user, [access_request.pk])[access_request.pk]


@require_http_methods(["GET", "POST"])
@needs_case("foia.reply_shared", shared=True)
def reply(request: StaffRequest, access_request: AccessRequest, consultation: int) -> HttpResponse:
    row = _own(request, access_request, consultation)
    here = reverse("foia_staff:shared_case", args=[access_request.pk])
    if request.method != "POST":
        return redirect(here)
    form = ReplyToConsultation(
        request.POST, request.FILES, about=access_request, user=request.user, mark=str(row.pk)
    )
    if not form.is_valid():
        return _page(request, access_request, form, 422)
    try:
        dialogue.reply_to_consultation(
            consultation_id=row.pk,
            reply=form.cleaned_data["reply"],
            files=form.cleaned_data["files"],
            by=actor(request),
            at=timezone.now(),
        )
    except Stale as stale:  # pragma: no cover - the reply carries no version: only its own question matters
        form.add_error(None, say(stale.refusal))
        return _page(request, access_request, form, 409)
    except Refused as refused:
        put_refusal(form, refused)
        return _page(request, access_request, form, 422)
    unsent.forget(
        case=access_request.about, user=request.user, form=f"risposta{row.pk}", seen=autosave.seen_in(request)
    )
    messages.success(request, _("Risposta inviata: l'ufficio accesso civico la vede subito. Grazie."))
    return redirect(here)


@require_POST
@needs_case("foia.reply_shared", shared=True)
def keep_unsent(request: StaffRequest, access_request: AccessRequest, consultation: int) -> HttpResponse:
    row = _own(request, access_request, consultation)
    kept = unsent.keep(
        case=access_request.about,
        user=request.user,
        form=f"risposta{row.pk}",
        fields={"reply": request.POST.get("reply", "")},
        seen=autosave.seen_in(request),
    )
    return autosave.answer(*kept)


@require_GET
@needs_case("foia.reply_shared", shared=True)
def file(request: StaffRequest, access_request: AccessRequest, public_id: UUID) -> HttpResponseBase:
    """A file this person uploaded herself; no other file of the case."""
    return serve(public_id, [f"foia.consultation:{row.pk}" for row in _questions(request, access_request)])
